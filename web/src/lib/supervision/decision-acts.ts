import type { TicketCard, View } from '@vigie/shared/wire/view';
import { ageText } from '#lib/format/age.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Viewer } from '#lib/plateau/desk-acts.ts';
import { mayAct, type LockAct, type LockRequest } from '#lib/plateau/lock-request.ts';
import type { Decision, DecisionOf } from './decisions.ts';

/** What can be done about a matter from the list itself. */
export type DecisionAct =
  | { readonly kind: 'lock'; readonly text: string; readonly request: LockRequest }
  | { readonly kind: 'settle' | 'fill'; readonly text: string }
  | { readonly kind: 'open'; readonly text: string; readonly ticketId: string };

interface ActFacts {
  readonly people: View['people'];
  readonly viewer: Viewer;
  readonly now: number;
}

/** The acts that are open to the viewer about a matter, the expected one first (LOCK-6, MAIL-8). */
export function decisionActs(decision: Decision, facts: ActFacts): DecisionAct[] {
  switch (decision.kind) {
    case 'unclaimed-p0': {
      const assign = lockAct(
        'reassign',
        m.lock_assign(),
        m.lock_reason_p0(),
        decision.ticket,
        facts,
      );
      return assign ? [assign] : [open(decision.ticket.id)];
    }
    case 'stale-lock':
    case 'lost-lock': {
      const reason = idleReason(decision, facts.now);
      const free = lockAct('free', m.lock_free(), reason, decision.ticket, facts);
      const reassign = lockAct('reassign', m.lock_reassign(), reason, decision.ticket, facts);
      const acts = [free, reassign].filter((act) => act !== null);
      return acts.length ? acts : [open(decision.ticket.id)];
    }
    case 'uncertain-reply':
      return facts.viewer.may('settle-reply', { restricted: decision.ticket.restricted })
        ? [{ kind: 'settle', text: m.decide_settle() }, open(decision.ticket.id)]
        : [open(decision.ticket.id)];
    case 'failed-reply':
    case 'quarantined':
    case 'overdue':
      return [open(decision.ticket.id)];
    case 'hole':
      return [{ kind: 'fill', text: m.roster_replace() }];
    case 'mailbox':
    case 'outbox':
    case 'no-lead':
    case 'nobody-cleared':
      return [];
  }
}

function lockAct(
  act: LockAct,
  text: string,
  reason: string,
  ticket: TicketCard,
  { people, viewer }: ActFacts,
): DecisionAct | null {
  const holder = ticket.lock ? people[ticket.lock.holder] : undefined;
  // Stale enough to stand in this list: a lead may free it, and the server judges by the second.
  if (!mayAct(viewer.may, act, ticket, holder, true)) return null;
  return { kind: 'lock', text, request: { act, tickets: [ticket], reason } };
}

function idleReason(
  { kind, sinceMs }: DecisionOf<'stale-lock' | 'lost-lock'>,
  now: number,
): string {
  if (kind === 'lost-lock' || sinceMs === null) return m.lock_reason_lost();
  return m.lock_reason_stale({ age: ageText(now - sinceMs) });
}

function open(ticketId: string): DecisionAct {
  return { kind: 'open', text: m.lock_open(), ticketId };
}
