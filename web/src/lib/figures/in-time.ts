import { asTheyStood, countedOf, runningSince, type Episode } from '@vigie/shared/metrics/episode';
import { withinTarget } from '@vigie/shared/metrics/within-target';
import type { InTime } from './shown-figures.ts';

/** Shares answered within target, by aim, over the same clocks as the other figures of the shift (MET-1). */
export function inTimeOf(episodes: readonly Episode[], now: number, shiftStartMs: number): InTime {
  const ofShift = countedOf(runningSince(asTheyStood(episodes, now), shiftStartMs));
  const of = (...priorities: string[]) =>
    withinTarget(
      ofShift.filter(({ priority }) => priority !== null && priorities.includes(priority)),
      now,
    );
  return { p1: of('P1'), p2p3: of('P2', 'P3') };
}
