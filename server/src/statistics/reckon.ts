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
import { groupRows, plainGroupings, timeLine, whole, type Grouped } from './groupings.ts';
import type { MeasureOrders } from './measure-orders.ts';
import { select } from './selection.ts';
import { sweep } from './sweep.ts';
import { tally } from './tally.ts';

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

type Counts = Omit<GroupFigures, 'times'>;

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
  const brief = [plain.orientation, plain.mailbox, plain.team, plain.kind];
  const groupings = [
    whole,
    plain.priority,
    plain.category,
    ...brief,
    plain['hour-of-week'],
    line,
  ].map((grouping) => groupRows(columns, grouping));
  const detailed = groupings.slice(0, 3);
  const counts = tally(columns, inPeriod, groupings, nowMs);
  const sweepOf = (measure: (typeof measures)[number], some: readonly Grouped[]) =>
    sweep(columns, orders, inPeriod, { measure, groupings: some, nowMs });
  const answers = sweepOf('first-answer', groupings);
  const others = measures.slice(1).map((measure) => sweepOf(measure, detailed));
  const full = (g: number) => fullGroups(groupings[g], counts[g], [answers, ...others], g);
  const answered = (g: number) => answerGroups(groupings[g], counts[g], answers[g]);
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

function fullGroups(
  grouping: Grouped | undefined,
  counts: readonly Counts[] | undefined,
  swept: readonly (readonly (readonly TimeFigures[])[])[],
  g: number,
): (GroupFigures & { readonly key: string })[] {
  return (grouping?.keys ?? []).flatMap((key, group) => {
    const count = counts?.[group];
    const times = measures.map((measure, m) => [measure, swept[m]?.[g]?.[group]]);
    return count
      ? [{ key, ...count, times: Object.fromEntries(times) as GroupFigures['times'] }]
      : [];
  });
}

function answerGroups(
  grouping: Grouped | undefined,
  counts: readonly Counts[] | undefined,
  answers: readonly TimeFigures[] | undefined,
): AnswerGroup[] {
  return (grouping?.keys ?? []).flatMap((key, group) => {
    const [count, firstAnswer] = [counts?.[group], answers?.[group]];
    return count && firstAnswer ? [{ key, ...count, firstAnswer }] : [];
  });
}
