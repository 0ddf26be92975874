import type { TicketLink } from './link.ts';
import type { CategoryKey } from '../triage/categories.ts';
import type { Priority } from '../triage/priority.ts';

/** Where a ticket stands in its life (domain: "Life of a ticket"). */
export type TicketStatus =
  'new' | 'claimed' | 'waiting' | 'answered' | 'closed' | 'merged' | 'quarantined';

/** An exclusive, leased right to answer (LOCK-1, LOCK-2). All times are ms since the epoch. */
export interface Lock {
  readonly holder: string;
  /** The `seq` of the event that gave the lock: the fencing token (LOCK-3). */
  readonly token: number;
  readonly since: number;
  readonly renewedAt: number;
  /** The first instant at which the lock is nobody's. */
  readonly until: number;
  /** True from the loss of the holder's connection to its return or to another act. */
  readonly disconnected: boolean;
  /** Kept across a relief, or by who leaves: no renewal goes beyond this instant (HAND-2). */
  readonly keptUntil?: number;
}

/** What starts a clock: the first mail, a further one, one that reopens, an answer that bounced, a person. */
export const clockCauses = ['mail', 'follow-up', 'returned', 'bounce', 'reopened'] as const;
export type ClockCause = (typeof clockCauses)[number];

/** One run of the clock of the first human answer; the ended ones stay, as the figures need them (MET-1). */
export interface Clock {
  readonly n: number;
  readonly cause: ClockCause;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly priority: Priority;
  readonly endedAt: number | null;
  /** `merged`: the clock goes on in another ticket, or in another clock of this one, and counts there alone. */
  readonly outcome: 'waiting' | 'answered' | 'closed-unanswered' | 'merged';
  readonly by: string | null;
  /** When it first ran while somebody had the ticket in hand; null while nobody had. */
  readonly claimedAt: number | null;
  /** Time in hands while it ran, to the writing of its answer; a hold that still goes on is not in it yet. */
  readonly handledMs: number;
  /** Of a clock that began a stretch of work on the ticket: when that was settled, and when it came back. */
  readonly settledAt: number | null;
  readonly returnedAt: number | null;
  /** Where the answer sent the citizen, if anywhere. */
  readonly orientation: CategoryKey | null;
}

/** States of an answer on its way out (MAIL-8). */
export const replyStates = [
  'queued',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'withdrawn',
] as const;
export type ReplyState = (typeof replyStates)[number];

/** What follows when the answer has left. */
export type AfterReply = 'close' | 'wait';

/** The answer of this ticket that has not yet certainly left. */
export interface Outgoing {
  readonly replyId: string;
  readonly by: string;
  readonly state: 'queued' | 'sending' | 'failed' | 'uncertain';
  readonly then: AfterReply;
  readonly orientation: CategoryKey | null;
  readonly queuedAt: number;
  readonly sendAt: number;
  readonly attempts: number;
}

export const closeReasons = [
  'spam',
  'not-for-us',
  'duplicate',
  'mistaken',
  'handled-by-phone',
  /** A trial of the service itself: it counts in no figure. */
  'test',
] as const;
export type CloseReason = (typeof closeReasons)[number];

/** A P0 that waits for somebody: since when, and how far it has escalated (0 to 2). */
export interface Alarm {
  readonly since: number;
  readonly level: 0 | 1 | 2;
}

/** One citizen's question and all that follows. Holds no words of the citizen (LOG-4). */
export interface Ticket {
  readonly id: string;
  /** For people, as in 26-11-4762: year, month, running number of the month. */
  readonly number: string;
  readonly mailboxId: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly category: CategoryKey;
  readonly restricted: boolean;
  /** Rules of the triage that decided (MAIL-14). */
  readonly signs: readonly string[];
  readonly openedAt: number;
  readonly lastMailAt: number;
  readonly clocks: readonly Clock[];
  readonly lock: Lock | null;
  readonly outgoing: Outgoing | null;
  readonly alarm: Alarm | null;
  readonly lastHandler: string | null;
  readonly preferred: { readonly personId: string; readonly until: number } | null;
  /** How often a citizen's mail or a person reopened it. */
  readonly returns: number;
  readonly closeReason: CloseReason | null;
  readonly settledAt: number | null;
  /** The last mail came from another address than the one known: answering asks for confirmation (MAIL-5). */
  readonly senderChanged: boolean;
  readonly acknowledgement: 'none' | 'queued' | 'sent' | 'withheld';
  readonly links: readonly TicketLink[];
  /** The ticket in which this one goes on, and where its mails stand; `was` is the state that it comes back to. */
  readonly merged: { readonly into: string; readonly was: TicketStatus } | null;
  readonly mailCount: number;
  /** `seq` of the last event that changed what the conversation shows. */
  readonly conversationSeq: number;
  /** `seq` of the last event of this ticket. */
  readonly seq: number;
}
