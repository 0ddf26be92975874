import { numberIn, valueIn } from '../settings/settings.ts';
import type { SettingKey, SettingValues } from '../settings/definitions.ts';
import type { SettingsEvent } from '../settings/state.ts';
import { priorities, type Priority } from '../triage/priority.ts';
import type { MeasuredEpisode } from './measured-episode.ts';
import type { WithinTarget } from './within-target.ts';

/** Within this time somebody must have a P0 in hand (domain: "Measures"): its aim is about being seen. */
export const seenWithinMs = 120_000;

type Judged = Pick<
  MeasuredEpisode,
  'startedAt' | 'dueAt' | 'endedAt' | 'outcome' | 'claimedAt' | 'priority'
>;

/** How a case stands to its aim, and since which instant that is certain; null while it is open. */
export interface Verdict {
  readonly isHit: boolean;
  readonly atMs: number;
}

/**
 * Judges a case by the aim of its priority as of an instant (MET-1): a P0 by being in somebody's hands in
 * time, the others by their answer. What is late is a miss from the very instant at which it became late.
 * Null without a verdict: still in time, or closed without what was due.
 */
export function verdictOf(episode: Judged, nowMs: number): Verdict | null {
  return episode.priority === 'P0' ? seenVerdict(episode, nowMs) : answerVerdict(episode, nowMs);
}

/** By the answer, whatever the priority. */
export function answerVerdict({ outcome, endedAt, dueAt }: Judged, nowMs: number): Verdict | null {
  if (outcome === 'closed-unanswered') return null;
  return inTime(endedAt, dueAt, nowMs);
}

function seenVerdict({ startedAt, claimedAt, endedAt }: Judged, nowMs: number): Verdict | null {
  if (claimedAt === null && endedAt !== null) return null;
  return inTime(claimedAt, startedAt + seenWithinMs, nowMs);
}

function inTime(doneAt: number | null, dueAt: number, nowMs: number): Verdict | null {
  // What is done at the very instant of the target is in time.
  if ((doneAt ?? nowMs) > dueAt) return { isHit: false, atMs: dueAt };
  return doneAt === null ? null : { isHit: true, atMs: doneAt };
}

/** How many kept to something, as a share of those with a verdict. */
export type Kept = Omit<WithinTarget, 'closedUnanswered'>;

/** Counts verdicts; the share is null while nothing is decided. */
export function keptOf(verdicts: readonly (Verdict | null)[]): Kept {
  const hits = verdicts.filter((verdict) => verdict?.isHit === true).length;
  const undecided = verdicts.filter((verdict) => verdict === null).length;
  const misses = verdicts.length - hits - undecided;
  return { hits, misses, undecided, share: hits + misses > 0 ? hits / (hits + misses) : null };
}

/** A value that a setting had from an instant on. */
export interface ValueSince {
  readonly fromMs: number;
  readonly value: number;
}

/** A change of settings, as the log holds it. */
export interface SettingChanged {
  readonly at: number;
  readonly event: SettingsEvent;
}

/**
 * What a number stood at, from the beginning of the log on (MET-1): figures of the past are held to the
 * aim that was in force then. What the environment gave has no history, and speaks until a screen did.
 */
export function historyOf(
  setting: SettingKey,
  given: SettingValues,
  changes: readonly SettingChanged[],
): ValueSince[] {
  const own = changes.filter(({ event }) => event.setting === setting);
  const first = own[0]?.event.before ?? valueIn(given, setting);
  const after = own.map(({ at, event }) => ({
    fromMs: at,
    value: event.after ?? valueIn(given, setting),
  }));
  const since = [{ fromMs: 0, value: first }, ...after];
  return since.flatMap(({ fromMs, value }) =>
    typeof value === 'number' ? [{ fromMs, value }] : [],
  );
}

/** The value that held at an instant. */
export function valueAt(history: readonly ValueSince[], atMs: number): number | null {
  return history.findLast(({ fromMs }) => fromMs <= atMs)?.value ?? null;
}

/** Each priority's aim in percent, since when. */
export type AimHistory = Readonly<Record<Priority, readonly ValueSince[]>>;

/** The aims of all priorities with their past (LOG-1). */
export function aimHistory(given: SettingValues, changes: readonly SettingChanged[]): AimHistory {
  return Object.fromEntries(
    priorities.map((priority) => [priority, historyOf(`aim-${priority}`, given, changes)]),
  ) as Record<Priority, ValueSince[]>;
}

/** The aim of a priority at an instant, in percent. */
export function aimAt(history: AimHistory, priority: Priority, atMs: number): number {
  return valueAt(history[priority], atMs) ?? numberIn({}, `aim-${priority}`);
}
