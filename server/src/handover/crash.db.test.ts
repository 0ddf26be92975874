import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkProjections } from '@vigie/db/check-projections';
import { openDatabase, type Database } from '@vigie/db/database';
import { loadHandover } from '@vigie/db/handover-rows';
import { partsOfHandover } from '@vigie/db/handover-texts';
import { loadRoom } from '@vigie/db/projections';
import { openTickets } from '@vigie/db/queries/tickets';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import { sheetId } from './testing/relief-room.ts';

const player = fileURLToPath(new URL('./testing/relieve-until-killed.ts', import.meta.url));

/** What is found after the kill: how far the sheet had come, and who holds what. */
function standing(database: Database) {
  const handover = loadHandover(database, sheetId);
  const holders = openTickets(database).map(({ ticket }) => ticket.lock?.holder ?? 'queue');
  return {
    state: handover?.state ?? 'none',
    passes: Object.keys(handover?.passes ?? {}).length,
    parts: partsOfHandover(database, sheetId).length,
    responsible: loadRoom(database).responsibility?.handoverId ?? null,
    holders: holders.sort(),
  };
}

const day = ['ana', 'ben', 'cleo'];
const before = { state: 'proposed', passes: 3, parts: 10, responsible: null, holders: day };
const after = {
  ...{ state: 'sealed', passes: 3, parts: 13, responsible: sheetId },
  holders: ['cleo', 'colin', 'queue'],
};

test.each([
  ['handover-opened', { state: 'none', passes: 0, parts: 0, responsible: null, holders: day }],
  ['pass-planned', { state: 'draft', passes: 0, parts: 0, responsible: null, holders: day }],
  ['handover-proposed', { state: 'draft', passes: 3, parts: 0, responsible: null, holders: day }],
  ['handover-item-taken', before],
  ['handover-accepted', before],
  ['responsibility-passed', before],
  ['ticket-passed', before],
  ['ticket-released', before],
  ['lock-kept', before],
  ['acknowledged', after],
])(
  '[HAND-2] a kill -9 at %s leaves the state before or after, never between',
  async (deadly, left) => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-relief-'));
    try {
      const child = spawnSync(process.execPath, [player, folder, deadly], { encoding: 'utf8' });
      expect([child.signal, child.stderr]).toEqual(['SIGKILL', '']);
      const database = openDatabase(join(folder, 'vigie.db'));
      try {
        expect(standing(database)).toEqual(left);
        expect(await createEventLog(database).verify()).toMatchObject({ ok: true });
        expect(await checkProjections(database)).toMatchObject({ ok: true });
      } finally {
        database.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
