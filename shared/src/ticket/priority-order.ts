import type { Priority } from '../triage/priority.ts';

/** True when the first priority is answered before the second: P0 is the most urgent. */
export function moreUrgent(one: Priority, other: Priority): boolean {
  return one < other;
}

/** The more urgent of two priorities: the machine never lowers one. */
export function mostUrgent(one: Priority, other: Priority): Priority {
  return moreUrgent(one, other) ? one : other;
}
