import type { LedgerRow } from '@vigie/db/writes';
import { expect, test } from 'vitest';
import { knownMessage } from './known-message.ts';

function row(
  uidValidity: string,
  uid: number,
  outcome: LedgerRow['outcome'] = 'ticket',
): LedgerRow {
  return { mailboxId: 'contact', uidValidity, uid, sha256: 'x', outcome, mailId: 'm', at: uid };
}

test('[MAIL-2] bytes never seen are a new message', () => {
  expect(knownMessage([], '1')).toBeNull();
});

test('[MAIL-2] the same bytes under the same UIDVALIDITY are a duplicate', () => {
  expect(knownMessage([row('1', 4)], '1')).toEqual({ kind: 'duplicate', row: row('1', 4) });
});

test('[MAIL-2] after a change of UIDVALIDITY the same bytes are the same message', () => {
  expect(knownMessage([row('1', 4)], '2')).toEqual({ kind: 'same', row: row('1', 4) });
});

test('[MAIL-2] after the change two copies stay a ticket and its duplicate, a third is a new duplicate', () => {
  const before = [row('1', 4), row('1', 7, 'duplicate')];
  expect(knownMessage(before, '2')).toMatchObject({ kind: 'same', row: { outcome: 'ticket' } });
  const one = [...before, row('2', 1)];
  expect(knownMessage(one, '2')).toMatchObject({ kind: 'same', row: { outcome: 'duplicate' } });
  const two = [...one, row('2', 2, 'duplicate')];
  expect(knownMessage(two, '2')).toMatchObject({ kind: 'duplicate', row: { uid: 4 } });
});

test('[MAIL-2] a second change of UIDVALIDITY knows the messages of both before', () => {
  expect(knownMessage([row('1', 4), row('2', 9)], '3')).toMatchObject({ kind: 'same' });
});
