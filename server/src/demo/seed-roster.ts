import type { Append } from '@vigie/db/event-log';
import type { Actor } from '@vigie/shared/access/actor';
import { dateAt, daysAfter, hourMs } from '@vigie/shared/roster/calendar';
import { decideEntry, decideOverride } from '@vigie/shared/roster/decide';
import { dutiesBetween } from '@vigie/shared/roster/duties';
import type { RosterDecision } from '@vigie/shared/roster/judgement';
import type { Departure, DepartureOf, OverrideEvent } from '@vigie/shared/roster/override';
import { planStreamId } from '@vigie/shared/roster/plan';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { Desk } from '../desk/desk.ts';

interface SeedRosterParts {
  readonly desk: Pick<Desk, 'perform' | 'system'>;
  readonly newId: () => string;
  readonly now: number;
  readonly book: RosterBook;
  /** The id of who signs in by this name. */
  readonly idOf: (login: string) => string | null;
}

/** Somebody's absence, so many days from today on, for so many days. */
type Planned = readonly [
  login: string,
  kind: DepartureOf<'absence'>['absence'],
  in_: number,
  days: number,
];

const absences: readonly Planned[] = [
  ['caron', 'CA', 4, 10],
  ['weber', 'training', 9, 2],
  ['girard', 'CM', 0, 3],
  ['costa', 'ARTT', 6, 3],
  ['keller', 'CA', 12, 14],
  ['gomez', 'recovery', 2, 2],
  ['imbert', 'ASA', 16, 2],
  ['olivier', 'CET', 8, 5],
];

/** A night has six at most: at five, one who leaves early makes the hole that the demonstration shows. */
const cover = { day: 9, night: 5 };
const day = 24 * hourMs;

/**
 * Gives the demonstration a roster with something to see: leave and sickness, a hole in the coming night,
 * a swap that the command has to approve and one that a person has to answer (RUN-1). Each deed has a key
 * of its own: done again, nothing is done twice (LOG-6).
 */
export async function seedRoster(parts: SeedRosterParts): Promise<void> {
  await setCover(parts);
  for (const departure of [...plannedAbsences(parts), ...holeTonight(parts)]) {
    await enter(parts, departure);
  }
  const toApprove = await swap(parts, 'diallo', 'evrard');
  if (toApprove) await agree(parts, toApprove, 'evrard');
  await swap(parts, 'morvan', 'mercier');
}

function setCover({ desk, now, book }: SeedRosterParts): Promise<void> {
  const from = dateAt(book.tz, now);
  const append: Append = {
    ...{ stream: 'roster-plan', id: planStreamId },
    events: [{ type: 'cover-changed', from, cover }],
  };
  return desk.system('change-roster-plan', 'demo-roster-cover', [], () => ({
    ...{ ok: true, appends: [append], writes: {}, answer: () => undefined },
  }));
}

function plannedAbsences({ idOf, book, now }: SeedRosterParts): Departure[] {
  const today = dateAt(book.tz, now);
  return absences.flatMap(([login, absence, in_, days]) => {
    const personId = idOf(login);
    const from = daysAfter(today, in_);
    if (personId === null) return [];
    return [{ kind: 'absence', personId, absence, from, to: daysAfter(from, days - 1) }];
  });
}

const nightPairs = [
  ['haddad', 'perrin'],
  ['mallet', 'quentin'],
] as const;

/** One of the coming night is ill, another has to leave four hours before its end: from then on too few are there. */
function holeTonight({ idOf, book, now }: SeedRosterParts): Departure[] {
  const nights = nightPairs.flatMap(([ill, leaving]) => {
    const [illId, leavingId] = [idOf(ill), idOf(leaving)];
    if (illId === null || leavingId === null) return [];
    const [night] = dutiesBetween(book, leavingId, now + 5 * hourMs, now + day);
    return night ? [{ illId, night }] : [];
  });
  const [first] = nights.toSorted((one, other) => one.night.startMs - other.night.startMs);
  if (!first) return [];
  const { shiftId, date, endMs, personId } = first.night;
  return [
    { kind: 'absence', personId: first.illId, absence: 'CM', from: date, to: date },
    { kind: 'early-leave', personId, shiftId, leavesMs: endMs - 4 * hourMs },
  ];
}

async function enter(parts: SeedRosterParts, departure: Departure, by?: string): Promise<string> {
  const { desk, newId } = parts;
  const id = newId();
  const key = `demo-roster-${departure.kind}-${departure.personId}`;
  const actor = by === undefined ? demonstration : agent(by);
  return desk.perform<string>({
    ...{ type: 'seed-roster', key, by: actor.id, origin: null },
    keys: [{ kind: 'roster', departures: [departure] }],
    decide: (loaded) => {
      const { book } = loaded.roster();
      const entry = { id, departure, noteId: null };
      return verdict(decideEntry(book, entry, null, { actor, at: parts.now }), id);
    },
  });
}

/** The first two shifts of theirs, some days ahead, that no rule forbids to exchange. */
async function swap(parts: SeedRosterParts, one: string, other: string): Promise<string | null> {
  const { idOf, book, now } = parts;
  const [personId, withId] = [idOf(one), idOf(other)];
  if (personId === null || withId === null) return null;
  const shiftsOf = (id: string) => dutiesBetween(book, id, now + 3 * day, now + 14 * day);
  const pairs = shiftsOf(personId).flatMap(({ shiftId }) =>
    shiftsOf(withId).map((theirs): Departure => ({
      ...{ kind: 'swap', personId, shiftId, withId, withShiftId: theirs.shiftId },
    })),
  );
  const actor = agent(personId);
  const possible = pairs.find((departure) => {
    const decision = decideEntry(book, { id: 'swap', departure, noteId: null }, null, {
      actor,
      at: now,
    });
    return decision.ok && decision.findings.every(({ severity }) => severity === 'warning');
  });
  return possible ? enter(parts, possible, personId) : null;
}

async function agree(parts: SeedRosterParts, overrideId: string, login: string): Promise<void> {
  const by = parts.idOf(login);
  if (by === null) return;
  await parts.desk.perform<string>({
    ...{ type: 'answer-swap', key: 'demo-roster-agreed', by, origin: null },
    keys: [{ kind: 'roster', overrideId }],
    decide: (loaded) => {
      const { book, override } = loaded.roster();
      const command = { type: 'answer-swap', agrees: true } as const;
      const now = { actor: agent(by), at: parts.now };
      return verdict(decideOverride(book, override, command, now), overrideId);
    },
  });
}

/** What cannot be entered is left out: a demonstration starts nevertheless. */
function verdict(decision: RosterDecision<OverrideEvent>, id: string) {
  if (!decision.ok) return { ok: false, refusal: decision.refusal, answer: id } as const;
  const append: Append = { stream: 'override', id, events: decision.events };
  return { ok: true, appends: [append], writes: {}, answer: () => id } as const;
}

/** The demonstration itself enters what a clerk would. */
const demonstration: Actor = {
  ...{ id: 'system', role: 'commissioner', teamId: null, clearances: [], standsIn: false },
};

function agent(id: string): Actor {
  return { id, role: 'agent', teamId: null, clearances: [], standsIn: false };
}
