import { systemTimers, type Clock, type Timers } from '@vigie/server/clock';

/** So many minutes pass in one: back-offs and retries of real services fit into a test. */
export const haste = 20;

/**
 * A clock that hurries and timers that keep up with it. Counted from `epoch`, so that it goes on
 * where it was after the process was killed.
 */
export function hurriedTime(epoch: number): { clock: Clock; timers: Timers } {
  const now = () => epoch + Math.floor((Date.now() - epoch) * haste);
  return {
    clock: { now },
    timers: { after: (ms, act) => systemTimers.after(ms / haste, act) },
  };
}
