import { asTheyStood, countedOf, type Episode, runningSince } from './episode.ts';
import { oldestWaiting } from './oldest-waiting.ts';
import { kaplanMeierQuantile, type Quantile } from './survival.ts';
import { type WithinTarget, withinTarget } from './within-target.ts';

/** The figures of the supervision screen at one instant (MET-1). */
export interface LiveFigures {
  /** Tickets that wait for a first answer and that nobody has in hand; how many of them are P0. */
  readonly toTake: { readonly tickets: number; readonly p0: number };
  readonly oldest: { readonly episode: Episode; readonly waitedMs: number } | null;
  /** Median time to the first answer, over the clocks that ran in this shift. */
  readonly median: Quantile;
  /** Time under which 90 % of the same have their first answer. */
  readonly ninetieth: Quantile;
  /** What `ninetieth` would be, were each answered at the last instant of its target; null without cases. */
  readonly ninetiethTargetMinutes: number | null;
  readonly withinTarget: WithinTarget;
  readonly lastHour: { readonly received: number; readonly answered: number };
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** A share of a count that differs from a whole number by less than this is that number. */
const rounding = 1e-9;

/**
 * Reckons the live figures (MET-1, MET-3). `arrivals` and `answers` are instants of citizens' mails and
 * of answers that left; `inHand` holds the ids of tickets that someone has claimed.
 */
export function liveFigures(
  episodes: readonly Episode[],
  arrivals: readonly number[],
  answers: readonly number[],
  nowMs: number,
  shiftStartMs: number,
  inHand: ReadonlySet<string> = new Set(),
): LiveFigures {
  const standing = asTheyStood(episodes, nowMs);
  // Inherited clocks count as well, in full: the citizen's wait did not begin with the shift.
  const ofShift = countedOf(runningSince(standing, shiftStartMs));
  return {
    toTake: toTake(standing, inHand),
    oldest: oldestWaiting(standing, nowMs),
    median: kaplanMeierQuantile(ofShift, 0.5, nowMs),
    ninetieth: kaplanMeierQuantile(ofShift, 0.9, nowMs),
    ninetiethTargetMinutes: targetOfShare(ofShift, 0.9),
    withinTarget: withinTarget(ofShift, nowMs),
    lastHour: { received: lastHour(arrivals, nowMs), answered: lastHour(answers, nowMs) },
  };
}

function toTake(standing: readonly Episode[], inHand: ReadonlySet<string>): LiveFigures['toTake'] {
  const free = standing.filter(
    ({ outcome, ticketId }) => outcome === 'waiting' && !(ticketId && inHand.has(ticketId)),
  );
  const urgent = free.filter(({ priority }) => priority === 'P0');
  return { tickets: ticketsOf(free), p0: ticketsOf(urgent) };
}

/** A ticket may have two clocks, its own and that of a danger: it is counted once. */
function ticketsOf(episodes: readonly Episode[]): number {
  return new Set(episodes.map(({ ticketId, id }) => ticketId ?? `episode ${id}`)).size;
}

function targetOfShare(episodes: readonly Episode[], share: number): number | null {
  const targets = episodes
    .filter(({ outcome }) => outcome !== 'closed-unanswered')
    .map(({ startedAt, dueAt }) => (dueAt - startedAt) / minuteMs)
    .sort((one, other) => one - other);
  return targets[Math.ceil(share * targets.length - rounding) - 1] ?? null;
}

function lastHour(times: readonly number[], nowMs: number): number {
  return times.filter((time) => time > nowMs - hourMs && time <= nowMs).length;
}
