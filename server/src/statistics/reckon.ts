import type { GroupFigures, TimeFigures } from '@vigie/shared/metrics/group-figures';
import { measures } from '@vigie/shared/metrics/spans';
import type {
  AnswerGroup,
  Statistics,
  StatisticsFilter,
  TimePoint,
} from '@vigie/shared/wire/statistics';
import { flowOf } from './flow.ts';
import type { EpisodeColumns } from './episode-columns.ts';
import { plainGroupings, timeLine, whole } from './groupings.ts';
import type { MeasureOrders } from './measure-orders.ts';
import { placesOf } from './places.ts';
import { select } from './selection.ts';
import { sweep } from './sweep.ts';
import { tally, type Counts } from './tally.ts';

/** What is asked: clocks that began from `fromMs` to before `toMs`, as they are known at `nowMs`. */
export interface Question {
  readonly nowMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly step: Statistics['step'];
  readonly filter: StatisticsFilter;
}

/** All that the columns know of a question; who asks adds names and aims. */
export type Reckoned = Omit<Statistics, 'aims' | 'targets' | 'teams' | 'mailboxes'>;

/** Whole, priority and category, which come first, are told by every measure; the others by the first answer. */
const detailed = 3;

/** Reckons the statistics of a stretch in a few walks over the columns (MET-1, MET-3). */
export function reckon(
  columns: EpisodeColumns,
  orders: MeasureOrders,
  { nowMs, fromMs, toMs, step, filter }: Question,
): Reckoned {
  const endMs = Math.min(toMs, nowMs + 1);
  const { inPeriod, everywhere } = select(columns, fromMs, endMs, filter);
  const plain = plainGroupings(columns);
  const line = timeLine(columns, fromMs, endMs, step);
  const brief = [plain.orientation, plain.mailbox, plain.team, plain.kind, plain['hour-of-week']];
  const groupings = [whole, plain.priority, plain.category, ...brief, line];
  const places = placesOf(columns, inPeriod, groupings);
  const counted = tally(columns, places, nowMs);
  const swept = measures.map((measure, m) =>
    sweep(
      columns,
      orders,
      { places, counted, nowMs },
      measure,
      m === 0 ? groupings.length : detailed,
    ),
  );
  const groupsOf = (g: number) =>
    (groupings[g]?.keys ?? []).map((key, n) => ({ key, group: (places.first[g] ?? 0) + n }));
  const full = (g: number) => fullGroups(groupsOf(g), counted.counts, swept);
  const answered = (g: number) => answerGroups(groupsOf(g), counted.counts, swept[0]);
  const [total] = full(0);
  if (!total) throw new Error('a stretch has no total');
  const flow = flowOf(columns, everywhere, line, { nowMs, endMs });
  return {
    ...{ atMs: nowMs, fromMs, toMs: endMs, step, total },
    byPriority: full(1) as Reckoned['byPriority'],
    byCategory: full(2) as Reckoned['byCategory'],
    byOrientation: answered(3),
    byMailbox: answered(4),
    byTeam: answered(5),
    byKind: answered(6),
    byHourOfWeek: answered(7),
    timeLine: answered(8).map((point, n): TimePoint => ({
      ...point,
      fromMs: line.startMs[n] ?? fromMs,
      toMs: line.startMs[n + 1] ?? endMs,
      ...(flow[n] ?? { received: 0, ended: 0, backlog: 0 }),
    })),
  };
}

interface NumberedGroup {
  readonly key: string;
  readonly group: number;
}

/** Every figure of the selected rows together, as the statistics show it (MET-2). */
export function totalOf(
  columns: EpisodeColumns,
  orders: MeasureOrders,
  selected: Uint8Array,
  nowMs: number,
): GroupFigures {
  const places = placesOf(columns, selected, [whole]);
  const counted = tally(columns, places, nowMs);
  const times = measures.map((measure) => [
    measure,
    sweep(columns, orders, { places, counted, nowMs }, measure, 1)[0],
  ]);
  const [count] = counted.counts;
  if (!count) throw new Error('a stretch has no total');
  return { ...count, times: Object.fromEntries(times) as GroupFigures['times'] };
}

function fullGroups(
  groups: readonly NumberedGroup[],
  counts: readonly Counts[],
  swept: readonly (readonly TimeFigures[])[],
): (GroupFigures & { readonly key: string })[] {
  return groups.flatMap(({ key, group }) => {
    const count = counts[group];
    const times = measures.map((measure, m) => [measure, swept[m]?.[group]]);
    return count
      ? [{ key, ...count, times: Object.fromEntries(times) as GroupFigures['times'] }]
      : [];
  });
}

function answerGroups(
  groups: readonly NumberedGroup[],
  counts: readonly Counts[],
  answers: readonly TimeFigures[] | undefined,
): AnswerGroup[] {
  return groups.flatMap(({ key, group }) => {
    const [count, firstAnswer] = [counts[group], answers?.[group]];
    return count && firstAnswer ? [{ key, ...count, firstAnswer }] : [];
  });
}
