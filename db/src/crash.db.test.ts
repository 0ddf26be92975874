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

/**
 * Lets a process of its own write, and names what it was told had been committed. It ends itself by
 * SIGKILL as soon as it hears of so many, or is killed from outside, at whatever it is doing.
 */
async function writeAndKill(
  prefix: string,
  ownAfter: number,
  after = 0,
): Promise<Map<string, number>> {
  const words = [writer, medium.path, prefix, String(ownAfter)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const committed = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [id, seq] = line.split(' ');
    if (id !== undefined) committed.set(id, Number(seq));
    if (committed.size === after) child.kill('SIGKILL');
  }
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return committed;
}

test('[RUN-4] a kill -9 loses nothing acknowledged and leaves a whole chain, again and again', async () => {
  const committed = new Map<string, number>();
  const rounds = [
    () => writeAndKill('one', 1),
    () => writeAndKill('two', 41),
    () => writeAndKill('three', 0, 97),
  ];
  for (const round of rounds) {
    for (const [id, seq] of await round()) committed.set(id, seq);
    const log = await medium.open();
    expect(await log.verify()).toMatchObject({ ok: true });
    expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
    const places = new Map(
      (await log.read(0, 100_000)).map(({ streamId, seq }) => [streamId, seq]),
    );
    for (const [id, seq] of committed) expect(places.get(id)).toBe(seq);
  }
  expect(committed.size).toBeGreaterThanOrEqual(1 + 41 + 97);
  // Asked again under its key, each gives the answer that it would have got.
  const log = await medium.open();
  const { seq: head } = await log.head();
  const desk = new SmallDesk(log);
  for (const [id, seq] of committed) expect(await desk.ticket(id, {}, { key: id })).toBe(seq);
  expect((await log.head()).seq).toBe(head);
});
