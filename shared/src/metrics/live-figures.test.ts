import { expect, test } from 'vitest';
import { answeredAfter, closedAfter, minute, now, waitingFor } from './fixtures/episodes.ts';
import { liveFigures } from './live-figures.ts';

const hour = 60 * minute;
const shiftStart = now - 8 * hour;
const many = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n));
const figures = (
  ...[episodes, inHand]: [Parameters<typeof liveFigures>[0], ReadonlySet<string>?]
) => liveFigures(episodes, [], [], now, shiftStart, inHand);

test('[MET-1] to take are the tickets that wait and that nobody has in hand', () => {
  const episodes = [
    waitingFor(5, { priority: 'P0', ticketId: 'urgent' }),
    waitingFor(9, { ticketId: 'plain' }),
    waitingFor(12, { priority: 'P0', ticketId: 'held' }),
    answeredAfter(3),
    closedAfter(3),
  ];
  expect(figures(episodes).toTake).toEqual({ tickets: 3, p0: 2 });
  expect(figures(episodes, new Set(['held'])).toTake).toEqual({ tickets: 2, p0: 1 });
});

test('[MET-1] a ticket with a clock of its own for a danger is one ticket, and two veiled ones are two', () => {
  const twice = [
    waitingFor(90, { ticketId: 't' }),
    waitingFor(2, { ticketId: 't', priority: 'P0' }),
  ];
  expect(figures(twice).toTake).toEqual({ tickets: 1, p0: 1 });
  const veiled = [waitingFor(4, { ticketId: null }), waitingFor(6, { ticketId: null })];
  expect(figures(veiled).toTake.tickets).toBe(2);
});

test('[MET-1] the oldest is the one that waits longest, answered ones aside', () => {
  const oldest = figures([waitingFor(10), waitingFor(102), answeredAfter(200)]).oldest;
  expect(oldest).toMatchObject({ episode: { id: 'w102' }, waitedMs: 102 * minute });
  expect(figures([answeredAfter(200)]).oldest).toBeNull();
});

test('[MET-1] the figures of the shift take every clock that ran in it, inherited ones in full', () => {
  const begun = many(19, (n) => answeredAfter(n + 1));
  const inherited = answeredAfter(10 * 60, 0);
  const before = answeredAfter(5, 8 * 60 + 1);
  expect(figures([...begun, before]).median).toEqual({ tooFew: 19 });
  expect(figures([...begun, before, inherited]).median).toEqual({ minutes: 10 });
});

test('[MET-1] 90 % have their answer under the ninetieth, shown with the target of the same cases', () => {
  const plain = many(18, (n) => answeredAfter(n + 1));
  const slow = many(2, () => answeredAfter(50, 0, { dueAt: now + 1000 * minute }));
  const shown = figures([...plain, ...slow, closedAfter(400, { dueAt: now + 9000 * minute })]);
  expect(shown.ninetieth).toEqual({ minutes: 18 });
  expect(shown.ninetiethTargetMinutes).toBe(60);
  expect(shown.withinTarget).toMatchObject({ hits: 20, closedUnanswered: 1, share: 1 });
});

test('[MET-1] the last hour holds what came and left in it, to the instant', () => {
  const times = [now - hour, now - hour + 1, now, now + 1];
  const shown = liveFigures([], times, times.slice(1), now, shiftStart);
  expect(shown.lastHour).toEqual({ received: 2, answered: 2 });
});

test('[TIME-1] a past instant shows the figures of that instant', () => {
  const episodes = [answeredAfter(30), waitingFor(10)];
  const past = liveFigures(episodes, [], [], now - 20 * minute, shiftStart);
  expect(past.toTake.tickets).toBe(1);
  expect(past.oldest?.waitedMs).toBe(10 * minute);
});

test('[MET-1] an empty room has figures too', () => {
  expect(figures([])).toEqual({
    toTake: { tickets: 0, p0: 0 },
    oldest: null,
    median: { tooFew: 0 },
    ninetieth: { tooFew: 0 },
    ninetiethTargetMinutes: null,
    withinTarget: { hits: 0, misses: 0, undecided: 0, closedUnanswered: 0, share: null },
    lastHour: { received: 0, answered: 0 },
  });
});
