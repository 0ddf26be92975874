import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EpisodeFacts } from '@vigie/db/queries/episode-facts';
import { grouped, type Dimension } from '@vigie/shared/metrics/dimensions';
import { DutyClock } from '@vigie/shared/metrics/duty-clock';
import { groupFigures } from '@vigie/shared/metrics/group-figures';
import { exclusionOf, type MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import { dayMs, hourMs } from '@vigie/shared/roster/calendar';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { clockCauses } from '@vigie/shared/ticket/ticket';
import { priorities } from '@vigie/shared/triage/priority';
import { EpisodeColumns } from './episode-columns.ts';
import { MeasureOrders } from './measure-orders.ts';
import { reckon } from './reckon.ts';

const clock = new DutyClock(() => defaultCycle);
const now = Date.UTC(2026, 10, 24, 14, 45);
/** In Paris: stretches are whole days. */
const midnight = Date.UTC(2026, 10, 23, 23);
const runs = 100;
const minute = 60_000;

const span = fc.integer({ min: 0, max: 400 }).map((minutes) => minutes * minute);
const maybe = (share: number) => fc.integer({ min: 0, max: 99 }).map((n) => n < share);

/** Clocks of a fortnight in every state, with many equal times among them. */
const episode = fc
  .record({
    ...{ ago: fc.integer({ min: 0, max: 14 * 24 * 60 }), waited: span, claimed: span, due: span },
    ...{
      handled: span,
      settled: span,
      isOver: maybe(70),
      isClosed: maybe(10),
      isClaimed: maybe(80),
    },
    ...{ isSettled: maybe(60), isBack: maybe(10), isTest: maybe(3) },
    cause: fc.constantFrom(...clockCauses),
    priority: fc.constantFrom(...priorities),
    category: fc.constantFrom('biens' as const, 'vif' as const, 'cyber' as const),
    mailboxId: fc.constantFrom('nord', 'sud'),
  })
  .map((random): Omit<MeasuredEpisode, 'id' | 'ticketId'> => {
    const startedAt = now - random.ago * minute;
    const past = (ms: number) => (startedAt + ms <= now ? startedAt + ms : null);
    const endedAt = random.isOver ? past(random.waited) : null;
    const claimedAt =
      random.isClaimed || (endedAt !== null && !random.isClosed)
        ? past(Math.min(random.claimed, random.waited))
        : null;
    const settledAt = random.isSettled ? past(random.settled) : null;
    const ended = random.isClosed ? ('closed-unanswered' as const) : ('answered' as const);
    const { cause, priority, category, mailboxId, handled: handledMs } = random;
    const outcome = endedAt === null ? ('waiting' as const) : ended;
    const closeReason = random.isTest ? ('test' as const) : null;
    return {
      ...{ n: 1, cause, priority, category, mailboxId, startedAt, endedAt, claimedAt, settledAt },
      ...{ dueAt: startedAt + random.due, by: endedAt === null ? null : 'ana', handledMs },
      ...{ outcome, orientation: null, restricted: false },
      returnedAt: settledAt !== null && random.isBack ? now : null,
      excluded: exclusionOf({ closeReason }, { cause, priority, outcome }),
    };
  });

const factsOf = (rowid: number, one: Omit<MeasuredEpisode, 'id' | 'ticketId'>): EpisodeFacts => [
  ...([rowid, one.startedAt, one.dueAt, one.endedAt, one.claimedAt, one.handledMs] as const),
  ...([one.settledAt, one.returnedAt, one.priority, one.category, one.orientation] as const),
  ...([one.mailboxId, one.outcome, one.excluded, one.cause, one.by] as const),
];

/** What changes is put in again, as the log's own tickets are. */
const histories = fc.tuple(
  fc.array(episode, { minLength: 1, maxLength: 120, size: 'max' }),
  fc.array(fc.tuple(fc.nat(), episode), { maxLength: 30 }),
);

test(`[MET-3] whatever has come and changed, the walks over columns say what the pure functions say: ${String(runs)} runs`, () => {
  fc.assert(
    fc.property(histories, ([first, changes]) => {
      const columns = new EpisodeColumns(clock);
      const orders = new MeasureOrders(columns);
      const all = first.map((one, n) => ({ ...one, id: String(n), ticketId: String(n) }));
      orders.take(all.map((one, n) => columns.put(factsOf(n + 1, one))));
      for (const [place, one] of changes) {
        const n = place % all.length;
        all[n] = { ...one, id: String(n), ticketId: String(n) };
        orders.take([columns.put(factsOf(n + 1, all[n]))]);
      }
      const [fromMs, toMs] = [midnight - 10 * dayMs, now + hourMs];
      const reckoned = reckon(columns, orders, {
        ...{ nowMs: now, fromMs, toMs, step: 'day', filter: { mailbox: 'nord' } },
      });
      const asked = all.filter((one) => one.mailboxId === 'nord' && one.startedAt >= fromMs);
      expect(reckoned.total).toMatchObject(groupFigures(asked, now));
      const groups = (dimension: Dimension) => grouped(asked, dimension, clock);
      for (const group of [...reckoned.byPriority, ...reckoned.byCategory]) {
        const dimension = priorities.some((one) => one === group.key) ? 'priority' : 'category';
        const { key, ...figures } = group;
        expect(figures).toEqual(groupFigures(groups(dimension).get(key) ?? [], now));
      }
      for (const { key, firstAnswer, ...counts } of reckoned.byHourOfWeek) {
        const { times, ...expected } = groupFigures(groups('hour-of-week').get(key) ?? [], now);
        expect(counts).toEqual(expected);
        expect(firstAnswer).toEqual(times['first-answer']);
      }
      const everywhere = all.filter((one) => one.mailboxId === 'nord');
      for (const { fromMs: start, toMs: end, received, ended, backlog } of reckoned.timeLine) {
        const lies = (ms: number | null) => ms !== null && ms >= start && ms < end;
        expect(received).toBe(everywhere.filter((one) => lies(one.startedAt)).length);
        expect(ended).toBe(everywhere.filter((one) => lies(one.endedAt)).length);
        const waits = ({ startedAt, endedAt }: MeasuredEpisode) =>
          startedAt < end && (endedAt === null || endedAt >= end);
        expect(backlog).toBe(everywhere.filter(waits).length);
      }
    }),
    { numRuns: runs },
  );
});

test('[MET-1] whoever has waited just as long as an answer took was at risk of it', () => {
  const columns = new EpisodeColumns(clock);
  const orders = new MeasureOrders(columns);
  const startedAt = now - 10 * minute;
  const rows = Array.from({ length: 20 }, (_, n) => {
    const endedAt = n < 10 ? now : null;
    return columns.put([
      ...([n + 1, startedAt, now + hourMs, endedAt, null, 0, null, null, 'P2', 'biens'] as const),
      ...([null, 'nord', endedAt === null ? 'waiting' : 'answered', null, 'mail', null] as const),
    ]);
  });
  orders.take(rows);
  const asked = { nowMs: now, fromMs: midnight, toMs: now + 1, step: 'day', filter: {} } as const;
  const { quantiles } = reckon(columns, orders, asked).total.times['first-answer'];
  expect(quantiles).toEqual([
    { minutes: 10 },
    { minutes: 10 },
    { notReached: true },
    { notReached: true },
  ]);
});
