import { isCleared } from '@vigie/shared/access/actor';
import type { Heartbeat } from '@vigie/shared/wire/delta';
import type { Hole } from '@vigie/shared/wire/roster';
import type { PersonCard, TicketCard, View } from '@vigie/shared/wire/view';
import {
  isLocked,
  isStaleLock,
  lastActAt,
  type LockedCard,
  type LockSettings,
} from '#lib/plateau/held-ticket.ts';
import { isEmpty } from '#lib/plateau/desk-state.ts';
import type { Desk } from '#lib/plateau/plateau.ts';
import { byUrgency } from '#lib/queue/queue-view.ts';

/** 0: a person may be in danger; 1: somebody must act soon; 2: somebody should look at it. */
export type Urgency = 0 | 1 | 2;

/** Of one kind or of several, with what is known of each of them. */
type Of<Kind extends string, Known = object> = Kind extends string
  ? { readonly kind: Kind } & Readonly<Known>
  : never;

type Matter =
  | Of<'unclaimed-p0', { ticket: TicketCard; level: number }>
  | Of<'stale-lock' | 'lost-lock', { ticket: LockedCard }>
  | Of<'uncertain-reply' | 'failed-reply', { ticket: TicketCard }>
  | Of<'mailbox', { state: Heartbeat['mailbox'] }>
  | Of<'outbox', { state: Heartbeat['outbox'] }>
  | Of<'no-lead' | 'nobody-cleared'>
  | Of<'hole', { hole: Hole }>
  // Counted; the ticket is the most urgent of them, to begin with.
  | Of<'quarantined' | 'overdue', { count: number; ticket: TicketCard }>;

/** Something that only a person in charge can settle. */
export type Decision = Matter & {
  readonly id: string;
  readonly urgency: Urgency;
  /** Since when it stands, in ms since the epoch; null where that says nothing. */
  readonly sinceMs: number | null;
};

export type DecisionKind = Decision['kind'];
export type DecisionOf<Kind extends DecisionKind> = Extract<Decision, { kind: Kind }>;

export interface DecisionFacts {
  readonly tickets: View['tickets'];
  readonly desks: readonly Desk[];
  /** Team of the shift that is responsible. */
  readonly teamId: string;
  readonly health: Pick<Heartbeat, 'mailbox' | 'outbox'> | null;
  readonly settings: LockSettings;
  /** Missing cover of the hours to come, as far as the viewer may see it (ROST-3). */
  readonly holes: readonly Hole[];
  readonly now: number;
}

/** All that waits for a decision, the most urgent first, then what has waited longest (LOCK-6, MAIL-8). */
export function decisionsOf(facts: DecisionFacts): Decision[] {
  const cards = Object.values(facts.tickets).filter((ticket) => !ticket.veiled);
  return [
    ...cards.flatMap((card) => ofTicket(card, facts)),
    ...ofMail(facts),
    ...ofTeam(facts),
    ...ofRoster(facts),
    ...ofCounts(cards, facts.now),
  ].sort(byWeight);
}

function ofTicket(card: TicketCard, facts: DecisionFacts): Decision[] {
  const matters = [unclaimed(card), unsettledReply(card), idleLock(card, facts)];
  return matters.filter((decision) => decision !== null);
}

function unclaimed(ticket: TicketCard): Decision | null {
  if (!ticket.alarm) return null;
  const { since, level } = ticket.alarm;
  return { kind: 'unclaimed-p0', id: `p0:${ticket.id}`, urgency: 0, sinceMs: since, ticket, level };
}

function unsettledReply(ticket: TicketCard): Decision | null {
  const state = ticket.outgoing?.state;
  if (state !== 'uncertain' && state !== 'failed') return null;
  const kind = state === 'uncertain' ? 'uncertain-reply' : 'failed-reply';
  const sinceMs = ticket.outgoing?.sendAt ?? null;
  return { kind, id: `reply:${ticket.id}`, urgency: urgencyOf(ticket), sinceMs, ticket };
}

function idleLock(ticket: TicketCard, { now, settings }: DecisionFacts): Decision | null {
  if (!isLocked(ticket) || ticket.lock.until <= now) return null;
  const about = { id: `lock:${ticket.id}`, urgency: urgencyOf(ticket), ticket };
  if (ticket.lock.disconnected) return { kind: 'lost-lock', ...about, sinceMs: null };
  if (!isStaleLock(ticket, now, settings)) return null;
  return { kind: 'stale-lock', ...about, sinceMs: lastActAt(ticket, settings) };
}

function urgencyOf({ priority }: TicketCard): Urgency {
  return priority === 'P0' ? 0 : 1;
}

/** A mailbox that says nothing may be hiding a call for help. */
function ofMail({ health }: DecisionFacts): Decision[] {
  const found: Decision[] = [];
  if (!health) return found;
  const { mailbox, outbox } = health;
  if (mailbox === 'silent' || mailbox === 'refused') {
    found.push({ kind: 'mailbox', id: 'mailbox', urgency: 0, sinceMs: null, state: mailbox });
  }
  if (outbox !== 'well') {
    const urgency = outbox === 'refused' ? 0 : 1;
    found.push({ kind: 'outbox', id: 'outbox', urgency, sinceMs: null, state: outbox });
  }
  return found;
}

function ofTeam({ desks, teamId }: DecisionFacts): Decision[] {
  const present = desks.filter(({ state }) => !isEmpty(state)).map(({ person }) => person);
  const found: Decision[] = [];
  if (!present.some((person) => leads(person, teamId))) {
    found.push({ kind: 'no-lead', id: 'no-lead', urgency: 2, sinceMs: null });
  }
  if (!present.some(isCleared)) {
    found.push({ kind: 'nobody-cleared', id: 'nobody-cleared', urgency: 1, sinceMs: null });
  }
  return found;
}

/** A shift without enough people is somebody's next; one that lacks a lead can still be arranged. */
function ofRoster({ holes }: DecisionFacts): Decision[] {
  return holes.map((hole) => ({
    kind: 'hole',
    id: `hole:${hole.id}`,
    urgency: hole.lacks === 'people' ? 1 : 2,
    sinceMs: null,
    hole,
  }));
}

function leads({ role, teamId }: PersonCard, ofTeamId: string): boolean {
  return role === 'lead' && teamId === ofTeamId;
}

function ofCounts(cards: readonly TicketCard[], now: number): Decision[] {
  const quarantined = cards.filter(({ status }) => status === 'quarantined');
  const overdue = cards.filter(({ dueAt }) => dueAt !== null && dueAt < now);
  return [counted('overdue', overdue), counted('quarantined', quarantined)].filter(
    (decision) => decision !== null,
  );
}

function counted(kind: 'overdue' | 'quarantined', cards: TicketCard[]): Decision | null {
  const [ticket] = cards.toSorted(byUrgency);
  if (!ticket) return null;
  return { kind, id: kind, urgency: 2, sinceMs: null, count: cards.length, ticket };
}

function byWeight(one: Decision, other: Decision): number {
  return (
    one.urgency - other.urgency ||
    (one.sinceMs ?? Number.MAX_SAFE_INTEGER) - (other.sinceMs ?? Number.MAX_SAFE_INTEGER) ||
    (one.id < other.id ? -1 : 1)
  );
}
