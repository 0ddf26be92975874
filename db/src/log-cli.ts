import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkProjections, type ProjectionCheck } from './check-projections.ts';
import type { Database } from './database.ts';
import { databasePath } from './database-path.ts';
import type { Verification } from './event-log.ts';
import type { Progress } from './fold-log.ts';
import { NewerDatabase } from './migrate.ts';
import { openUpgraded } from './open-upgraded.ts';
import { verifyReads } from './queries/reads.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { headOf, verifyChain } from './verify-chain.ts';

const usage = `log-cli verify            finds the first broken link of the main courante and of the trace of reads
log-cli rebuild           makes every projection anew from the log; the server must be stopped
log-cli rebuild --check   proves that the rebuilt projections equal the live ones, and changes nothing
The database is that of VIGIE_DATA (./data).`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});

process.exitCode = await main(positionals[0], values.check);

/** Runs one command (LOG-3, LOG-5): 0 when all is well, 1 when something is broken, 2 when asked wrongly. */
async function main(command: string | undefined, check: boolean): Promise<number> {
  const path = databasePath(process.env['VIGIE_DATA'] ?? './data');
  const run = commandNamed(command, check);
  if (!run) return complain(usage);
  if (!existsSync(path)) return complain(`no database at ${path}: set VIGIE_DATA to its folder`);
  const database = openOrTell(path);
  if (typeof database === 'string') return complain(database);
  try {
    return (await run(database)) ? 0 : 1;
  } finally {
    database.close();
  }
}

function openOrTell(path: string): Database | string {
  try {
    return openUpgraded(path, {
      onMigration: (step) => show('upgrading', step, 'tables'),
      onRebuild: (progress) => show('rebuilding', progress),
    });
  } catch (error) {
    if (error instanceof NewerDatabase) return error.message;
    throw error;
  }
}

function commandNamed(command: string | undefined, check: boolean) {
  if (command === 'verify') return verify;
  if (command === 'rebuild') return check ? compare : rebuild;
  return null;
}

async function verify(database: Database): Promise<boolean> {
  const total = headOf(database).seq;
  const log = await verifyChain(database, (done) => show('verifying', { done, total }));
  say('main courante', log);
  const reads = verifyReads(database);
  say('trace of reads', reads);
  return log.ok && reads.ok;
}

function rebuild(database: Database): boolean {
  const events = rebuildProjections(database, (progress) => show('rebuilding', progress));
  print(`rebuilt from ${String(events)} events`);
  return true;
}

async function compare(database: Database): Promise<boolean> {
  const check = await checkProjections(database, (progress) => show('rebuilding', progress));
  tell(check);
  return check.ok;
}

function say(what: string, verification: Verification): void {
  if (verification.ok) {
    const { events, head } = verification;
    print(`${what}: whole, ${String(events)} entries, head ${head.hash}`);
    return;
  }
  const { seq, expected, found } = verification;
  print(`${what}: BROKEN at ${String(seq)}\n  expected ${expected}\n  found    ${found}`);
}

function tell(check: ProjectionCheck): void {
  if (check.ok) {
    print(`the live projections are those of the log (${String(check.events)} events)`);
    return;
  }
  print(`${String(check.differences.length)} rows are not what the log says`);
  for (const { table, key, columns, missing } of check.differences.slice(0, 20)) {
    const what = missing ? `missing among the ${missing}` : columns.join(', ');
    print(`  ${table} ${key}: ${what}`);
  }
}

/** Progress goes to the terminal only: what is piped away holds results. */
function show(what: string, { done, total }: Progress, unit = 'events'): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${what} ${String(done)} of ${String(total)} ${unit}\x1b[K`);
  if (done >= total) process.stderr.write('\r\x1b[K');
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
