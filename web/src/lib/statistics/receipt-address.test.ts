import { expect, test } from 'vitest';
import { lastHourQueryOf, ledgerQueryOf, mailReceiptIn } from './mail-receipt-address.ts';
import {
  liveReceiptQueryOf,
  receiptIn,
  receiptQueryOf,
  receiptServerQuery,
} from './receipt-address.ts';
import { addressOf } from './statistics-address.ts';

const now = Temporal.Instant.from('2026-11-25T09:00:00Z').epochMilliseconds;
const read = (query: string) => receiptIn(new URLSearchParams(query), now);

test('[MET-2] the receipt of a figure stands at the address of its view, with the figure', () => {
  const view = addressOf(new URLSearchParams('?du=2026-11-01&au=2026-11-24&priorite=P1'), now);
  const query = receiptQueryOf('in-time', view);
  expect(read(query)).toEqual({ figure: 'in-time', stretch: view, ran: null, priorities: [] });
  expect(receiptServerQuery(read(query)!, { offset: 100, atMs: null })).toBe(
    'priority=P1&figure=in-time&from=2026-11-01&to=2026-11-24&offset=100',
  );
});

test('[MET-2] the receipt of a live figure keeps the instant at which it was read', () => {
  const query = liveReceiptQueryOf('waiting', { fromMs: now - 5, atMs: now + 0.4 });
  expect(read(query)?.ran).toEqual({ fromMs: now - 5, atMs: now });
  expect(receiptServerQuery(read(query)!, { offset: 0, atMs: null })).toBe(
    `figure=waiting&ranFrom=${String(now - 5)}&at=${String(now)}&offset=0`,
  );
});

test('[MET-2] an address without a figure, or with one that there is not, opens nothing', () => {
  expect(read('?du=2026-11-01')).toBeNull();
  expect(read('?chiffre=secret')).toBeNull();
});

test('[MET-2] a live figure of two priorities keeps them in its address, and further pages their instant', () => {
  const query = liveReceiptQueryOf('in-time', { fromMs: now - 5, atMs: now }, ['P2', 'P3']);
  expect(read(query)?.priorities).toEqual(['P2', 'P3']);
  const asked = new URLSearchParams(receiptServerQuery(read(query)!, { offset: 100, atMs: now }));
  expect(asked.get('priorities')).toBe('P2,P3');
  expect(asked.get('at')).toBe(String(now));
});

test('[MET-2] a count of mails is read back from its address', () => {
  const mails = (query: string) => mailReceiptIn(new URLSearchParams(query));
  expect(mails(lastHourQueryOf('received', now))).toEqual({
    ...{ kind: 'last-hour', figure: 'received', atMs: now },
  });
  expect(mails(ledgerQueryOf('nord', 'machine'))).toEqual({
    ...{ kind: 'ledger', mailboxId: 'nord', outcome: 'machine' },
  });
  expect(mails('?chiffre=ledger')).toBeNull();
  expect(mails('?chiffre=received&a=hier')).toBeNull();
});
