import { may } from '../access/may.ts';
import { dateAt, daysAfter, datesBetween } from './calendar.ts';
import type { PlanChange } from './command.ts';
import type { Finding } from './finding.ts';
import { ruleVerdict, type RosterCircumstances, type RosterDecision } from './judgement.ts';
import { since, type PlanEvent, type RosterPlan } from './plan.ts';
import { RosterBook } from './roster-book.ts';
import { coverOn, newFindings, personFindings } from './rules/judge.ts';

/** A new frame is judged over so many days: two rounds of the default cycle. */
const judgedDays = 28;

/** Judges a change of cycle, office hours, cover or holidays (ROST-1, ROST-2): never of a day that is over. */
export function decidePlan(
  book: RosterBook,
  change: PlanChange,
  now: RosterCircumstances,
): RosterDecision<PlanEvent> {
  if (!may(now.actor, 'change-roster-plan')) return { ok: false, refusal: 'not-allowed' };
  if (change.from < dateAt(book.tz, now.at)) return { ok: false, refusal: 'in-the-past' };
  const after = new RosterBook(changedPlan(book.plan, change), [], [], book);
  const findings = change.cycle ? ofNewCycle(book, after, change.from) : [];
  const verdict = ruleVerdict(findings, true, change.exemption, now.actor);
  if (!verdict.ok) return verdict;
  const events = eventsOf(change, verdict.exemption);
  if (events.length === 0) return { ok: false, refusal: 'unchanged' };
  return { ok: true, events, findings };
}

/** One of each team is judged: the cycle is the same for all of it. */
function ofNewCycle(before: RosterBook, after: RosterBook, from: string): Finding[] {
  const to = daysAfter(from, judgedDays);
  const judged = (book: RosterBook) => [
    ...oneOfEachTeam(after, from).flatMap((id) => personFindings(book, id, from, to)),
    ...datesBetween(from, to).flatMap((date) => coverOn(book, date)),
  ];
  return newFindings(judged(before), judged(after));
}

function oneOfEachTeam(book: RosterBook, date: string): string[] {
  const ofTeam = new Map<string, string>();
  for (const person of book.people()) {
    const teamId = book.placeOn(person, date)?.teamId;
    if (teamId != null && !ofTeam.has(teamId)) ofTeam.set(teamId, person.id);
  }
  return [...ofTeam.values()];
}

function changedPlan(
  plan: RosterPlan,
  { from, cycle, office, cover, holidays }: PlanChange,
): RosterPlan {
  return {
    ...plan,
    cycles: cycle ? since(plan.cycles, from, cycle) : plan.cycles,
    office: office ? since(plan.office, from, office) : plan.office,
    cover: cover ? since(plan.cover, from, cover) : plan.cover,
    holidays: holidays ?? plan.holidays,
  };
}

function eventsOf(
  { from, cycle, office, cover, holidays }: PlanChange,
  exemption: Extract<PlanEvent, { type: 'cycle-changed' }>['exemption'],
): PlanEvent[] {
  return [
    ...(cycle ? [{ type: 'cycle-changed', from, cycle, exemption } as const] : []),
    ...(office ? [{ type: 'office-hours-changed', from, office } as const] : []),
    ...(cover ? [{ type: 'cover-changed', from, cover } as const] : []),
    ...(holidays ? [{ type: 'holidays-changed', region: holidays } as const] : []),
  ];
}
