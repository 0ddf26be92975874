import { asTheyStood, type Episode } from './episode.ts';

/** How many were answered in time (MET-1). Those closed unanswered are in neither count. */
export interface WithinTarget {
  readonly hits: number;
  /** Answered late, or still waiting after the time was up. */
  readonly misses: number;
  /** Still waiting, in time so far: no verdict yet. */
  readonly undecided: number;
  readonly closedUnanswered: number;
  /** Hits among hits and misses, 0 to 1; null while nothing is decided. */
  readonly share: number | null;
}

/** The share answered within target, where waiting and already late is a miss (MET-1). */
export function withinTarget(episodes: readonly Episode[], nowMs: number): WithinTarget {
  const verdicts = asTheyStood(episodes, nowMs).map((episode) => verdict(episode, nowMs));
  const count = (wanted: Verdict) => verdicts.filter((one) => one === wanted).length;
  const [hits, misses] = [count('hit'), count('miss')];
  return {
    hits,
    misses,
    undecided: count('undecided'),
    closedUnanswered: count('closed-unanswered'),
    share: hits + misses > 0 ? hits / (hits + misses) : null,
  };
}

type Verdict = 'hit' | 'miss' | 'undecided' | 'closed-unanswered';

function verdict({ outcome, endedAt, dueAt }: Episode, nowMs: number): Verdict {
  if (outcome === 'closed-unanswered') return 'closed-unanswered';
  // An answer at the very instant of the target is in time.
  if ((endedAt ?? nowMs) > dueAt) return 'miss';
  return outcome === 'answered' ? 'hit' : 'undecided';
}
