import type { Database } from '@vigie/db/database';
import { loadHandover } from '@vigie/db/handover-rows';
import { changesBetween } from '@vigie/db/queries/handovers';
import { nextRelief } from '@vigie/shared/handover/relief';
import { placedFor } from '@vigie/shared/handover/placed';
import type { Clock } from '../clock.ts';
import type { Signatures } from '../people/signatures.ts';
import type { RosterKeeper } from '../roster/roster-keeper.ts';
import type { HandoverMeans } from './means.ts';
import { signableOf } from './signed-act.ts';
import type { ShiftSurroundings } from './surroundings.ts';

export interface MeansParts {
  readonly database: Database;
  readonly roster: Pick<RosterKeeper, 'book' | 'cycleAt'>;
  readonly clock: Clock;
  readonly surroundings: ShiftSurroundings;
  readonly signatures: Pick<Signatures, 'check' | 'checkPasskey'>;
}

/** Gives the desk what commands of a relief are made ready with. */
export function handoverMeans({
  database,
  roster,
  clock,
  surroundings,
  signatures,
}: MeansParts): HandoverMeans {
  return {
    get cycle() {
      return roster.cycleAt(clock.now());
    },
    next: (at) => {
      const { outgoing, incoming } = nextRelief(roster.cycleAt(at), at);
      return [outgoing, incoming];
    },
    find: (id) => loadHandover(database, id),
    place: (shifts, people) => placedFor(roster.book, shifts, people),
    surroundings: (shift, at) => surroundings.of(shift, at),
    changesSince: (seq) => changesBetween(database, seq, Number.MAX_SAFE_INTEGER),
    checkSignature: (person, { signature, ...act }, origin) =>
      'password' in signature
        ? signatures.check(person, signature.password, origin)
        : signatures.checkPasskey(person, signableOf(database, act), signature.passkey, origin),
  };
}
