import { hash } from 'node:crypto';
import { canonicalJson } from '@vigie/db/canonical-json';
import type { Database } from '@vigie/db/database';
import { loadHandover } from '@vigie/db/handover-rows';
import { fieldsOfHandover } from '@vigie/db/handover-texts';
import type { SignedAct } from '@vigie/shared/wire/handover-command';
import type { Signable } from '../people/signatures.ts';

/**
 * What a passkey signs (HAND-2): this act, on the sheet as people have written it, and over the hash that
 * was signed before. What the machine counts goes on until the transaction that freezes it, so that no
 * mail that comes makes a signature void.
 */
export function signableOf(database: Database, act: SignedAct): Signable {
  const written = () => ('handoverId' in act ? writtenOn(database, act.handoverId) : null);
  return {
    act: act.type,
    mark: () => hash('sha256', canonicalJson({ act, written: written() })),
  };
}

function writtenOn(database: Database, handoverId: string): object | null {
  const handover = loadHandover(database, handoverId);
  if (!handover) return null;
  const { state, added, passes, proposal, acceptance } = handover;
  const fields = fieldsOfHandover(database, handoverId).map(
    ({ item, field, revision, text }) => `${item} ${field} ${String(revision)} ${text}`,
  );
  return {
    ...{ state, added, passes, fields: fields.sort() },
    ...{ proposal: proposal?.hash, acceptance: acceptance?.hash },
  };
}
