import { openDatabase } from '../database.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import { SmallDesk } from './small-desk.ts';

/**
 * Opens 200 tickets, goes on after each failure, and prints what became of them. Run as a child
 * process under a limit of file size: `node write-to-the-limit.ts <file>`.
 */
async function writeToTheLimit(path: string): Promise<void> {
  const log = createEventLog(openDatabase(path));
  const desk = new SmallDesk(log);
  const acknowledged: string[] = [];
  const failures = new Set<string>();
  for (let n = 0; n < 200; n += 1) {
    const id = `t${String(n)}`;
    await desk.ticket(id).then(
      () => acknowledged.push(id),
      (error: unknown) => failures.add(error instanceof Error ? error.name : 'unknown'),
    );
  }
  const head = await log.head();
  process.stdout.write(JSON.stringify({ acknowledged, failures: [...failures], head }));
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('write-to-the-limit <file>');
await writeToTheLimit(path);
