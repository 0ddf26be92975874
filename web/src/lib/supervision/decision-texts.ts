import type { Cycle } from '@vigie/shared/roster/cycle';
import type { View } from '@vigie/shared/wire/view';
import { ageText, durationText } from '#lib/format/age.ts';
import { m } from '#lib/paraglide/messages.js';
import { nameById } from '#lib/people/person-name.ts';
import { shiftIdText } from '#lib/roster/roster-texts.ts';
import { categoryText } from '#lib/triage/category-text.ts';
import type { Decision, DecisionOf } from './decisions.ts';

export interface DecisionWords {
  readonly title: string;
  /** The ticket or the circumstance, in small words; may be empty. */
  readonly detail: string;
}

export interface TextFacts {
  readonly people: View['people'];
  /** The team on duty, as screens name it. */
  readonly team: string;
  readonly cycle: Cycle;
  readonly now: number;
}

/** A matter in words: what is the case, then about which ticket and since when. */
export function decisionWords(decision: Decision, facts: TextFacts): DecisionWords {
  switch (decision.kind) {
    case 'unclaimed-p0':
      return { title: alarmTitle(decision), detail: ticketDetail(decision, facts) };
    case 'stale-lock':
      return { title: staleTitle(decision, facts), detail: decision.ticket.subject };
    case 'lost-lock':
      return lostWords(decision, facts);
    case 'uncertain-reply':
    case 'failed-reply':
      return { title: replyTitle(decision, facts), detail: ticketDetail(decision, facts) };
    case 'mailbox':
      return { title: mailboxTitle(decision), detail: m.decide_mailbox_text() };
    case 'outbox':
      return { title: outboxTitle(decision), detail: m.decide_outbox_text() };
    case 'no-lead':
      return { title: m.decide_no_lead({ team: facts.team }), detail: '' };
    case 'nobody-cleared':
      return { title: m.decide_nobody_cleared(), detail: m.decide_nobody_cleared_text() };
    case 'hole':
      return holeWords(decision, facts);
    case 'quarantined':
      return { title: m.decide_quarantined({ count: decision.count }), detail: '' };
    case 'overdue':
      return { title: m.decide_overdue({ count: decision.count }), detail: first(decision, facts) };
  }
}

function alarmTitle({ ticket, level }: DecisionOf<'unclaimed-p0'>): string {
  const category = { category: categoryText(ticket.category) };
  if (level === 0) return m.decide_p0(category);
  return level === 1 ? m.decide_p0_lead(category) : m.decide_p0_officer(category);
}

function ticketDetail(
  { ticket, sinceMs }: DecisionOf<'unclaimed-p0' | 'uncertain-reply' | 'failed-reply'>,
  { now }: TextFacts,
): string {
  const number = m.ticket_number({ number: ticket.number });
  return sinceMs === null
    ? number
    : `${number} · ${m.decide_since({ age: ageText(now - sinceMs) })}`;
}

function staleTitle({ ticket, sinceMs }: DecisionOf<'stale-lock'>, facts: TextFacts): string {
  const age = ageText(facts.now - (sinceMs ?? facts.now));
  return m.decide_stale({ name: nameById(facts.people, ticket.lock.holder), age });
}

function lostWords({ ticket }: DecisionOf<'lost-lock'>, { people, now }: TextFacts): DecisionWords {
  const left = m.decide_freed_in({ left: durationText(ticket.lock.until - now) });
  return {
    title: m.decide_lost({ name: nameById(people, ticket.lock.holder) }),
    detail: `${ticket.subject} · ${left}`,
  };
}

function replyTitle(
  { kind, ticket }: DecisionOf<'uncertain-reply' | 'failed-reply'>,
  { people }: TextFacts,
): string {
  const name = { name: nameById(people, ticket.outgoing?.by ?? '') };
  return kind === 'uncertain-reply' ? m.decide_uncertain(name) : m.decide_failed(name);
}

function mailboxTitle({ state }: DecisionOf<'mailbox'>): string {
  return state === 'silent' ? m.decide_mailbox_silent() : m.decide_mailbox_refused();
}

function outboxTitle({ state }: DecisionOf<'outbox'>): string {
  return state === 'delayed' ? m.decide_outbox_delayed() : m.decide_outbox_refused();
}

function holeWords({ hole }: DecisionOf<'hole'>, { cycle }: TextFacts): DecisionWords {
  const { lacks, present, minimum, candidates } = hole;
  const shift = { shift: shiftIdText(hole.shiftId, cycle) };
  const titles = {
    people: () => m.roster_hole_people({ ...shift, present, minimum, count: minimum }),
    lead: () => m.roster_hole_lead(shift),
    clearance: () => m.roster_hole_clearance(shift),
  };
  return { title: titles[lacks](), detail: m.roster_candidates({ count: candidates.length }) };
}

function first({ ticket }: DecisionOf<'overdue'>, { now }: TextFacts): string {
  const { priority, number, dueAt } = ticket;
  return m.decide_first({ priority, number, age: ageText(now - (dueAt ?? now)) });
}
