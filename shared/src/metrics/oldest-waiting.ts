import { asTheyStood, type Episode } from './episode.ts';

/** The episode that has waited longest at an instant, and how long (MET-1); null when nobody waits. */
export function oldestWaiting(
  episodes: readonly Episode[],
  nowMs: number,
): { readonly episode: Episode; readonly waitedMs: number } | null {
  const waiting = asTheyStood(episodes, nowMs).filter(({ outcome }) => outcome === 'waiting');
  const [first, ...others] = waiting;
  if (!first) return null;
  const episode = others.reduce(
    (one, other) => (other.startedAt < one.startedAt ? other : one),
    first,
  );
  return { episode, waitedMs: nowMs - episode.startedAt };
}
