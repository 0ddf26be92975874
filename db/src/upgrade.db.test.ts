import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkProjections } from './check-projections.ts';
import { openDatabase, readDatabase } from './database.ts';
import { openUpgraded } from './open-upgraded.ts';
import { schemaOf, type MigrationProgress } from './migrate.ts';
import { openTickets } from './queries/tickets.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { createEventLog } from './sqlite-event-log.ts';
import { putFirstRelease } from './testing/first-release.ts';
import { SmallDesk } from './testing/small-desk.ts';
import { headOf, verifyChain } from './verify-chain.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-upgrade-'));
  path = join(folder, 'vigie.db');
  putFirstRelease(path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function firstHead() {
  const database = readDatabase(path);
  const head = headOf(database);
  database.close();
  return head;
}

/** The tables and indexes that a file has, as they would be asked for. */
function shapeOf(file: string): unknown[] {
  const client = new Sqlite(file);
  const shape = client
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '__drizzle%' ORDER BY name`,
    )
    .all();
  client.close();
  return shape;
}

test('[RUN-4] a database of the first release opens, step by step, and is whole', async () => {
  const head = firstHead();
  expect(head.seq).toBeGreaterThan(100);
  const steps: MigrationProgress[] = [];
  let rebuilt = 0;
  const database = openUpgraded(path, {
    onMigration: (step) => steps.push(step),
    onRebuild: ({ done }) => (rebuilt = done),
  });
  expect(rebuilt).toBe(head.seq);
  expect(steps[0]).toMatchObject({ done: 0, total: steps.length });
  expect(steps.at(-1)?.name).toBe(schemaOf(database.client));
  expect(steps.map(({ name }) => name.slice(0, 4))).not.toContain('0001');
  expect(await verifyChain(database)).toMatchObject({ ok: true, head });
  expect(await checkProjections(database)).toEqual({ ok: true, events: head.seq });
  const before = openTickets(database);
  rebuildProjections(database);
  expect(openTickets(database)).toEqual(before);
  const log = createEventLog(database);
  await new SmallDesk(log).ticket('after-the-upgrade');
  expect(await log.verify()).toMatchObject({ ok: true, events: head.seq + 1 });
  database.close();
});

test('[RUN-4] its tables are then those of a new installation', () => {
  openDatabase(path).close();
  const fresh = join(folder, 'fresh.db');
  openDatabase(fresh).close();
  expect(shapeOf(path)).toEqual(shapeOf(fresh));
});

test('[RUN-4] an upgrade cut off by a kill -9, before whichever step, goes on where it stopped', async () => {
  const head = firstHead();
  const killer = fileURLToPath(new URL('./testing/upgrade-and-die.ts', import.meta.url));
  for (;;) {
    const steps: string[] = [];
    // Each round lets one more step pass, and dies before the next.
    const { signal, status } = spawnSync(process.execPath, [killer, path, '1'], {
      stdio: 'inherit',
    });
    if (signal !== 'SIGKILL') {
      expect(status).toBe(0);
      openDatabase(path, { onMigration: ({ name }) => steps.push(name) }).close();
      expect(steps).toEqual([]);
      break;
    }
    const half = readDatabase(path);
    expect(headOf(half)).toEqual(head);
    half.close();
  }
  const database = openUpgraded(path);
  expect(await verifyChain(database)).toMatchObject({ ok: true, head });
  expect(await checkProjections(database)).toMatchObject({ ok: true });
  database.close();
});

test('[LOG-3] projections are made anew by an upgrade alone, and what they lacked is in them', async () => {
  const first = openUpgraded(path);
  expect(await checkProjections(first)).toMatchObject({ ok: true });
  first.close();
  let rebuilt = false;
  openUpgraded(path, { onRebuild: () => (rebuilt = true) }).close();
  expect(rebuilt).toBe(false);
});

test('[RUN-4] the database of a newer program is refused by name, and left as it is', () => {
  openDatabase(path).close();
  const client = new Sqlite(path);
  client.exec(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)`);
  client.close();
  expect(() => openDatabase(path)).toThrow(`${path} : cette base a été mise à niveau`);
});
