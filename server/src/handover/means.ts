import type { Handover } from '@vigie/shared/handover/handover';
import type { Placed } from '@vigie/shared/handover/placed';
import type { Person } from '@vigie/shared/people/person';
import type { Cycle } from '@vigie/shared/roster/cycle';
import type { Shift } from '@vigie/shared/roster/on-duty';
import type { SheetChange } from '@vigie/shared/wire/handover';
import type { Signature, SignedAct } from '@vigie/shared/wire/handover-command';
import type { SignatureCheck } from '../people/signatures.ts';
import type { Surroundings } from './surroundings.ts';

/** What commands of a relief are made ready with, before their transaction. */
export interface HandoverMeans {
  readonly cycle: Cycle;
  /** Both shifts of the relief to come. */
  readonly next: (at: number) => readonly Shift[];
  /** The sheet as of the last commit, for what no event changes in it: its shifts, what its lines are about. */
  readonly find: (handoverId: string) => Handover | null;
  /** People as the roster places them on these shifts, as of the last commit (ROST-1). */
  readonly place: (shifts: readonly Shift[], people: readonly Person[]) => Placed[];
  readonly surroundings: (shift: Shift, at: number) => Surroundings;
  /** What came and went in the log since a `seq`. */
  readonly changesSince: (seq: number) => readonly SheetChange[];
  readonly checkSignature: (
    person: Person,
    command: SignedAct & { readonly signature: Signature },
    origin: string,
  ) => Promise<SignatureCheck>;
}
