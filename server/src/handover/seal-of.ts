import { eventAt } from '@vigie/db/queries/handovers';
import type { Database } from '@vigie/db/database';
import { loadHandover } from '@vigie/db/handover-rows';
import { partsOfHandover } from '@vigie/db/handover-texts';
import { wordsByIds } from '@vigie/db/queries/words';
import type { Handover, Signature } from '@vigie/shared/handover/handover';
import type { SealFile } from './seal-file.ts';

export interface SealOptions {
  readonly tz: string;
  /** False leaves the restricted parts out; their hashes stay, so that the rest still verifies. */
  readonly withRestricted: boolean;
}

/** All that a print of a signed sheet carries; null where it is not signed yet (HAND-3). */
export function sealOf(
  database: Database,
  handoverId: string,
  { tz, withRestricted }: SealOptions,
): SealFile | null {
  const handover = loadHandover(database, handoverId);
  const { proposal, acceptance } = handover ?? {};
  if (!handover || !proposal) return null;
  const rows = new Map(partsOfHandover(database, handoverId).map((row) => [row.n, row]));
  const seals = [...proposal.parts, ...(acceptance?.parts ?? [])];
  return {
    ...{ vigie: 'handover', form: 1, logId: database.logId, handoverId, tz },
    parts: seals.map(({ n, hash }) => {
      const row = rows.get(n);
      if (!row) return { n, hash, salt: null, body: null, erased: true };
      const isShown = withRestricted || !row.restricted;
      return { n, hash, salt: isShown ? row.salt : null, body: isShown ? row.body : null };
    }),
    proposal: signed(database, handover, proposal, 'handover-proposed'),
    acceptance: acceptance ? signed(database, handover, acceptance, 'handover-accepted') : null,
    addenda: addendaOf(database, handover),
  };
}

function signed(
  database: Database,
  { id }: Handover,
  { by, at, inPlaceOf, hash, head }: Signature,
  type: string,
): SealFile['proposal'] {
  const event = eventAt(database, id, type, hash);
  if (!event) throw new Error(`the log has no ${type} of ${id}`);
  return { by, at, inPlaceOf, hash, head, event };
}

function addendaOf(database: Database, { addenda }: Handover): SealFile['addenda'] {
  const words = wordsByIds(
    database,
    addenda.map(({ id }) => id),
  );
  return addenda.map((addendum) => ({ ...addendum, text: words.get(addendum.id)?.text ?? null }));
}
