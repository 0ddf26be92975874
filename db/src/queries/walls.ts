import { hash } from 'node:crypto';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { walls } from '../schema/access.ts';

/** A screen that only watches. Its code and token are known to their bearers alone (ACCESS-2). */
export interface WallRow {
  readonly id: string;
  readonly name: string;
  readonly madeBy: string;
  readonly madeAt: number;
  /** The first instant at which its code opens nothing any more. */
  readonly codeUntil: number;
  /** Last asked for; null until it was let in. */
  readonly seenAt: number | null;
  /** Address and browser of the screen. */
  readonly origin: string | null;
}

export interface NewWall extends Pick<WallRow, 'id' | 'name' | 'madeBy' | 'madeAt' | 'codeUntil'> {
  readonly code: string;
}

const { id, name, madeBy, madeAt, codeUntil, seenAt, origin } = walls;
const shown = { id, name, madeBy, madeAt, codeUntil, seenAt, origin };
const param = sql.placeholder;

const statements = prepared((orm) => ({
  create: orm
    .insert(walls)
    .values({
      ...{ id: param('id'), name: param('name'), madeBy: param('madeBy'), madeAt: param('madeAt') },
      ...{ codeSha256: param('codeSha256'), codeUntil: param('codeUntil') },
    })
    .prepare(),
  enrol: orm
    .update(walls)
    .set({
      codeSha256: null,
      tokenSha256: sql`${param('tokenSha256')}`,
      seenAt: sql`${param('at')}`,
      origin: sql`${param('origin')}`,
    })
    .where(and(eq(walls.codeSha256, param('codeSha256')), gt(codeUntil, param('at'))))
    .returning(shown)
    .prepare(),
  byToken: orm
    .select(shown)
    .from(walls)
    .where(eq(walls.tokenSha256, param('tokenSha256')))
    .prepare(),
  touch: orm
    .update(walls)
    .set({ seenAt: sql`${param('at')}` })
    .where(eq(id, param('id')))
    .prepare(),
  all: orm.select(shown).from(walls).orderBy(asc(madeAt), asc(id)).prepare(),
  remove: orm
    .delete(walls)
    .where(eq(id, param('id')))
    .prepare(),
}));

/** Makes a wall that the bearer of its code may put into service until the given instant. */
export function createWall(database: Database, { code, ...wall }: NewWall): void {
  statements(database).create.run({ ...wall, codeSha256: fingerprint(code) });
}

/** Puts the wall of this code into service under a token of its own; the code is then worthless. */
export function enrolWall(
  database: Database,
  { code, token, at, origin: from }: { code: string; token: string; at: number; origin: string },
): WallRow | null {
  const fingerprints = { codeSha256: fingerprint(code), tokenSha256: fingerprint(token) };
  return statements(database).enrol.all({ ...fingerprints, at, origin: from })[0] ?? null;
}

/** The wall of this token, until it is revoked. */
export function wallByToken(database: Database, token: string): WallRow | null {
  return statements(database).byToken.get({ tokenSha256: fingerprint(token) }) ?? null;
}

/** Notes that the wall was there. */
export function touchWall(database: Database, wallId: string, at: number): void {
  statements(database).touch.run({ id: wallId, at });
}

/** Every wall in service or waiting for its code, the oldest first. */
export function allWalls(database: Database): WallRow[] {
  return statements(database).all.all();
}

/** Takes a wall out of service. False when there was none. */
export function removeWall(database: Database, wallId: string): boolean {
  return statements(database).remove.run({ id: wallId }).changes === 1;
}

function fingerprint(secret: string): string {
  return hash('sha256', secret);
}
