import type { TicketCard, VeiledTicket } from '@vigie/shared/wire/view';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockOf as lock, ticketCard as card } from '#lib/ticket/testing/ticket-card.ts';
import { byUrgency, queueCounts, queueRows, queueViewOf } from './queue-view.ts';

const veiled = (id: string, openedAt: number): VeiledTicket => ({ veiled: true, id, openedAt });
const asView = (...entries: (TicketCard | VeiledTicket)[]) =>
  Object.fromEntries(entries.map((entry) => [entry.id, entry]));
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('[LOCK-5] a P0 stands first, whatever its target', () => {
  const tickets = asView(card('a', { dueAt: 10 }), card('b', { priority: 'P0', dueAt: 99_999 }));
  expect(idsOf(queueRows(tickets, 'a-prendre', 'me'))).toEqual(['b', 'a']);
});

test('[LOCK-5] then the earliest target, then the oldest', () => {
  const tickets = asView(
    card('young', { openedAt: 3 }),
    card('old', { openedAt: 2 }),
    card('due', { dueAt: 8_000, priority: 'P3' }),
  );
  expect(idsOf(queueRows(tickets, 'a-prendre', 'me'))).toEqual(['due', 'old', 'young']);
});

test('a ticket in a colleague’s hands stays in « À prendre », and is not counted there', () => {
  const tickets = asView(card('a'), card('b', { status: 'claimed', lock: lock('ben') }));
  expect(idsOf(queueRows(tickets, 'a-prendre', 'me'))).toEqual(['a', 'b']);
  expect(queueCounts(tickets, 'me')['a-prendre']).toBe(1);
});

test('a ticket that waits for its citizen is nobody’s to take', () => {
  const waiting = { status: 'waiting', waitingSince: null, dueAt: null } as const;
  const tickets = asView(
    card('a', waiting),
    card('b', { ...waiting, status: 'claimed', lock: lock('me') }),
  );
  expect(queueRows(tickets, 'a-prendre', 'me')).toEqual([]);
  expect(idsOf(queueRows(tickets, 'attente', 'me'))).toEqual(['a']);
  expect(idsOf(queueRows(tickets, 'mes-dossiers', 'me'))).toEqual(['b']);
});

test('[SYNC-4] a veiled ticket stands among the open ones only, last', () => {
  const tickets = asView(veiled('v', 0), card('a'));
  expect(idsOf(queueRows(tickets, 'ouverts', 'me'))).toEqual(['a', 'v']);
  expect(queueRows(tickets, 'a-prendre', 'me')).toHaveLength(1);
  expect(queueRows(tickets, 'violences', 'me')).toEqual([]);
});

const anyCard = fc.record({
  veiled: fc.constant(false as const),
  id: fc.string({ minLength: 1 }),
  priority: fc.constantFrom('P0' as const, 'P1' as const, 'P2' as const, 'P3' as const),
  dueAt: fc.option(fc.integer({ min: 0, max: 50 })),
  openedAt: fc.integer({ min: 0, max: 50 }),
});
const anyEntry = fc.oneof(
  anyCard.map((part) => card(part.id, part)),
  fc
    .record({ id: fc.string({ minLength: 1 }), openedAt: fc.nat(50) })
    .map((v) => veiled(v.id, v.openedAt)),
);

test('[LOCK-5] the order is total: it is the same from whatever order one starts', () => {
  const entries = fc.uniqueArray(anyEntry, { selector: ({ id }) => id, minLength: 2 });
  const shuffled = entries.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(idsOf(other.toSorted(byUrgency))).toEqual(idsOf(all.toSorted(byUrgency)));
    }),
  );
});

test('an address that names no view leads to « À prendre »', () => {
  expect(queueViewOf('autre')).toBe('a-prendre');
  expect(queueViewOf('repondus')).toBe('repondus');
});
