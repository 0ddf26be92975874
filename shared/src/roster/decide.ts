import { commands } from '../access/actor.ts';
import { may, type Act } from '../access/may.ts';
import { isFact } from './absence.ts';
import { hourMs } from './calendar.ts';
import type { Entry, ExemptionIds, OverrideCommand } from './command.ts';
import { consequences, isPlanned } from './consequences.ts';
import { dutiesBesideAbsence } from './duties.ts';
import { evolveOverride } from './evolve.ts';
import {
  ruleVerdict,
  type EntryFault,
  type RosterCircumstances,
  type RosterDecision,
} from './judgement.ts';
import type {
  Departure,
  DepartureKind,
  GivenExemption,
  Override,
  OverrideEvent,
} from './override.ts';
import { dateOfShift, type RosterBook } from './roster-book.ts';
import { faultOf } from './validity.ts';

type Decision = RosterDecision<OverrideEvent>;

/** A lead notes who is sick or late up to so long before the shift begins. */
const noticeMs = 12 * hourMs;

/** The act that enters each kind of departure, for who may (ACCESS-1). */
const acts: Readonly<Record<DepartureKind, Act>> = {
  absence: 'enter-absence',
  replacement: 'order-replacement',
  recall: 'order-recall',
  extra: 'order-extra-shift',
  swap: 'ask-swap',
  late: 'note-late-arrival',
  'early-leave': 'note-early-leave',
  posting: 'post-person',
};

/** Judges a new entry (ROST-1, ROST-2): who may, whether it can be, and what the rules say of everybody concerned. */
export function decideEntry(
  book: RosterBook,
  entry: Entry,
  exemption: ExemptionIds | null,
  now: RosterCircumstances,
): Decision {
  const { departure } = entry;
  const thing = thingOf(book, departure, now.at);
  if (!may(now.actor, acts[departure.kind], thing)) return { ok: false, refusal: 'not-allowed' };
  const refusal = faultOf(book, departure, now.at);
  if (refusal) return { ok: false, refusal };
  const findings = consequences(book, [standing(entry, now)]);
  // A swap that is asked for has no effect yet: whoever approves it answers for the rules.
  const planned = departure.kind !== 'swap' && isPlanned(departure, now.at, book.tz);
  const verdict = ruleVerdict(findings, planned, exemption, now.actor);
  if (!verdict.ok) return verdict;
  return { ok: true, events: [entryEvent(entry, verdict.exemption)], findings };
}

/** Judges many entries at once, each on top of the former: all are entered, or none (ROST-1). */
export function decideEntries(
  book: RosterBook,
  entries: readonly Entry[],
  exemption: ExemptionIds | null,
  now: RosterCircumstances,
): RosterDecision<readonly [id: string, event: OverrideEvent]> {
  if (!may(now.actor, 'enter-absences')) return { ok: false, refusal: 'not-allowed' };
  const growing = book.with();
  const faults: EntryFault[] = [];
  entries.forEach((entry, index) => {
    const refusal = faultOf(growing, entry.departure, now.at);
    if (refusal) faults.push({ index, refusal });
    else growing.put(standing(entry, now));
  });
  const [first] = faults;
  if (first) return { ok: false, refusal: first.refusal, faults };
  const overrides = entries.map((entry) => standing(entry, now));
  const planned = overrides.filter(({ departure }) => isPlanned(departure, now.at, book.tz));
  const findings = consequences(book, overrides);
  const verdict = ruleVerdict(findings, planned.length > 0, exemption, now.actor);
  if (!verdict.ok) return verdict;
  const events = entries.map((each) => [each.id, entryEvent(each, verdict.exemption)] as const);
  return { ok: true, events, findings };
}

/** Judges what somebody wants of an override (ROST-2): a swap re-checks both when it is approved. */
export function decideOverride(
  book: RosterBook,
  override: Override | null,
  command: OverrideCommand,
  now: RosterCircumstances,
): Decision {
  if (!override) return { ok: false, refusal: 'not-found' };
  switch (command.type) {
    case 'answer-swap':
      return answer(override, command.agrees, now);
    case 'settle-swap':
      return settle(book, override, command, now);
    case 'cancel-override':
      return cancel(book, override, command, now);
  }
}

function answer(
  { departure, status }: Override,
  agrees: boolean,
  now: RosterCircumstances,
): Decision {
  if (!may(now.actor, 'answer-swap')) return { ok: false, refusal: 'not-allowed' };
  if (departure.kind !== 'swap') return { ok: false, refusal: 'wrong-state' };
  if (departure.withId !== now.actor.id) return { ok: false, refusal: 'not-allowed' };
  if (status !== 'asked') return { ok: false, refusal: 'wrong-state' };
  return { ok: true, events: [{ type: agrees ? 'swap-agreed' : 'swap-declined' }], findings: [] };
}

function settle(
  book: RosterBook,
  override: Override,
  command: Extract<OverrideCommand, { type: 'settle-swap' }>,
  now: RosterCircumstances,
): Decision {
  const { departure, status } = override;
  if (!may(now.actor, 'settle-swap')) return { ok: false, refusal: 'not-allowed' };
  if (departure.kind !== 'swap') return { ok: false, refusal: 'wrong-state' };
  if (!command.approves) {
    if (status !== 'asked' && status !== 'agreed') return { ok: false, refusal: 'wrong-state' };
    const event = { type: 'swap-refused', reasonId: command.reasonId } as const;
    return { ok: true, events: [event], findings: [] };
  }
  if (status !== 'agreed') return { ok: false, refusal: 'wrong-state' };
  const refusal = faultOf(book, departure, now.at);
  if (refusal) return { ok: false, refusal };
  const findings = consequences(book, [{ ...override, status: 'standing' }]);
  const verdict = ruleVerdict(findings, true, command.exemption, now.actor);
  if (!verdict.ok) return verdict;
  return {
    ok: true,
    events: [{ type: 'swap-approved', exemption: verdict.exemption }],
    findings,
  };
}

function cancel(
  book: RosterBook,
  override: Override,
  command: Extract<OverrideCommand, { type: 'cancel-override' }>,
  now: RosterCircumstances,
): Decision {
  if (!mayCancel(book, override, now)) return { ok: false, refusal: 'not-allowed' };
  if (override.status === 'cancelled' || override.status === 'declined') {
    return { ok: false, refusal: 'unchanged' };
  }
  const findings = consequences(book, [{ ...override, status: 'cancelled' }]);
  const planned = isPlanned(override.departure, now.at, book.tz);
  const verdict = ruleVerdict(findings, planned, command.exemption, now.actor);
  if (!verdict.ok) return verdict;
  const { exemption } = verdict;
  return {
    ok: true,
    events: [{ type: 'override-cancelled', reasonId: command.reasonId, exemption }],
    findings,
  };
}

/** Whoever asked for a swap takes it back until it is approved; then it is the command's (ACCESS-1). */
export function mayCancel(
  book: RosterBook,
  { departure, status }: Override,
  { actor, at }: RosterCircumstances,
): boolean {
  if (departure.kind !== 'swap') return may(actor, 'cancel-override', thingOf(book, departure, at));
  return commands(actor.role) || (departure.personId === actor.id && status !== 'standing');
}

/** What a departure is done to, for who may: a fact of the shift that runs, and of which team. */
function thingOf(book: RosterBook, departure: Departure, at: number) {
  const { personId } = departure;
  const date = factDate(book, departure, at);
  const person = book.person(personId);
  const teamId = person && date !== null ? (book.placeOn(person, date)?.teamId ?? null) : null;
  return { personId, teamId, fact: date !== null };
}

/** The date of the running shift of which a departure notes a fact; null for whatever is planned. */
function factDate(book: RosterBook, departure: Departure, at: number): string | null {
  const date = dateOfFact(departure);
  if (date === null) return null;
  const runs = dutiesBesideAbsence(book, departure.personId, date).some(
    ({ startMs, endMs }) => startMs - noticeMs <= at && at < endMs,
  );
  return runs ? date : null;
}

function dateOfFact(departure: Departure): string | null {
  if (departure.kind === 'late' || departure.kind === 'early-leave') {
    return dateOfShift(departure.shiftId);
  }
  if (departure.kind !== 'absence' || !isFact(departure.absence)) return null;
  return departure.from === departure.to ? departure.from : null;
}

/** The entry as it would stand. */
function standing(entry: Entry, { actor, at }: RosterCircumstances): Override {
  const recorded = {
    ...{ seq: 0, at, by: actor.id, streamId: entry.id },
    event: entryEvent(entry, null),
  };
  return { ...evolveOverride(null, recorded), status: 'standing' };
}

function entryEvent(
  { departure, noteId }: Pick<Entry, 'departure' | 'noteId'>,
  exemption: GivenExemption | null,
): OverrideEvent {
  switch (departure.kind) {
    case 'absence':
      return { type: 'absence-entered', departure, noteId, exemption };
    case 'replacement':
      return { type: 'replacement-ordered', departure, noteId, exemption };
    case 'recall':
      return { type: 'recall-ordered', departure, noteId, exemption };
    case 'extra':
      return { type: 'extra-shift-ordered', departure, noteId, exemption };
    case 'swap':
      return { type: 'swap-asked', departure, noteId, exemption };
    case 'late':
      return { type: 'late-arrival-noted', departure, noteId, exemption };
    case 'early-leave':
      return { type: 'early-leave-noted', departure, noteId, exemption };
    case 'posting':
      return { type: 'person-posted', departure, noteId, exemption };
  }
}
