import { emptyView, type TicketCard, type View } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
import { lockOf, ticketCard } from '#lib/ticket/testing/ticket-card.ts';
import { roomNews } from './room-news.ts';

const view = (...cards: TicketCard[]): View => ({
  ...emptyView,
  tickets: Object.fromEntries(cards.map((card) => [card.id, card])),
});
const mine = ticketCard('t1', { status: 'claimed', lock: lockOf('me') });
const free = ticketCard('t1');
const told = (type: string, by: string) => [{ seq: 1, at: 1, of: 't1', type, by }];

test.each(['lock-expired', 'ticket-seized', 'ticket-reassigned', 'ticket-released'])(
  '[LOCK-6] a holder is told at once of a lock lost by %s',
  (type) => {
    const taken = ticketCard('t1', { lock: type === 'lock-expired' ? null : lockOf('mo', 6) });
    expect(roomNews(told(type, 'mo'), view(mine), view(taken), 'me').urgent).toHaveLength(1);
  },
);

test('one’s own release is no loss', () => {
  const news = roomNews(told('ticket-released', 'me'), view(mine), view(free), 'me');
  expect(news).toEqual({ urgent: [], polite: [] });
});

test('[MAIL-14] a P0 is told when it begins to sound, and once', () => {
  const alarm = { since: 1, level: 0 };
  const sounding = ticketCard('t1', { priority: 'P0', alarm });
  const escalated = ticketCard('t1', { priority: 'P0', alarm: { ...alarm, level: 1 } });
  expect(
    roomNews(told('ticket-opened', 'system'), view(), view(sounding), 'me').urgent,
  ).toHaveLength(1);
  const again = roomNews(told('alarm-escalated', 'system'), view(sounding), view(escalated), 'me');
  expect(again.urgent).toEqual([]);
});

test('a colleague’s claim is told politely, one’s own not at all', () => {
  const claimed = ticketCard('t1', { status: 'claimed', lock: lockOf('bl') });
  const theirs = roomNews(told('ticket-claimed', 'bl'), view(free), view(claimed), 'me');
  expect([theirs.urgent.length, theirs.polite.length]).toEqual([0, 1]);
  expect(roomNews(told('ticket-claimed', 'me'), view(free), view(mine), 'me').polite).toEqual([]);
});

test('[SYNC-4] of a ticket that one may not see nothing is told', () => {
  expect(roomNews([{ seq: 2 }], view(), view(), 'me')).toEqual({ urgent: [], polite: [] });
});
