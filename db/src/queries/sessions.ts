import { hash } from 'node:crypto';
import { and, count, eq, gt, lte, sql } from 'drizzle-orm';
import { placeholdersOf } from '../columns.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { sessions } from '../schema/access.ts';

/** An open session. Its token is the browser's alone: here stands the token's SHA-256 (ACCESS-2). */
export interface SessionRow {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
  /** Address and browser it was opened from. */
  readonly origin: string;
}

export interface NewSession {
  readonly id: string;
  readonly token: string;
  readonly personId: string;
  readonly at: number;
  readonly expiresAt: number;
  readonly origin: string;
}

const { id, personId, createdAt, seenAt, expiresAt, origin, tokenSha256 } = sessions;
const shown = { id, personId, createdAt, seenAt, expiresAt, origin };
const ofSession = eq(id, sql.placeholder('id'));
const ofPerson = eq(personId, sql.placeholder('personId'));

const statements = prepared((orm) => ({
  create: orm.insert(sessions).values(placeholdersOf(sessions)).prepare(),
  find: orm
    .select(shown)
    .from(sessions)
    .where(eq(tokenSha256, sql.placeholder('tokenSha256')))
    .prepare(),
  ofPerson: orm.select(shown).from(sessions).where(ofPerson).orderBy(createdAt).prepare(),
  counted: orm.select({ open: count() }).from(sessions).where(ofPerson).prepare(),
  touch: orm
    .update(sessions)
    .set({ seenAt: sql`${sql.placeholder('at')}`, expiresAt: sql`${sql.placeholder('expiresAt')}` })
    .where(and(ofSession, gt(expiresAt, sql.placeholder('at'))))
    .prepare(),
  rotate: orm
    .update(sessions)
    .set({ tokenSha256: sql`${sql.placeholder('tokenSha256')}` })
    .where(ofSession)
    .prepare(),
  end: orm.delete(sessions).where(ofSession).prepare(),
  endAll: orm.delete(sessions).where(ofPerson).prepare(),
  sweep: orm
    .delete(sessions)
    .where(lte(expiresAt, sql.placeholder('at')))
    .returning(shown)
    .prepare(),
}));

/** Opens a session under a new token. */
export function createSession(database: Database, { token, at, ...session }: NewSession): void {
  const row = { ...session, tokenSha256: fingerprint(token), createdAt: at, seenAt: at };
  statements(database).create.run(row);
}

/** The session of this token, unless it is over at this instant. */
export function findSession(database: Database, token: string, at: number): SessionRow | null {
  const row = statements(database).find.get({ tokenSha256: fingerprint(token) });
  return row && row.expiresAt > at ? row : null;
}

/** Every session of a person that has not been ended or swept. */
export function sessionsOf(database: Database, ofPersonId: string): SessionRow[] {
  return statements(database).ofPerson.all({ personId: ofPersonId });
}

/** How many sessions of a person are open: the last one to end signs them out. */
export function openSessions(database: Database, ofPersonId: string): number {
  return statements(database).counted.get({ personId: ofPersonId })?.open ?? 0;
}

/** The session was used, and lasts until the given instant; one that was over by then stays over. */
export function touchSession(
  database: Database,
  sessionId: string,
  at: number,
  until: number,
): void {
  statements(database).touch.run({ id: sessionId, at, expiresAt: until });
}

/** The session goes on under another token; the former one opens nothing any more (ACCESS-2). */
export function rotateSession(database: Database, sessionId: string, token: string): void {
  statements(database).rotate.run({ id: sessionId, tokenSha256: fingerprint(token) });
}

/** Ends one session. False when it had ended already. */
export function endSession(database: Database, sessionId: string): boolean {
  return statements(database).end.run({ id: sessionId }).changes === 1;
}

/** Ends every session of a person; says how many. */
export function endSessionsOf(database: Database, ofPersonId: string): number {
  return statements(database).endAll.run({ personId: ofPersonId }).changes;
}

/** Ends the sessions that are over at this instant, and names them. */
export function sweepSessions(database: Database, at: number): SessionRow[] {
  return statements(database).sweep.all({ at });
}

function fingerprint(token: string): string {
  return hash('sha256', token);
}
