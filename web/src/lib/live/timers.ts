/** The clockwork that a store is given: the browser's, or a test's. */
export interface Timers {
  set(act: () => void, afterMs: number): number;
  clear(timer: number | undefined): void;
  now(): number;
}

/** The browser's own clock and timers. */
export const browserTimers: Timers = {
  set: (act, afterMs) => window.setTimeout(act, afterMs),
  clear: (timer) => window.clearTimeout(timer),
  now: () => Date.now(),
};
