import type { Priority } from '../triage/priority.ts';

/** One wait for a first answer and what was done about it, as far as it is known. Instants in ms. */
export interface Case {
  readonly id: string;
  readonly priority: Priority;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly restricted: boolean;
  /** When who handles it, or handled it last, took it; null while nobody has it. */
  readonly claimedAt: number | null;
  readonly holder: string | null;
  readonly endedAt: number | null;
  readonly outcome: 'waiting' | 'answered' | 'closed-unanswered';
  /** Answered by an orientation or a sheet. */
  readonly withSheet: boolean;
}

/** How many are on duty by the roster from an instant on, and how many of them are cleared. */
export interface StaffStep {
  readonly atMs: number;
  readonly people: number;
  readonly cleared: number;
}

/** A forecast of a relief that is over, as the simulation gave it, and what happened (MET-4). */
export interface PastForecast {
  readonly madeMs: number;
  readonly reliefMs: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Tickets to take at the relief. */
  readonly actual: number;
}

/** All that a forecast may look at: the past, the present, and the roster to come. */
export interface Known {
  readonly atMs: number;
  readonly tz: string;
  /** From when on all cases are known. */
  readonly fromMs: number;
  /** In the order in which they began. */
  readonly cases: readonly Case[];
  /** In order, from `fromMs` to the end of what is forecast. */
  readonly staffing: readonly StaffStep[];
  /** Starts of the shifts since `fromMs`, the one on duty last. */
  readonly shiftStarts: readonly number[];
  readonly reliefMs: number;
  readonly past: readonly PastForecast[];
  /** Time allowed for the first answer, in ms, for what has no example in the past. */
  readonly allowedMs: Readonly<Record<Priority, number>>;
  /** Shares to be answered within target, 0 to 1. */
  readonly aims: Readonly<Record<Priority, number>>;
}

/** True where a ticket waits for somebody to take it at an instant. */
export function isToTakeAt({ startedAt, claimedAt, endedAt }: Case, atMs: number): boolean {
  if (startedAt > atMs || (endedAt !== null && endedAt <= atMs)) return false;
  return claimedAt === null || claimedAt > atMs;
}
