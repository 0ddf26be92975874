import type { AbsenceKind } from '@vigie/shared/roster/absence';
import type { Command } from '@vigie/shared/wire/command';
import type { RosterAnswer, RosterRow } from '@vigie/shared/wire/roster';
import { addDays } from './period.ts';

/** What can be entered on the roster from the grid. */
export const entryKinds = [
  'absence',
  'replacement',
  'recall',
  'extra',
  'late',
  'early-leave',
  'swap',
  'posting',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** An entry as it stands in the form: texts as typed, nothing chosen is ''. */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly personId: string;
  readonly from: string;
  readonly to: string;
  readonly absence: AbsenceKind;
  /** Of a replacement: who is absent; of a swap: the other. */
  readonly otherId: string;
  /** The shift given, taken or noted. */
  readonly shiftId: string;
  /** Of a swap: what the other gives. */
  readonly withShiftId: string;
  /** Of extra hours: whose cover they count for; of a posting: the new team, '' for office hours. */
  readonly teamId: string;
  /** On the wall clock, as in 07:30. */
  readonly startTime: string;
  readonly endTime: string;
  readonly note: string;
  readonly reason: string;
  readonly compensation: string;
}

/** An empty form for somebody and these dates. */
export function emptyDraft(kind: EntryKind, personId: string, from: string, to = from): EntryDraft {
  return {
    kind,
    personId,
    from,
    to,
    absence: 'CA',
    otherId: '',
    shiftId: '',
    withShiftId: '',
    teamId: '',
    startTime: '',
    endTime: '',
    note: '',
    reason: '',
    compensation: '',
  };
}

/** A blank that is not filled, or filled in a way that makes no sense. */
export type EntryFault =
  'person' | 'dates' | 'dates-crossed' | 'shift' | 'other' | 'with-shift' | 'times' | 'exemption';

/** What a form needs to know of the roster to become a command. */
export interface EntryFacts {
  readonly tz: string;
  /** When the chosen shift begins; null while none is chosen. */
  readonly shiftStartMs: number | null;
}

/** The command of a form that is filled, or the first thing that it lacks. */
export function commandOf(draft: EntryDraft, facts: EntryFacts): Command | EntryFault {
  const { personId, shiftId, otherId } = draft;
  const note = draft.note.trim() || null;
  if (!personId) return 'person';
  const exemption = exemptionOf(draft);
  if (exemption === 'exemption') return exemption;
  switch (draft.kind) {
    case 'absence':
      return absenceOf(draft, { note, exemption });
    case 'replacement':
      if (!shiftId) return 'shift';
      if (!otherId) return 'other';
      return { type: 'order-replacement', personId, replaces: otherId, shiftId, note, exemption };
    case 'recall':
      if (!shiftId) return 'shift';
      return { type: 'order-recall', personId, shiftId, note, exemption };
    case 'extra':
      return extraOf(draft, facts.tz, { note, exemption });
    case 'late':
    case 'early-leave':
      return notedOf(draft, facts, note);
    case 'posting':
      return postingOf(draft, { note, exemption });
    case 'swap': {
      if (!shiftId) return 'shift';
      if (!otherId) return 'other';
      if (!draft.withShiftId) return 'with-shift';
      return { type: 'ask-swap', shiftId, withId: otherId, withShiftId: draft.withShiftId, note };
    }
  }
}

interface Words {
  readonly note: string | null;
  readonly exemption: { reason: string; compensation: string } | null;
}

/** Both words of an exemption or neither: one alone is an oversight. */
function exemptionOf({ reason, compensation }: EntryDraft): Words['exemption'] | 'exemption' {
  const words = { reason: reason.trim(), compensation: compensation.trim() };
  if (!words.reason && !words.compensation) return null;
  return words.reason && words.compensation ? words : 'exemption';
}

function absenceOf(
  { personId, absence, from, to }: EntryDraft,
  words: Words,
): Command | EntryFault {
  if (!from || !to) return 'dates';
  if (to < from) return 'dates-crossed';
  return { type: 'enter-absence', personId, absence, from, to, ...words };
}

/** Without a last day it holds from then on. */
function postingOf({ personId, teamId, from, to }: EntryDraft, words: Words): Command | EntryFault {
  if (!from) return 'dates';
  if (to && to < from) return 'dates-crossed';
  return { type: 'post-person', personId, teamId: teamId || null, from, to: to || null, ...words };
}

function extraOf(draft: EntryDraft, tz: string, words: Words): Command | EntryFault {
  const { personId, from, startTime, endTime, teamId } = draft;
  if (!from) return 'dates';
  if (!startTime || !endTime || startTime === endTime) return 'times';
  const endDate = endTime < startTime ? addDays(from, 1) : from;
  const [startMs, endMs] = [instantOf(from, startTime, tz), instantOf(endDate, endTime, tz)];
  return { type: 'order-extra-shift', personId, teamId: teamId || null, startMs, endMs, ...words };
}

/** A time before the shift begins is the morning after: a night goes over midnight. */
function notedOf(draft: EntryDraft, facts: EntryFacts, note: string | null): Command | EntryFault {
  const { personId, shiftId, kind, startTime: time } = draft;
  if (!shiftId || facts.shiftStartMs === null) return 'shift';
  if (!time) return 'times';
  const date = shiftId.slice(shiftId.lastIndexOf(':') + 1);
  const sameDay = instantOf(date, time, facts.tz);
  const at = sameDay < facts.shiftStartMs ? instantOf(addDays(date, 1), time, facts.tz) : sameDay;
  return kind === 'late'
    ? { type: 'note-late-arrival', personId, shiftId, arrivesMs: at, note }
    : { type: 'note-early-leave', personId, shiftId, leavesMs: at, note };
}

function instantOf(date: string, time: string, tz: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(tz).epochMilliseconds;
}

/** A shift as a form offers it. */
export interface ShiftChoice {
  readonly shiftId: string;
  readonly date: string;
  readonly kind: 'day' | 'night';
  readonly startMs: number;
  readonly endMs: number;
}

/** Team shifts of a person that begin after an instant, in order: what may be given away. */
export function shiftsOf(row: RosterRow | undefined, afterMs: number): ShiftChoice[] {
  return (row?.cells ?? []).flatMap(({ duties }) =>
    duties.flatMap(({ shiftId, date, kind, startMs, endMs, teamId }) =>
      teamId !== null && (kind === 'day' || kind === 'night') && startMs > afterMs
        ? [{ shiftId, date, kind, startMs, endMs }]
        : [],
    ),
  );
}

/** Team shifts of a date, for whoever is to be sent to one. */
export function shiftsOn({ cover }: RosterAnswer, date: string): ShiftChoice[] {
  return cover
    .filter((shift) => shift.date === date)
    .map(({ shiftId, kind, startMs, endMs }) => ({ shiftId, date, kind, startMs, endMs }));
}
