import { writeSync } from 'node:fs';
import { openDatabase } from '../database.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import { SmallDesk } from './small-desk.ts';

/**
 * Opens tickets in a database for ever, several at a time, and prints which were committed, at the
 * first instant at which anybody hears of it. Run as a child process by the test that kills it:
 * `node write-until-killed.ts <file> <prefix> <ends itself by SIGKILL after so many, or 0>`.
 */
async function writeUntilKilled(path: string, prefix: string, killAfter: number): Promise<never> {
  const log = createEventLog(openDatabase(path));
  const desk = new SmallDesk(log, prefix);
  let heard = 0;
  log.follow(({ recorded }) => {
    for (const { streamId, seq } of recorded) writeSync(1, `${streamId} ${String(seq)}\n`);
    heard += 1;
    if (heard === killAfter) process.kill(process.pid, 'SIGKILL');
  });
  for (let n = 0; ; n += 3) {
    const ids = [n, n + 1, n + 2].map((i) => `${prefix}-${String(i)}`);
    await Promise.all(ids.map((id) => desk.ticket(id, {}, { key: id })));
  }
}

const [path, prefix, killAfter] = process.argv.slice(2);
if (path === undefined || prefix === undefined) throw new Error('<file> <prefix> <kill after>');
await writeUntilKilled(path, prefix, Number(killAfter));
