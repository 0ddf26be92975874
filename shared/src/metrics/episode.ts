import type { Priority } from '../triage/priority.ts';

/** Why a clock is in no figure of times and shares, though it waits like the others (MET-1). */
export const exclusions = ['reopened', 'merged', 'machine-mail', 'test'] as const;
export type Exclusion = (typeof exclusions)[number];

/** One run of a first-answer clock (domain: "Measures"). All instants are ms since the epoch. */
export interface Episode {
  readonly id: string;
  /** Null where the viewer may know that the clock runs, and not whose it is (SYNC-4). */
  readonly ticketId: string | null;
  readonly priority: Priority | null;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly outcome: 'waiting' | 'answered' | 'closed-unanswered';
  readonly by: string | null;
  readonly excluded: Exclusion | null;
}

/** The episodes as they stood at an instant: not yet begun left out, not yet ended still waiting (TIME-1). */
export function asTheyStood(episodes: readonly Episode[], atMs: number): Episode[] {
  return episodes
    .filter(({ startedAt }) => startedAt <= atMs)
    .map((episode) => (endedBy(episode, atMs) ? episode : stillWaiting(episode)));
}

/** Episodes that ran at some time from `fromMs` on: begun since, or inherited and not yet ended then. */
export function runningSince(episodes: readonly Episode[], fromMs: number): Episode[] {
  return episodes.filter((episode) => episode.endedAt === null || episode.endedAt >= fromMs);
}

/** Those that times and shares are reckoned of (MET-1): the others are counted apart, by their reason. */
export function countedOf<E extends Pick<Episode, 'excluded'>>(episodes: readonly E[]): E[] {
  return episodes.filter(({ excluded }) => excluded === null);
}

function endedBy({ endedAt }: Episode, atMs: number): boolean {
  return endedAt !== null && endedAt <= atMs;
}

function stillWaiting(episode: Episode): Episode {
  return { ...episode, endedAt: null, outcome: 'waiting', by: null };
}
