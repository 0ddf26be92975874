import { dateOf, dayOf } from '../roster/calendar.ts';
import type { DutyClock } from './duty-clock.ts';
import type { MeasuredEpisode } from './measured-episode.ts';

/** By what figures are told apart. Those of time are those of the clock's start: when the citizen wrote. */
export const dimensions = [
  'priority',
  'category',
  'mailbox',
  'orientation',
  'team',
  'kind',
  'shift',
  'hour',
  'weekday',
  'hour-of-week',
  'day',
  'week',
  'month',
] as const;
export type Dimension = (typeof dimensions)[number];

/** Steps of a time line, from fine to coarse. */
export const steps = ['day', 'week', 'month'] as const;
export type Step = (typeof steps)[number];

/** The group of an episode in a dimension; weeks and months go by their first date (ISO). */
export function groupOf(
  episode: Pick<
    MeasuredEpisode,
    'priority' | 'category' | 'mailboxId' | 'orientation' | 'startedAt'
  >,
  dimension: Dimension,
  clock: DutyClock,
): string {
  switch (dimension) {
    case 'priority':
      return episode.priority;
    case 'category':
      return episode.category;
    case 'mailbox':
      return episode.mailboxId;
    case 'orientation':
      return episode.orientation ?? '';
    default:
      return timeGroup(episode.startedAt, dimension, clock);
  }
}

type TimeDimension = Exclude<Dimension, 'priority' | 'category' | 'mailbox' | 'orientation'>;

function timeGroup(ms: number, dimension: TimeDimension, clock: DutyClock): string {
  const { shift, hour, weekday, day } = clock.at(ms);
  switch (dimension) {
    case 'team':
      return shift.teamId;
    case 'kind':
      return shift.kind;
    case 'shift':
      return shift.id;
    case 'hour':
      return String(hour);
    case 'weekday':
      return String(weekday);
    case 'hour-of-week':
      return String(weekday * 24 + hour);
    case 'day':
    case 'week':
    case 'month':
      return dateOf(stepStart(day, dimension));
  }
}

/** The first day of the step that a day lies in, in days since 1970; weeks begin on Monday. */
export function stepStart(day: number, step: Step): number {
  if (step === 'day') return day;
  if (step === 'month') return dayOf(`${dateOf(day).slice(0, 7)}-01`);
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** Episodes by their group. */
export function grouped(
  episodes: readonly MeasuredEpisode[],
  dimension: Dimension,
  clock: DutyClock,
): Map<string, MeasuredEpisode[]> {
  const groups = new Map<string, MeasuredEpisode[]>();
  for (const episode of episodes) {
    const key = groupOf(episode, dimension, clock);
    const group = groups.get(key);
    if (group) group.push(episode);
    else groups.set(key, [episode]);
  }
  return groups;
}
