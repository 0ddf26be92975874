import { may } from '../access/may.ts';
import type { ClockStart } from './clocks.ts';
import { refuse, type Circumstances, type Decision } from './decision.ts';
import { endOfHold, staleToken } from './decide-lock.ts';
import type { TicketEvent } from './events.ts';
import { joinClocks, type JoinedClocks } from './join-clocks.ts';
import type { MailKind } from './mail-kind.ts';
import { mostUrgent } from './priority-order.ts';
import { hasPendingReply, isOpen, runningClocks } from './select.ts';
import type { Ticket } from './ticket.ts';

/** A mail of a ticket, as far as a merge or a split must know it. */
export interface MailPlace {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly kind: MailKind;
  readonly at: number;
  /** The ticket that it came to, or went out of; it may stand elsewhere by now. */
  readonly homeId: string;
}

/** One ticket that is to end in another, with all that decides about it. */
export interface Merge {
  readonly ticket: Ticket | null;
  readonly survivor: Ticket | null;
  /** The token of the ticket that ends; null where nobody holds it. */
  readonly token: number | null;
  readonly mails: readonly MailPlace[];
  /** An answer in the survivor would go to somebody else than who wrote these mails (MAIL-5). */
  readonly senderDiffers: boolean;
  /** False when a holder of the survivor may not see restricted tickets. */
  readonly holderCleared: boolean;
}

/** What happens to two tickets in one transaction, in the order in which it is appended. */
export interface PairEvents {
  readonly ofFirst: readonly TicketEvent[];
  readonly ofSecond: readonly TicketEvent[];
}

/**
 * Judges a merge: the first ticket ends in the second (LOCK-1, LOCK-3). Its mails, its clocks and its
 * restriction go on there; no priority is lowered. What is being answered is not moved under the
 * author's hand. Whoever held the ticket holds the survivor, where nobody else does.
 */
export function decideMerge(merge: Merge, now: Circumstances): Decision<never> | Merged {
  const { ticket, survivor, token, mails } = merge;
  if (!ticket) return refuse('not-found');
  const restricted = ticket.restricted || survivor?.restricted === true;
  if (!may(now.actor, 'merge-ticket', { restricted })) return refuse('not-allowed');
  if (!survivor) return refuse('not-found');
  if (ticket.id === survivor.id) return refuse('same-ticket');
  if (!isMergeable(ticket) || !isMergeable(survivor)) return refuse('wrong-state');
  const stale = notInHand(ticket, token, now);
  if (stale) return stale;
  if (isAnswering(ticket) || isAnswering(survivor)) return refuse('reply-pending');
  const mailsIn = countIn(mails);
  const ofFirst: TicketEvent[] = [
    ...givenUp(ticket),
    { type: 'ticket-merged', otherId: survivor.id, mailsIn },
  ];
  const ousted = restricted && !merge.holderCleared ? endOfHold(survivor, null) : [];
  const ofSecond: TicketEvent[] = [...ousted, goesOn(ticket, survivor, merge, mailsIn)];
  if (takesOver(ticket, survivor, ousted.length > 0, now)) {
    ofSecond.push({ type: 'ticket-claimed', until: now.at + now.settings.leaseMs });
  }
  return { ok: true, ofFirst, ofSecond };
}
type Merged = { readonly ok: true } & PairEvents;

/** Mails that are to leave a ticket for another: one that exists, or a new one. */
export interface Split {
  readonly ticket: Ticket | null;
  readonly token: number | null;
  /** All mails of the ticket. */
  readonly mails: readonly MailPlace[];
  readonly mailIds: readonly string[];
  readonly target:
    { readonly known: Ticket | null } | { readonly newId: string; readonly number: string };
  readonly targetMs: number;
}

/**
 * Judges a split: chosen mails go back to the ticket that they came to, which is itself again where
 * it was merged, or found a new one. What the citizen awaits by them is awaited there, since they came.
 */
export function decideSplit(split: Split, now: Circumstances): Decision<never> | Merged {
  const { ticket, mails, mailIds, target, token } = split;
  const old = 'known' in target ? target.known : null;
  if (!ticket) return refuse('not-found');
  const restricted = ticket.restricted || (old?.restricted ?? false);
  if (!may(now.actor, 'split-ticket', { restricted })) return refuse('not-allowed');
  if ('known' in target && !old) return refuse('not-found');
  if (!isMergeable(ticket)) return refuse('wrong-state');
  const stale = notInHand(ticket, token, now);
  if (stale) return stale;
  if (ticket.outgoing || old?.outgoing) return refuse('reply-pending');
  const taken = mails.filter(({ id }) => mailIds.includes(id));
  if (taken.length !== new Set(mailIds).size) return refuse('not-found');
  const left = mails.filter(({ id }) => !mailIds.includes(id));
  if (!askings(taken).length || !askings(left).length) return refuse('mails-left');
  if (old && (old.id === ticket.id || taken.some(({ homeId }) => homeId !== old.id))) {
    return refuse('wrong-state');
  }
  return divide({ ...split, ticket, old, taken, left, restricted });
}

interface Division extends Omit<Split, 'ticket'> {
  readonly ticket: Ticket;
  readonly old: Ticket | null;
  readonly taken: readonly MailPlace[];
  readonly left: readonly MailPlace[];
  readonly restricted: boolean;
}

function divide(division: Division): Merged {
  const { ticket, old, taken, left, target, targetMs, restricted } = division;
  const otherId = 'newId' in target ? target.newId : (old?.id ?? '');
  const mailIds = taken.map(({ id }) => id);
  const mailsIn = countIn(taken);
  const asked = askings(taken);
  const startedAt = Math.min(...asked.map((mail) => mail.at));
  const { priority } = ticket;
  const clock: ClockStart = { startedAt, dueAt: startedAt + targetMs, priority, cause: 'mail' };
  const lastMailAt = Math.max(...asked.map((mail) => mail.at));
  const brought: TicketEvent = {
    ...{ type: 'mails-split-in', otherId: ticket.id, mailIds, lastMailAt, restricted },
    // A ticket is opened by a mail, and with a clock.
    mailsIn: old ? mailsIn : mailsIn - 1,
    clocks: old && !old.merged && !runningClocks(old).length ? [clock] : [],
  };
  const opened: TicketEvent[] =
    'newId' in target ? [opening(division, target.number, clock), brought] : [brought];
  const linked = (id: string): TicketEvent => ({
    type: 'ticket-linked',
    otherId: id,
    kind: 'split',
  });
  const first: TicketEvent = {
    ...{ type: 'mails-split-off', otherId, mailIds, mailsIn },
    ...whatStaysAwaited(ticket, taken, left, targetMs),
  };
  const isNew = old === null;
  return {
    ok: true,
    ofFirst: isNew ? [first, linked(otherId)] : [first],
    ofSecond: isNew ? [...opened, linked(ticket.id)] : opened,
  };
}

function opening(
  { ticket, taken, restricted }: Division,
  number: string,
  { startedAt, dueAt }: { readonly startedAt: number; readonly dueAt: number },
): TicketEvent {
  const [first] = askings(taken);
  return {
    type: 'ticket-opened',
    number,
    mailboxId: ticket.mailboxId,
    mailId: first?.id ?? '',
    receivedAt: startedAt,
    priority: ticket.priority,
    category: ticket.category,
    restricted,
    signs: ticket.signs,
    dueAt,
    quarantined: false,
    linkedTo: [],
  };
}

/** Clocks that began with a mail that leaves count elsewhere; what came since its last answer still waits. */
function whatStaysAwaited(
  ticket: Ticket,
  taken: readonly MailPlace[],
  left: readonly MailPlace[],
  targetMs: number,
): JoinedClocks {
  const running = runningClocks(ticket);
  const gone = running.filter(({ startedAt }) => taken.some(({ at }) => at === startedAt));
  const joins = gone.map(({ n }) => n);
  if (!gone.length || gone.length < running.length) return { joins, clocks: [] };
  const answeredAt = Math.max(
    ...ticket.clocks
      .filter(({ outcome }) => outcome === 'answered')
      .map(({ endedAt }) => endedAt ?? 0),
    -Infinity,
  );
  const awaited = askings(left).filter(({ at }) => at > answeredAt);
  const startedAt = Math.min(...awaited.map(({ at }) => at));
  const { priority } = ticket;
  return {
    joins,
    clocks: awaited.length
      ? [{ startedAt, dueAt: startedAt + targetMs, priority, cause: 'mail' }]
      : [],
  };
}

/** Mails by which somebody asks something. */
function askings(mails: readonly MailPlace[]): MailPlace[] {
  return mails.filter(({ kind }) => kind === 'citizen' || kind === 'quarantined');
}

function countIn(mails: readonly MailPlace[]): number {
  return mails.filter(({ direction }) => direction === 'in').length;
}

/** What cannot be read yet is merged with nothing: a human reads it first (MAIL-4). */
function isMergeable({ status }: Ticket): boolean {
  return status !== 'merged' && status !== 'quarantined';
}

/** Nobody's ticket is taken from under their hands: who holds it shows the token (LOCK-3). */
function notInHand(ticket: Ticket, token: number | null, now: Circumstances) {
  const { lock } = ticket;
  if (lock && lock.until > now.at && lock.holder !== now.actor.id) return refuse('held-by-other');
  return token === null && (!lock || lock.until <= now.at)
    ? null
    : staleToken(ticket, token ?? 0, now);
}

/** An answer on its way, or of which nobody knows whether it left, is settled first (MAIL-8). */
function isAnswering(ticket: Ticket): boolean {
  return hasPendingReply(ticket) || ticket.outgoing?.state === 'uncertain';
}

/** The words of an answer that failed stand in the draft, which is kept. */
function givenUp({ outgoing }: Ticket): TicketEvent[] {
  return outgoing ? [{ type: 'reply-withdrawn', replyId: outgoing.replyId }] : [];
}

function goesOn(
  ticket: Ticket,
  survivor: Ticket,
  { mails, senderDiffers }: Merge,
  mailsIn: number,
): TicketEvent {
  return {
    type: 'mails-merged-in',
    otherId: ticket.id,
    mailIds: mails.map(({ id }) => id),
    mailsIn,
    lastMailAt: Math.max(ticket.lastMailAt, survivor.lastMailAt),
    priority: isOpen(ticket) ? mostUrgent(ticket.priority, survivor.priority) : survivor.priority,
    restricted: ticket.restricted || survivor.restricted,
    signs: [...new Set([...survivor.signs, ...ticket.signs])],
    senderChanged: survivor.senderChanged || senderDiffers || ticket.senderChanged,
    ...joinClocks(runningClocks(survivor), runningClocks(ticket)),
  };
}

function takesOver(ticket: Ticket, survivor: Ticket, ousted: boolean, now: Circumstances): boolean {
  const held =
    ticket.lock !== null && ticket.lock.holder === now.actor.id && ticket.lock.until > now.at;
  const isAwaited = runningClocks(ticket).length > 0 || isOpen(survivor);
  return held && isAwaited && (survivor.lock === null || ousted);
}
