import type { SheetField } from '@vigie/shared/handover/parts';
import type { AnswerSheetChange } from '@vigie/shared/settings/answer-sheets';
import type { Cycle } from '@vigie/shared/roster/cycle';
import type {
  Fact,
  HandoverMark,
  Sheet,
  SheetChange,
  SheetItem,
} from '@vigie/shared/wire/handover';
import type { View } from '@vigie/shared/wire/view';
import { ageText } from '#lib/format/age.ts';
import { hourText, momentText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { nameById } from '#lib/people/person-name.ts';
import { shiftIdText } from '#lib/roster/roster-texts.ts';
import { teamText } from '#lib/staff/team-text.ts';
import { categoryText } from '#lib/triage/category-text.ts';

type People = View['people'];

/** « Brigade A · jour → Brigade A · nuit ». */
export function passageText({ outgoing, incoming }: HandoverMark, cycle: Cycle): string {
  return `${teamText(cycle, outgoing.teamId)} → ${teamText(cycle, incoming.teamId)}`;
}

/** One relief in a list: the shift that leaves, by team and date. */
export function reliefText({ outgoing }: HandoverMark, cycle: Cycle): string {
  return shiftIdText(outgoing.id, cycle);
}

const states: Record<HandoverMark['state'], () => string> = {
  draft: m.handover_state_draft,
  proposed: m.handover_state_proposed,
  sealed: m.handover_state_sealed,
  lapsed: m.handover_state_lapsed,
};

export function stateText({ state }: Pick<HandoverMark, 'state'>): string {
  return states[state]();
}

const fields: Record<SheetField, () => string> = {
  situation: m.handover_field_situation,
  background: m.handover_field_background,
  assessment: m.handover_field_assessment,
  request: m.handover_field_request,
  'next-step': m.handover_field_next_step,
  deadline: m.handover_field_deadline,
  'if-then': m.handover_field_if_then,
  text: m.handover_field_text,
  whom: m.handover_field_whom,
  synthesis: m.handover_field_synthesis,
  questions: m.handover_field_questions,
};

export function fieldText(field: SheetField): string {
  return fields[field]();
}

const parts: Record<number, () => string> = {
  1: m.handover_part_1,
  2: m.handover_part_2,
  3: m.handover_part_3,
  4: m.handover_part_4,
  5: m.handover_part_5,
  6: m.handover_part_6,
  7: m.handover_part_7,
  8: m.handover_part_8,
  9: m.handover_part_9,
  10: m.handover_part_10,
};

/** The title of a part, by its number in the list of ten. */
export function partText(n: number): string {
  return parts[n]?.() ?? String(n);
}

/** The line that names an item. */
export function itemTitle(item: SheetItem, people: People): string {
  if (item.ticket) return item.ticket.subject || m.handover_no_subject();
  if (item.fact) return factText(item.fact, people);
  return item.fields.text?.text.trim() || m.handover_note_empty();
}

/** The small line under it: who holds it, what comes next, until when. */
export function itemDetail(item: SheetItem, people: People, now: number): string {
  const words = (field: SheetField) => item.fields[field]?.text.trim() ?? '';
  const deadline = words('deadline');
  return [
    ...(item.ticket ? ticketDetail(item.ticket, people, now) : []),
    ...(item.added ? [nameById(people, item.added.by), words('whom')] : []),
    words('next-step') || words('situation'),
    deadline && m.handover_before({ deadline }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function ticketDetail(ticket: NonNullable<SheetItem['ticket']>, people: People, now: number) {
  return [
    ticket.number,
    ticket.holder ? nameById(people, ticket.holder) : m.handover_in_queue(),
    ticket.overdue ? m.handover_overdue() : '',
    ticket.waitingSince === null ? '' : ageText(now - ticket.waitingSince),
    ticket.hasDraft ? m.handover_draft_follows() : '',
    ticket.leaving ? m.handover_leaving() : '',
  ];
}

const sheetChanges: Record<AnswerSheetChange['what'], () => string> = {
  added: m.handover_sheet_added,
  changed: m.handover_sheet_changed,
  withdrawn: m.handover_sheet_withdrawn,
  reviewed: m.handover_sheet_reviewed,
};

/** What the machine found, in words. */
function factText(fact: Fact, people: People): string {
  switch (fact.name) {
    case 'staff': {
      const present = fact.present.length;
      const count = { present, absent: fact.absent.length };
      return fact.side === 'outgoing'
        ? m.handover_fact_staff_outgoing(count)
        : m.handover_fact_staff_incoming(count);
    }
    case 'backlog': {
      const { open, toTake, overdue, atRisk } = fact;
      return m.handover_fact_backlog({ open, toTake, overdue, atRisk });
    }
    case 'nobody-cleared':
      return m.handover_fact_nobody_cleared({
        names: fact.onCall.map((id) => nameById(people, id)).join(', '),
      });
    case 'instruction':
      return m.handover_fact_instruction({ text: fact.text, who: nameById(people, fact.by) });
    case 'answer-sheet':
      return m.handover_fact_answer_sheet({
        sheet: categoryText(fact.category),
        what: sheetChanges[fact.what](),
        who: nameById(people, fact.by),
        at: hourText(fact.at),
      });
    case 'burst': {
      const usual = Math.round(fact.usual);
      const { received, hourStart } = fact;
      return m.handover_fact_burst({ hour: hourText(hourStart), received, usual });
    }
    case 'repeat-sender':
      return m.handover_fact_repeat({ sender: fact.sender, tickets: fact.tickets.length });
    case 'mailbox':
      return m.handover_fact_mailbox();
    case 'outbox':
      return m.handover_fact_outbox();
    case 'reply': {
      const { number } = fact;
      return fact.state === 'failed'
        ? m.handover_fact_reply_failed({ number })
        : m.handover_fact_reply_uncertain({ number });
    }
    case 'quarantine':
      return m.handover_fact_quarantine({ tickets: fact.tickets });
    case 'restricted':
      return m.handover_fact_restricted({ tickets: fact.tickets });
  }
}

/** Names behind a fact about staff: who is there, who is not. */
export function factNames(fact: Fact | null, people: People): string {
  if (fact?.name !== 'staff') return '';
  const names = (ids: readonly string[]) => ids.map((id) => nameById(people, id)).join(', ');
  const absent = fact.absent.length ? m.handover_absent({ names: names(fact.absent) }) : '';
  return [names(fact.present), absent].filter(Boolean).join(' — ');
}

/** What becomes of a lock, as its tag says it. */
export function passText(
  { pass, ticket }: Pick<SheetItem, 'pass' | 'ticket'>,
  people: People,
  now: number,
): string {
  if (pass?.kind === 'person') return `→ ${nameById(people, pass.personId)}`;
  if (pass?.kind === 'queue') return m.handover_pass_queue();
  if (pass?.kind === 'stays') {
    const until = momentText(pass.until, now);
    return m.handover_pass_stays({ who: nameById(people, ticket?.holder ?? ''), until });
  }
  return m.handover_pass_undecided();
}

const changes: Record<SheetChange['what'], (count: { tickets: number }) => string> = {
  arrived: m.handover_change_arrived,
  answered: m.handover_change_answered,
  closed: m.handover_change_closed,
  merged: m.handover_change_merged,
  raised: m.handover_change_raised,
  claimed: m.handover_change_claimed,
  released: m.handover_change_released,
};

/** « 18:41 · 2 dossiers répondus ». */
export function changeText({ at, what, priority, tickets }: SheetChange): string {
  const text = changes[what]({ tickets });
  return `${hourText(at)} · ${text}${priority ? ` · ${priority}` : ''}`;
}

const causes: Record<Sheet['orphans'][number]['cause'], () => string> = {
  undecided: m.handover_orphan_undecided,
  'not-rostered': m.handover_orphan_not_rostered,
  'not-cleared': m.handover_orphan_not_cleared,
  'end-passed': m.handover_orphan_end_passed,
};

/** Why a held ticket would be nobody's. */
export function orphanText({ number, cause }: Sheet['orphans'][number]): string {
  return `${number || m.handover_veiled()} · ${causes[cause]()}`;
}
