import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { credentialOf } from './people.ts';
import {
  createSession,
  endSession,
  endSessionsOf,
  findSession,
  openSessions,
  rotateSession,
  sessionsOf,
  sweepSessions,
  touchSession,
} from './sessions.ts';

const stage = stageDatabase();

function open(id: string, personId = 'ana', expiresAt = 1_000): void {
  createSession(stage.database, {
    id,
    token: `token-${id}`,
    personId,
    at: 10,
    expiresAt,
    origin: '::1',
  });
}

test('[ACCESS-2] a session is found by its token, and the token itself stands nowhere', () => {
  open('s1');
  expect(findSession(stage.database, 'token-s1', 20)).toEqual({
    id: 's1',
    personId: 'ana',
    createdAt: 10,
    seenAt: 10,
    expiresAt: 1_000,
    origin: '::1',
  });
  expect(findSession(stage.database, 'token-s2', 20)).toBeNull();
  const rows = JSON.stringify(stage.database.client.prepare('SELECT * FROM sessions').all());
  expect(rows).not.toContain('token-s1');
});

test('[ACCESS-2] a session is over from the instant it expires, unless it was used', () => {
  open('s1');
  const { database } = stage;
  expect(findSession(database, 'token-s1', 999)).not.toBeNull();
  expect(findSession(database, 'token-s1', 1_000)).toBeNull();
  touchSession(database, 's1', 900, 1_900);
  expect(findSession(database, 'token-s1', 1_000)).toMatchObject({ seenAt: 900, expiresAt: 1_900 });
});

test('[ACCESS-2] a session that is over is not revived by a late use', () => {
  const { database } = stage;
  open('s1');
  touchSession(database, 's1', 1_000, 2_000);
  expect(findSession(database, 'token-s1', 999)?.expiresAt).toBe(1_000);
  expect(sweepSessions(database, 1_000).map(({ id }) => id)).toEqual(['s1']);
});

test('[ACCESS-2] after a rotation the former token opens nothing', () => {
  open('s1');
  rotateSession(stage.database, 's1', 'fresh');
  expect(findSession(stage.database, 'token-s1', 20)).toBeNull();
  expect(findSession(stage.database, 'fresh', 20)?.id).toBe('s1');
});

test('[ACCESS-2] one session ends, or all of a person, and nobody else’s', () => {
  const { database } = stage;
  open('s1');
  open('s2');
  open('s3', 'ben');
  expect(endSession(database, 's1')).toBe(true);
  expect(endSession(database, 's1')).toBe(false);
  expect(openSessions(database, 'ana')).toBe(1);
  expect(endSessionsOf(database, 'ana')).toBe(1);
  expect(sessionsOf(database, 'ben').map(({ id }) => id)).toEqual(['s3']);
});

test('[ACCESS-2] the sweep ends those that are over, and names them', () => {
  open('s1', 'ana', 100);
  open('s2', 'ben', 101);
  expect(sweepSessions(stage.database, 100).map(({ id }) => id)).toEqual(['s1']);
  expect(findSession(stage.database, 'token-s2', 100)?.id).toBe('s2');
});

test('[ACCESS-2] a new password and the end of the sessions are one transaction', async () => {
  open('s1');
  const credential = { personId: 'ana', hash: '$argon2id$1', mustChoose: true };
  await stage.write({ credential, endSessionsOf: 'ana' });
  expect(credentialOf(stage.database, 'ana')).toEqual(credential);
  expect(openSessions(stage.database, 'ana')).toBe(0);
  const next = { personId: 'ana', hash: '$argon2id$2', mustChoose: false };
  await stage.write({ credential: next });
  expect(credentialOf(stage.database, 'ana')).toEqual(next);
  expect(credentialOf(stage.database, 'ben')).toBeNull();
});
