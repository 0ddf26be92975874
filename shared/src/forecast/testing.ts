import { hourMs, minuteMs } from '../roster/calendar.ts';
import type { Case, Known } from './known.ts';

/** Tuesday 24 November 2026, 14:00 in Paris. */
export const nowMs = Date.UTC(2026, 10, 24, 13);
export const reliefMs = Date.UTC(2026, 10, 24, 17, 8);

/** A case that waits; `more` says what is not so. */
export function caseOf(id: string, startedAt: number, more: Partial<Case> = {}): Case {
  return {
    ...{ id, priority: 'P2', startedAt, dueAt: startedAt + 4 * hourMs, restricted: false },
    ...{ claimedAt: null, holder: null, endedAt: null, outcome: 'waiting', withSheet: false },
    ...more,
  };
}

/** So many an hour, evenly, each taken at once and answered after nine minutes. */
export function steadyCases(fromMs: number, untilMs: number, perHour: number): Case[] {
  const many = Math.floor(((untilMs - fromMs) / hourMs) * perHour);
  return Array.from({ length: many }, (_, n) => {
    const startedAt = fromMs + (n + 0.5) * (hourMs / perHour);
    const endedAt = startedAt + 9 * minuteMs;
    return caseOf(`c${String(n)}`, startedAt, {
      ...{ claimedAt: startedAt, holder: 'a', endedAt, outcome: 'answered' },
    });
  }).filter(({ endedAt }) => endedAt !== null && endedAt < untilMs);
}

/** What is known of a service with this history and these people on duty. */
export function knownOf(cases: readonly Case[], more: Partial<Known> = {}): Known {
  const fromMs = more.fromMs ?? nowMs - 28 * 24 * hourMs;
  const starts = Array.from(
    { length: 200 },
    (_, n) => nowMs - 8 * hourMs - (199 - n) * 12 * hourMs,
  );
  return {
    ...{ atMs: nowMs, tz: 'Europe/Paris', reliefMs, past: [] },
    fromMs,
    cases: cases.toSorted((one, other) => one.startedAt - other.startedAt),
    staffing: [{ atMs: fromMs, people: 6, cleared: 3 }],
    shiftStarts: starts.filter((start) => start >= fromMs),
    allowedMs: { P0: 5 * minuteMs, P1: 15 * minuteMs, P2: 4 * hourMs, P3: 24 * hourMs },
    aims: { P0: 0.99, P1: 0.95, P2: 0.9, P3: 0.9 },
    ...more,
  };
}
