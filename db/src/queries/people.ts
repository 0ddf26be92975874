import { asc, eq, sql } from 'drizzle-orm';
import type { Person } from '@vigie/shared/people/person';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { loadPerson, personOf } from '../projections.ts';
import { credentials } from '../schema/access.ts';
import { people } from '../schema/projections.ts';
import type { CredentialRow } from '../writes.ts';

const statements = prepared((orm) => {
  const states = () => orm.select({ state: people.state }).from(people);
  return {
    all: states().orderBy(asc(people.login)).prepare(),
    byLogin: states()
      .where(eq(people.login, sql.placeholder('login')))
      .prepare(),
    credential: orm
      .select()
      .from(credentials)
      .where(eq(credentials.personId, sql.placeholder('personId')))
      .prepare(),
  };
});

/** Everybody who is or was of the service, by login. */
export function allPeople(database: Database): Person[] {
  return statements(database)
    .all.all()
    .map(({ state }) => personOf(state));
}

/** The person of this id, active or not. */
export function personById(database: Database, id: string): Person | null {
  return loadPerson(database, id);
}

/** The person who signs in by this login, active or not. */
export function personByLogin(database: Database, login: string): Person | null {
  const row = statements(database).byLogin.get({ login });
  return row ? personOf(row.state) : null;
}

/** The person's secret; null when they have none yet. */
export function credentialOf(database: Database, personId: string): CredentialRow | null {
  return statements(database).credential.get({ personId }) ?? null;
}
