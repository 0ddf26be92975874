import Sqlite from 'better-sqlite3';
import { noChanges } from '@vigie/db/streams';
import type { EpisodeFacts } from '@vigie/db/queries/episode-facts';
import { RoomFold } from '@vigie/server/live/room-fold';
import { EpisodeColumns } from '@vigie/server/statistics/episode-columns';
import { MeasureOrders } from '@vigie/server/statistics/measure-orders';
import { reckon } from '@vigie/server/statistics/reckon';
import { audiences } from '@vigie/shared/access/audience';
import { DutyClock } from '@vigie/shared/metrics/duty-clock';
import { measuredEpisodes } from '@vigie/shared/metrics/measured-episode';
import { emptyRoom } from '@vigie/shared/room/room';
import { dayMs } from '@vigie/shared/roster/calendar';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { defaultPlan } from '@vigie/shared/roster/plan';
import { claimedByAna, opened } from '@vigie/shared/ticket/testing';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';
import { figureOf, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const tickets = 1_000_000;
/** Half of a day of 100,000: what stands in the live view near the end of a shift. */
const ofShift = 50_000;
const eventsARound = 200;
const now = Date.UTC(2026, 10, 24, 14, 45);
const year = 365 * dayMs;

/** The whole screen of statistics over a million tickets, and the live view's work on one event (MET-1, MET-3). */
export async function benchStatistics(progress: Progress): Promise<Figure[]> {
  const columns = new EpisodeColumns(new DutyClock(() => defaultCycle));
  const orders = new MeasureOrders(columns);
  const bare = bareTable();
  orders.take(
    Array.from({ length: tickets }, (_, n) => {
      const facts = factsOf(n);
      bare.put(facts);
      return columns.put(facts);
    }),
  );
  bare.ready();
  const asked = { nowMs: now, fromMs: now - year, toMs: now, step: 'day', filter: {} } as const;
  const statistics = await pairedRounds(
    (done, of) => progress(done, 2 * of),
    async () => timeOf(() => reckon(columns, orders, asked)),
    async () => timeOf(() => bare.quantiles()),
  );
  const event = await benchEvent((done, of) => progress(of + done, 2 * of));
  const ms = (value: number) => value;
  return [
    figureOf('statistics: all charts over 1,000,000 tickets', 'ms', pairsOf(statistics, ms), {
      ...{ kind: 'value-at-most', limit: 300 },
    }),
    figureOf('statistics: live figures, an event at 100,000 a day', 'ms', pairsOf(event, ms), {
      ...{ kind: 'value-at-most', limit: 5 },
    }),
  ];
}

/** A claim taken into a room that holds a shift of 50,000 clocks, seen by each audience; bare: a map. */
async function benchEvent(progress: Progress) {
  const [{ open: before }, { open: after }] = [opened(), claimedByAna()];
  const [sample] = measuredEpisodes(before);
  if (!sample) throw new Error('a ticket that was opened has a clock');
  const episodes = Array.from({ length: ofShift }, (_, n) => ({ ...sample, id: `e${String(n)}` }));
  const room = new RoomFold(
    {
      ...{ seq: 1, tickets: [], people: [], room: emptyRoom, handovers: [], instructionText: '' },
      ...{ episodes, answers: [], arrivals: [] },
      roster: { plan: defaultPlan, people: [], overrides: [] },
    },
    () => ({ subject: '', sender: '' }),
  );
  const map = new Map(episodes.map((episode) => [episode.id, episode]));
  const changed = { ...noChanges(), ticket: new Map([['ticket-1', { before, after }]]) };
  const committed = { by: 'ana', at: 1_000, recorded: [], changed, writes: {} };
  return pairedRounds(
    progress,
    async () =>
      timeOfEach(() => {
        for (const place of room.take(committed)) {
          for (const audience of audiences) room.see(audience, place);
        }
      }),
    async () => timeOfEach(() => map.set('ticket-1:1', { ...sample })),
  );
}

/** Bare: the same rows in a table with an index, and median and 90 % of each day by one statement. */
function bareTable() {
  const client = new Sqlite(':memory:');
  client.exec('CREATE TABLE waits (day INTEGER, waited INTEGER)');
  const insert = client.prepare('INSERT INTO waits VALUES (?, ?)');
  client.exec('BEGIN');
  return {
    put: ([, startedAt, , endedAt]: EpisodeFacts) =>
      endedAt !== null && insert.run(Math.floor(startedAt / dayMs), endedAt - startedAt),
    ready: () => client.exec('COMMIT; CREATE INDEX by_day ON waits (day, waited)'),
    quantiles: () =>
      client
        .prepare(
          `WITH ranked AS (SELECT day, waited, row_number() OVER (PARTITION BY day ORDER BY waited) AS n,
             count(*) OVER (PARTITION BY day) AS c FROM waits)
           SELECT day, min(CASE WHEN n >= 0.5 * c THEN waited END), min(CASE WHEN n >= 0.9 * c THEN waited END)
           FROM ranked GROUP BY day`,
        )
        .all(),
  };
}

function factsOf(n: number): EpisodeFacts {
  const startedAt = Math.floor(now - year + (year * n) / tickets);
  // Spread over three orders of magnitude, always the same.
  const waited = Math.floor(60_000 * Math.exp(((n * 7_919) % 1_000) / 150));
  const endedAt = startedAt + waited < now ? startedAt + waited : null;
  const claimedAt = endedAt === null ? null : endedAt - Math.floor(waited / 3);
  return [
    ...([n + 1, startedAt, startedAt + 4 * 3_600_000, endedAt, claimedAt] as const),
    ...([Math.floor(waited / 3), endedAt, null, priorities[n % 4] ?? 'P2'] as const),
    ...([categoryKeys[n % 30] ?? 'autre', null, 'contact'] as const),
    ...([endedAt === null ? 'waiting' : 'answered', null, 'mail', null] as const),
  ];
}

function timeOf(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function timeOfEach(act: () => unknown): number {
  const began = performance.now();
  for (let n = 0; n < eventsARound; n += 1) act();
  return (performance.now() - began) / eventsARound;
}
