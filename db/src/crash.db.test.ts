import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkProjections } from './check-projections.ts';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';

const writer = fileURLToPath(new URL('./testing/write-until-killed.ts', import.meta.url));

let medium: SqliteMedium;
beforeEach(async () => {
  medium = await makeSqliteMedium();
});
afterEach(() => medium.destroy());

/** Lets a process of its own write, kills it with -9 after so many acknowledgements, and names these. */
async function writeAndKill(prefix: string, after: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [writer, medium.path, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [id, seq] = line.split(' ');
    if (id !== undefined) acknowledged.set(id, Number(seq));
    if (acknowledged.size === after) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

test('[RUN-4] a kill -9 loses nothing acknowledged and leaves a whole chain, again and again', async () => {
  const acknowledged = new Map<string, number>();
  for (const [round, after] of [1, 40, 97].entries()) {
    for (const [id, seq] of await writeAndKill(`run${String(round)}`, after)) {
      acknowledged.set(id, seq);
    }
    const log = await medium.open();
    expect(await log.verify()).toMatchObject({ ok: true });
    expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
    const recorded = await log.read(0, 100_000);
    const places = new Map(recorded.map(({ streamId, seq }) => [streamId, seq]));
    for (const [id, seq] of acknowledged) expect(places.get(id)).toBe(seq);
  }
  // Asked again under its key, each gives the answer that was acknowledged.
  const log = await medium.open();
  const { seq: head } = await log.head();
  const desk = new SmallDesk(log);
  for (const [id, seq] of acknowledged) expect(await desk.ticket(id, {}, { key: id })).toBe(seq);
  expect((await log.head()).seq).toBe(head);
});
