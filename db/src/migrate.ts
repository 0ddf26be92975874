import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Sqlite from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** One step from an older form of the tables to the next. */
interface Migration {
  readonly name: string;
  /** Names it in the database; drizzle calls it the instant of its making. */
  readonly id: number;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** How far an upgrade is: about to do `done + 1` of `total`, by name. */
export interface MigrationProgress {
  readonly done: number;
  readonly total: number;
  readonly name: string;
}

/** The tables were made by a newer program than this one, which would not know how to read them. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';

  constructor(path: string) {
    super(
      `${path} : cette base a été mise à niveau par une version plus récente de Vigie. ` +
        `Attendu : cette version-là, ou une sauvegarde d’avant la mise à niveau (pnpm restore). ` +
        `Ce programme s’arrête à ${knownMigrations().at(-1)?.name ?? ''}.`,
    );
  }
}

/** The name of the last step that a database of this program, or an older one, has taken. */
export function schemaOf(client: Sqlite.Database): string {
  const applied = idsIn(client);
  return knownMigrations().findLast(({ id }) => applied.has(id))?.name ?? '';
}

/** True where this program has the step that a database ends with. */
export function isKnownSchema(version: string): boolean {
  return knownMigrations().some(({ name }) => name === version);
}

/**
 * Brings the tables up to date, each step in a transaction of its own: an upgrade that is cut off goes
 * on where it stopped (RUN-4). Refuses what a newer program has made. Tells of the steps of an upgrade
 * only, not of those that make a new file (RUN-7). Foreign keys must be off: steps may rebuild tables.
 */
export function migrateTables(
  client: Sqlite.Database,
  progress: (progress: MigrationProgress) => void = () => undefined,
): void {
  const known = knownMigrations();
  const applied = appliedMigrations(client);
  const ids = new Set(known.map(({ id }) => id));
  if ([...applied].some((id) => !ids.has(id))) throw new NewerDatabase(client.name);
  const pending = known.filter(({ id }) => !applied.has(id));
  pending.forEach((migration, done) => {
    if (applied.size) progress({ done, total: pending.length, name: migration.name });
    apply(client, migration);
  });
}

function apply(client: Sqlite.Database, { id, hash, statements }: Migration): void {
  const note = client.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
  const step = client.transaction(() => {
    // Another process may have taken this step while we waited.
    if (appliedMigrations(client).has(id)) return;
    for (const statement of statements) client.exec(statement);
    note.run(hash, id);
  });
  step.immediate();
}

function appliedMigrations(client: Sqlite.Database): Set<number> {
  client.exec(
    `CREATE TABLE IF NOT EXISTS __drizzle_migrations
      (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
  );
  return idsIn(client);
}

function idsIn(client: Sqlite.Database): Set<number> {
  const ids = client.prepare('SELECT created_at FROM __drizzle_migrations').pluck().all();
  return new Set(ids.map(Number));
}

function knownMigrations(): Migration[] {
  const journal = JSON.parse(
    readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'),
  ) as { entries: { tag: string; when: number }[] };
  const names = new Map(journal.entries.map(({ when, tag }) => [when, tag]));
  return readMigrationFiles({ migrationsFolder }).map(({ folderMillis, hash, sql }) => ({
    ...{ id: folderMillis, hash, statements: sql },
    name: names.get(folderMillis) ?? String(folderMillis),
  }));
}
