/** Where the present comes from: ms since the epoch. */
export interface Clock {
  now(): number;
}

/** Lets something happen later, once; the answer calls it off. */
export interface Timers {
  after(ms: number, act: () => void): () => void;
}

export const systemClock: Clock = { now: () => Date.now() };

export const systemTimers: Timers = {
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
