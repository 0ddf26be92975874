const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const quarterMs = 15 * minuteMs;

/** What of the shift can be looked at: from its start to its end, or to now. */
export interface Reach {
  readonly fromMs: number;
  readonly toMs: number;
}

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey'>;

/**
 * Where a key leads the marker of the frieze: arrows by a second, with Shift by a minute, pages by a
 * quarter of an hour, Home and End to the ends; null for any other key.
 */
export function markerAfter({ key, shiftKey }: Press, at: number, reach: Reach): number | null {
  const step = shiftKey ? minuteMs : secondMs;
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - step,
    ArrowDown: at - step,
    ArrowRight: at + step,
    ArrowUp: at + step,
    PageDown: at - quarterMs,
    PageUp: at + quarterMs,
    Home: reach.fromMs,
    End: reach.toMs,
  };
  const moved = moves[key];
  return moved === undefined ? null : within(moved, reach);
}

/** The nearest instant that can be looked at. */
export function within(ms: number, { fromMs, toMs }: Reach): number {
  return Math.min(toMs, Math.max(fromMs, ms));
}
