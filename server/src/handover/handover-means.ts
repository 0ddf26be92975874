import type { Database } from '@vigie/db/database';
import { loadHandover } from '@vigie/db/handover-rows';
import { changesBetween } from '@vigie/db/queries/handovers';
import type { Cycle } from '@vigie/shared/roster/cycle';
import type { Signatures } from '../people/signatures.ts';
import type { HandoverMeans } from './means.ts';
import type { ShiftSurroundings } from './surroundings.ts';

export interface MeansParts {
  readonly database: Database;
  readonly cycle: Cycle;
  readonly surroundings: ShiftSurroundings;
  readonly signatures: Pick<Signatures, 'check'>;
}

/** Gives the desk what commands of a relief are made ready with. */
export function handoverMeans({
  database,
  cycle,
  surroundings,
  signatures,
}: MeansParts): HandoverMeans {
  return {
    cycle,
    find: (id) => loadHandover(database, id),
    surroundings: (shift, at) => surroundings.of(shift, at),
    changesSince: (seq) => changesBetween(database, seq, Number.MAX_SAFE_INTEGER),
    checkSignature: (person, password, origin) => signatures.check(person, password, origin),
  };
}
