import { writeSync } from 'node:fs';
import { openDatabase } from '../database.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import { SmallDesk } from './small-desk.ts';

/**
 * Opens tickets in a database for ever, several at a time, and says which were acknowledged. Run as a
 * child process by the tests that kill it: `node write-until-killed.ts <file> <prefix>`.
 */
async function writeUntilKilled(path: string, prefix: string): Promise<never> {
  const desk = new SmallDesk(createEventLog(openDatabase(path)), prefix);
  for (let n = 0; ; n += 3) {
    const ids = [n, n + 1, n + 2].map((i) => `${prefix}-${String(i)}`);
    const asked = ids.map(async (id) => {
      const seq = await desk.ticket(id, {}, { key: id });
      // At once and unbuffered: what this line says has been committed before it.
      writeSync(1, `${id} ${String(seq)}\n`);
    });
    await Promise.all(asked);
  }
}

const [path, prefix] = process.argv.slice(2);
if (path === undefined || prefix === undefined)
  throw new Error('write-until-killed <file> <prefix>');
await writeUntilKilled(path, prefix);
