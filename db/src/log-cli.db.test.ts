import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';

const cli = fileURLToPath(new URL('./log-cli.ts', import.meta.url));

let medium: SqliteMedium;
beforeEach(async () => {
  medium = await makeSqliteMedium();
  const desk = new SmallDesk(await medium.open());
  await desk.person('ana');
  for (const id of ['a', 'b', 'c']) await desk.ticket(id);
});
afterEach(() => medium.destroy());

interface Ended {
  readonly code: number;
  readonly said: string;
}

function run(words: readonly string[], data = dirname(medium.path)): Promise<Ended> {
  const env = { ...process.env, VIGIE_DATA: data };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...words], { env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr });
    });
  });
}

test('[LOG-5] a command proves that the chain is whole and prints its head', async () => {
  const { seq, hash } = await (await medium.open()).head();
  const { code, said } = await run(['verify']);
  expect(said).toContain(`main courante: whole, ${String(seq)} entries, head ${hash}`);
  expect(said).toContain('trace of reads: whole, 0 entries');
  expect(code).toBe(0);
});

test('[LOG-5] a command finds the first broken link', async () => {
  await medium.forge(3);
  const { code, said } = await run(['verify']);
  expect(said).toContain('main courante: BROKEN at 3');
  expect(code).toBe(1);
});

test('[LOG-3] a command proves that the rebuilt projections equal the live ones', async () => {
  const well = await run(['rebuild', '--check']);
  expect(well).toMatchObject({ code: 0 });
  expect(well.said).toContain('those of the log (4 events)');
  medium.database.client.exec(`UPDATE tickets SET status = 'closed' WHERE id = 'b'`);
  const ill = await run(['rebuild', '--check']);
  expect(ill).toMatchObject({ code: 1 });
  expect(ill.said).toContain('tickets b: status');
});

test('[LOG-3] a command makes the projections anew', async () => {
  medium.database.client.exec('DELETE FROM tickets');
  expect(await run(['rebuild'])).toEqual({ code: 0, said: 'rebuilt from 4 events\n' });
  expect(await run(['rebuild', '--check'])).toMatchObject({ code: 0 });
});

test('[RUN-2] a wrong question, or a folder without a database, is answered by what was expected', async () => {
  expect(await run(['repair'])).toMatchObject({ code: 2 });
  const nowhere = join(dirname(medium.path), 'nowhere');
  const { code, said } = await run(['verify'], nowhere);
  expect(code).toBe(2);
  expect(said).toContain('set VIGIE_DATA');
});
