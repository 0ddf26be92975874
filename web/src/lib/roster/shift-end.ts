import type { View } from '@vigie/shared/wire/view';

/** This long before the end of a shift its holders are told, in ms (ROST-4). */
const warnMs = 15 * 60_000;

/** A shift that ends soon while its officer still holds tickets. */
export interface ShiftEnd {
  readonly shiftId: string;
  readonly endMs: number;
  readonly held: number;
}

/**
 * Whether somebody must be told that their shift ends: from a quarter of an hour before until they hold
 * nothing, or until another duty of theirs goes on. Leaving early ends a shift too.
 */
export function shiftEnd(
  { duty, people }: Pick<View, 'duty' | 'people'>,
  me: string,
  now: number,
): ShiftEnd | null {
  const held = people[me]?.held ?? 0;
  if (held === 0) return null;
  const mine = Object.values(duty)
    .filter(({ personId, absent, startMs }) => personId === me && !absent && startMs <= now)
    .map((mark) => ({ shiftId: mark.shiftId, endMs: mark.leavesMs ?? mark.endMs }));
  const last = mine.sort((one, other) => other.endMs - one.endMs)[0];
  return last && now >= last.endMs - warnMs ? { ...last, held } : null;
}
