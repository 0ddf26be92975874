import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { episodesSince } from '@vigie/db/queries/figures';
import { enter, histories, play } from '@vigie/db/testing/random-history';
import { SmallDesk } from '@vigie/db/testing/small-desk';
import { makeSqliteMedium, type SqliteMedium } from '@vigie/db/testing/sqlite-medium';
import { DutyClock } from '@vigie/shared/metrics/duty-clock';
import { groupFigures, type GroupFigures } from '@vigie/shared/metrics/group-figures';
import { grouped } from '@vigie/shared/metrics/dimensions';
import { measuredEpisodes, type MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { evolve } from '@vigie/shared/ticket/evolve';
import type { Recorded, TicketEvent } from '@vigie/shared/ticket/events';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { ColumnFeed } from './column-feed.ts';
import { reckon } from './reckon.ts';

let medium: SqliteMedium;
let desk: SmallDesk;
const begin = async () => {
  medium = await makeSqliteMedium();
  desk = new SmallDesk(await medium.open());
};
beforeEach(begin);
afterEach(() => medium.destroy());

const clock = new DutyClock(() => defaultCycle);
const runs = 40;

/** The episodes as the log alone tells them, without any table that was folded. */
async function episodesOfLog(): Promise<MeasuredEpisode[]> {
  const tickets = new Map<string, Ticket>();
  for (const recorded of await desk.log.read(0, 100_000)) {
    if (!recorded.streamId.startsWith('ticket-')) continue;
    const known = tickets.get(recorded.streamId) ?? null;
    tickets.set(recorded.streamId, evolve(known, recorded as Recorded<TicketEvent>));
  }
  return [...tickets.values()].flatMap(measuredEpisodes);
}

function expectSame(
  reckoned: object | undefined,
  episodes: readonly MeasuredEpisode[],
  at: number,
) {
  const { times, ...counts } = groupFigures(episodes, at) satisfies GroupFigures;
  expect(reckoned).toMatchObject({ ...counts });
  return times;
}

test(`[MET-3] after any history the columns, kept up step by step, say what the log says: ${String(runs)} histories`, async () => {
  let compared = 0;
  await fc.assert(
    fc
      .asyncProperty(histories, async (history) => {
        const feed = new ColumnFeed(medium.database, clock);
        await enter(desk);
        await play(desk, history, () => feed.refresh());
        feed.refresh();
        const episodes = await episodesOfLog();
        const at = 1e9;
        expect(sorted(episodesSince(medium.database, -1e15))).toEqual(sorted(episodes));
        const reckoned = reckon(feed.columns, feed.orders, {
          ...{ nowMs: at, fromMs: -at, toMs: at + 1, step: 'month', filter: {} },
        });
        const times = expectSame(reckoned.total, episodes, at);
        expect(reckoned.total.times).toEqual(times);
        for (const [key, some] of grouped(episodes, 'priority', clock)) {
          const group = reckoned.byPriority.find((one) => one.key === key);
          expect(group?.times).toEqual(expectSame(group, some, at));
        }
        for (const [key, some] of grouped(episodes, 'hour-of-week', clock)) {
          expectSame(reckoned.byHourOfWeek[Number(key)], some, at);
        }
        compared += episodes.length;
      })
      .beforeEach(async () => {
        await medium.destroy();
        await begin();
      }),
    { numRuns: runs, endOnFailure: true, seed: -450901237, path: '20' },
  );
  // Histories in which nothing happens prove nothing.
  expect(compared).toBeGreaterThan(runs);
}, 120_000);

function sorted(episodes: readonly MeasuredEpisode[]): MeasuredEpisode[] {
  return [...episodes].sort((one, other) => one.id.localeCompare(other.id));
}
