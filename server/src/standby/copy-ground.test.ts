import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandbyMark } from '@vigie/db/standby/standby-mark';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFromHello } from './copy-ground.ts';
import { NotFollowable } from './not-followable.ts';
import { shippingFormat, type Hello } from './protocol.ts';
import { secretSign } from './secret-sign.ts';

const secret = 'the secret of the service';
const hello: Hello = {
  ...{ format: shippingFormat, program: '0.1.0', schema: '0011', logId: 'log', term: 1 },
  ...{ mode: 'production', secret, secretSign: secretSign(secret, 'log') },
};
const mark: StandbyMark = {
  ...{ stage: 'copying', from: 'http://one', address: 'http://two', logId: '' },
  ...{ wholeFrom: null, next: null, owesFence: false },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-ground-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keep = (more: Partial<Hello>, own: string | null = null, of: Partial<StandbyMark> = {}) =>
  keepFromHello({ folder, secret: own }, { ...mark, ...of }, { ...hello, ...more });

test('[RUN-4] a standby takes over log, mode and secret of the server that it follows', () => {
  expect(keep({})).toMatchObject({ logId: 'log' });
  expect(readFileSync(join(folder, 'secret'), 'utf8').trim()).toBe(secret);
  expect(readFileSync(join(folder, 'mode'), 'utf8').trim()).toBe('production');
});

test.each<[string, Partial<Hello>, string | null, Partial<StandbyMark>, string]>([
  ['another version’s form', { format: shippingFormat + 1 }, null, {}, 'même version'],
  ['a demonstration', { mode: 'demo' }, null, {}, 'production'],
  ['another installation', {}, null, { logId: 'another' }, 'autre installation'],
  ['another secret here', {}, 'a secret of its own', {}, 'VIGIE_SECRET'],
  ['a secret that is a setting there, and none here', { secret: null }, null, {}, 'VIGIE_SECRET'],
])('[RUN-4] %s is refused by name', (_what, told, own, of, expected) => {
  expect(() => keep(told, own, of)).toThrow(NotFollowable);
  expect(() => keep(told, own, of)).toThrow(expected);
});

test('[RUN-4] a secret that is a setting on both sides is compared, and not shipped', () => {
  expect(keep({ secret: null }, secret)).toMatchObject({ logId: 'log' });
});
