import { existsSync, readFileSync } from 'node:fs';
import { databasePath } from '@vigie/db/database-path';
import { openDatabase } from '@vigie/db/database';
import { verifySeal } from './verify-seal.ts';

const usage = `handover:verify FILE   checks the seal of a printed handover against the main courante
The database is that of VIGIE_DATA (./data).`;

process.exitCode = await main(process.argv[2]);

/** Says of each thing whether it holds: 0 when all do, 1 when one does not, 2 when asked wrongly. */
async function main(file: string | undefined): Promise<number> {
  const path = databasePath(process.env['VIGIE_DATA'] ?? './data');
  if (file === undefined) return complain(usage);
  if (!existsSync(file)) return complain(`no file ${file}: the PDF of a handover was expected`);
  if (!existsSync(path)) return complain(`no database at ${path}: set VIGIE_DATA to its folder`);
  const database = openDatabase(path);
  try {
    const findings = await verifySeal(database, readFileSync(file));
    for (const { what, holds } of findings) {
      process.stdout.write(`${holds ? 'oui' : 'NON'}  ${what}\n`);
    }
    return findings.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    database.close();
  }
}

function complain(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
