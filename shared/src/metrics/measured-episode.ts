import type { CategoryKey } from '../triage/categories.ts';
import type { Clock, Ticket } from '../ticket/ticket.ts';
import type { Episode, Exclusion } from './episode.ts';

/** A clock with all that the figures ask of it and of its ticket (MET-1). Holds no words of a citizen. */
export interface MeasuredEpisode extends Omit<Clock, 'outcome'> {
  readonly outcome: Episode['outcome'];
  readonly id: string;
  readonly ticketId: string;
  readonly mailboxId: string;
  readonly category: CategoryKey;
  readonly restricted: boolean;
  readonly excluded: Exclusion | null;
}

/** What the figures ask of a clock: whose it is does not matter to them. */
export type MeasuredClock = Omit<MeasuredEpisode, 'id' | 'ticketId' | 'n' | 'restricted'>;

/** The name of a ticket's n-th clock in the figures. */
export function episodeId(ticketId: string, n: number): string {
  return `${ticketId}:${String(n)}`;
}

/** The clocks of a ticket as the figures take them: a function of its fold alone, so of the log (MET-3). */
export function measuredEpisodes(ticket: Ticket): MeasuredEpisode[] {
  const { id: ticketId, mailboxId, category, restricted } = ticket;
  return ticket.clocks.map((clock) => ({
    ...{ ...clock, id: episodeId(ticketId, clock.n), ticketId, mailboxId, category, restricted },
    // What goes on as another clock is answered by that one, or by nobody.
    outcome: clock.outcome === 'merged' ? 'closed-unanswered' : clock.outcome,
    excluded: exclusionOf(ticket, clock),
  }));
}

/**
 * Why a clock is in no figure of times and shares, or null (MET-1). A danger is never left out, whatever
 * brought it: of the P0 each one counts.
 */
export function exclusionOf(
  { closeReason }: Pick<Ticket, 'closeReason'>,
  { cause, priority, outcome }: Pick<Clock, 'cause' | 'priority' | 'outcome'>,
): Exclusion | null {
  if (closeReason === 'test') return 'test';
  // The question counts once, where it goes on; what was answered before stays answered.
  if (outcome === 'merged') return 'merged';
  if (cause === 'bounce') return 'machine-mail';
  if (cause !== 'returned' && cause !== 'reopened') return null;
  return priority === 'P0' ? null : 'reopened';
}

/** The episodes as they stood at an instant (TIME-1): what came later is not known yet. */
export function measuredAsStood<T extends MeasuredClock>(
  episodes: readonly T[],
  atMs: number,
): T[] {
  return episodes
    .filter(({ startedAt }) => startedAt <= atMs)
    .map((episode) => asStood(episode, atMs));
}

function asStood<T extends MeasuredClock>(episode: T, atMs: number): T {
  const known = (ms: number | null) => (ms !== null && ms <= atMs ? ms : null);
  const stood = {
    ...episode,
    claimedAt: known(episode.claimedAt),
    settledAt: known(episode.settledAt),
    returnedAt: known(episode.returnedAt),
  };
  if (episode.endedAt !== null && episode.endedAt <= atMs) return stood;
  return { ...stood, endedAt: null, outcome: 'waiting', by: null, orientation: null };
}
