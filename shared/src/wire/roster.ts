import { z } from 'zod';
import { absenceKinds } from '../roster/absence.ts';
import { cycleSchema } from '../roster/cycle.ts';
import { findingSchema } from '../roster/finding.ts';
import { holidayNames } from '../roster/holidays.ts';
import { coverSchema, holidayRegions, officeHoursSchema } from '../roster/plan.ts';
import { refusals } from './answer.ts';
import { clearances, roles } from '../people/person.ts';

/*
 * What the routes of the roster answer. All of them want a session, but for the calendar feed.
 *
 *   GET  /api/roster?from=YYYY-MM-DD&days=28[&person=ID][&knownAt=MS]   rosterSchema
 *        `knownAt` shows it as it was known at that instant (ms); a viewer who may not see the kind of
 *        an absence gets `absence.kind: null` (colleagues see "absent").
 *   GET  /api/roster/holes[?from=…&days=28]          holesSchema        (see-roster-cover)
 *   GET  /api/roster/proposal[?from=…&days=28]       proposalSchema     (see-roster-cover)
 *   GET  /api/roster/rules[?from=…&days=28]          findingsSchema     (see-roster-cover)
 *   POST /api/roster/check  { command }                checkSchema        what a command would find, without doing it
 *   GET  /api/roster/accounts?from=…&to=…              accountsSchema     one's own; everybody's for command and clerks
 *   GET  /api/roster/export?from=…&days=…              text/csv (UTF-8 with BOM, semicolons)
 *   POST /api/roster/import?key=…[&preview=1]          importSchema       body: the CSV's bytes (text/csv), UTF-8 or Latin-1
 *        With `preview` nothing is entered: the answer is what would be.
 *   GET  /api/roster/calendar                          calendarSchema     one's own secret link
 *   GET  /calendrier/:personId/:secret.ics             text/calendar, without a session
 *
 * Commands go by the one route of all commands (POST /api/commands) or the socket.
 */

const id = z.string();
const date = z.string();
const ms = z.int();

/** Why somebody is on duty: their own cycle or office hours, or an override. */
const dutyBases = ['cycle', 'office', 'replacement', 'recall', 'swap', 'extra'] as const;

/** One person's stretch of duty. */
export const dutySchema = z.object({
  /** Shift and person, as in `JOUR-A:2026-11-24/petit`. */
  id,
  personId: id,
  /** `JOUR-A:2026-11-24`; `office:…` and `extra:…` for hours outside the teams. */
  shiftId: z.string(),
  /** The team whose shift it is, which may not be the person's own; null outside the teams. */
  teamId: z.string().nullable(),
  kind: z.enum(['day', 'night', 'office', 'extra']),
  date,
  startMs: ms,
  endMs: ms,
  basis: z.enum(dutyBases),
  /** The override that put them there. */
  overrideId: z.string().nullable(),
  /** Whom they stand in for. */
  replaces: z.string().nullable(),
  /** Noted late: here from then on; noted early: gone from then on. */
  arrivesMs: ms.nullable(),
  leavesMs: ms.nullable(),
});
export type DutyView = z.infer<typeof dutySchema>;

/** An absence on one date; `kind` is null to who may not know it. */
const absenceViewSchema = z.object({
  overrideId: id,
  kind: z.enum(absenceKinds).nullable(),
  from: date,
  to: date,
  /** False on a date on which the person would not have worked anyway. */
  missed: z.boolean(),
});

/** One date of one person; dates without anything are left out. */
export const cellSchema = z.object({
  date,
  duties: z.array(dutySchema),
  absence: absenceViewSchema.nullable(),
  /** A swap that waits, and concerns this date. */
  pending: z.array(id),
});
export type RosterCell = z.infer<typeof cellSchema>;

export const rosterRowSchema = z.object({
  id,
  rank: z.string(),
  name: z.string(),
  role: z.enum(roles),
  clearances: z.array(z.enum(clearances)),
  /** Their team on the first date asked for; null for office hours. */
  teamId: z.string().nullable(),
  cells: z.array(cellSchema),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;

/** How a shift is covered: one cell of the coverage rows. */
export const shiftCoverSchema = z.object({
  shiftId: z.string(),
  teamId: z.string(),
  kind: z.enum(['day', 'night']),
  date,
  startMs: ms,
  endMs: ms,
  /** Officers of the team, and how many are on duty at the weakest instant of the shift. */
  size: z.int(),
  present: z.int(),
  minimum: z.int(),
  leads: z.array(id),
  cleared: z.int(),
});
export type ShiftCover = z.infer<typeof shiftCoverSchema>;

/** An override as a person sees it; words they may not read are null. */
export const overrideViewSchema = z.object({
  id,
  kind: z.enum([
    'absence',
    'replacement',
    'recall',
    'extra',
    'swap',
    'late',
    'early-leave',
    'posting',
  ]),
  status: z.enum(['asked', 'agreed', 'standing', 'declined', 'cancelled']),
  personId: id,
  /** Of a swap: the other; of a replacement: whom it is for. */
  otherId: z.string().nullable(),
  shiftId: z.string().nullable(),
  withShiftId: z.string().nullable(),
  absence: z.enum(absenceKinds).nullable(),
  teamId: z.string().nullable(),
  from: date.nullable(),
  to: date.nullable(),
  startMs: ms.nullable(),
  endMs: ms.nullable(),
  by: id,
  at: ms,
  note: z.string().nullable(),
  exemption: z
    .object({
      reason: z.string().nullable(),
      compensation: z.string().nullable(),
      by: id,
      at: ms,
      findings: z.array(z.string()),
    })
    .nullable(),
  settled: z.object({ by: id, at: ms, reason: z.string().nullable() }).nullable(),
  /** What the viewer may do with it now. */
  may: z.array(z.enum(['answer-swap', 'settle-swap', 'cancel-override'])),
});
export type OverrideView = z.infer<typeof overrideViewSchema>;

const validFrom = <T extends z.ZodType>(value: T) => z.object({ from: date, value });

export const rosterSchema = z.object({
  seq: z.int(),
  /** The instant as of which it is shown; null for now. */
  knownAt: ms.nullable(),
  from: date,
  days: z.int(),
  today: date,
  tz: z.string(),
  dates: z.array(z.object({ date, holiday: z.enum(holidayNames).nullable() })),
  plan: z.object({
    cycles: z.array(validFrom(cycleSchema)),
    office: z.array(validFrom(officeHoursSchema)),
    cover: z.array(validFrom(coverSchema)),
    holidays: z.enum(holidayRegions),
  }),
  /** Rows in the order of the screen: teams as the cycle names them, lead first, then names. */
  rows: z.array(rosterRowSchema),
  cover: z.array(shiftCoverSchema),
  /** All that touches these dates, cancelled ones included, and every swap that waits. */
  overrides: z.array(overrideViewSchema),
});
export type RosterAnswer = z.infer<typeof rosterSchema>;

/** Somebody who could fill a hole, and why they stand where they stand in the list. */
export const candidateSchema = z.object({
  personId: id,
  /** Rest before and after the shift, in ms; null where nothing is near. */
  restBeforeMs: ms.nullable(),
  restAfterMs: ms.nullable(),
  /** Hours account, in ms: who has worked less is asked first. */
  balanceMs: ms,
  cleared: z.boolean(),
  lead: z.boolean(),
  /** What the rules would say: errors need an exemption. */
  findings: z.array(findingSchema),
  /** The reason for the place in the ranking, in French. */
  reason: z.string(),
  /** Sends them there: give it an exemption where `findings` holds an error. */
  command: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('order-replacement'),
      personId: id,
      replaces: id,
      shiftId: z.string(),
    }),
    z.object({ type: z.literal('order-recall'), personId: id, shiftId: z.string() }),
  ]),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** Missing cover (ROST-3): a number, a lead, or somebody cleared. */
export const holeSchema = z.object({
  id,
  shiftId: z.string(),
  teamId: z.string(),
  date,
  lacks: z.enum(['people', 'lead', 'clearance']),
  /** The stretch in which it lacks. */
  startMs: ms,
  endMs: ms,
  present: z.int(),
  minimum: z.int(),
  /** Who is absent from this shift and not replaced yet. */
  absent: z.array(id),
  candidates: z.array(candidateSchema),
});
export type Hole = z.infer<typeof holeSchema>;
export const holesSchema = z.object({ seq: z.int(), holes: z.array(holeSchema) });

/** A month of holes filled by the same ranking, each choice with its reason (ROST-3). */
export const proposalSchema = z.object({
  seq: z.int(),
  choices: z.array(
    z.object({ holeId: id, shiftId: z.string(), startMs: ms, candidate: candidateSchema }),
  ),
  /** Holes for which nobody could be found. */
  unfilled: z.array(id),
});
export type Proposal = z.infer<typeof proposalSchema>;

export const findingsSchema = z.object({ seq: z.int(), findings: z.array(findingSchema) });

/** What a command would meet: `refusal` null where it would go through as it is. */
export const checkSchema = z.object({
  refusal: z.string().nullable(),
  message: z.string().nullable(),
  findings: z.array(findingSchema),
  /** Of many entries at once: which are refused, by what fact. */
  faults: z.array(z.object({ index: z.int(), refusal: z.enum(refusals), message: z.string() })),
});
export type RosterCheck = z.infer<typeof checkSchema>;

/** Hours of a person over a period, in ms (ROST-2). */
export const accountSchema = z.object({
  personId: id,
  /** What the cycle asks for. */
  dueMs: ms,
  workedMs: ms,
  /** Absences that count as if worked. */
  creditedMs: ms,
  /** Between 22:00 and 05:00. */
  nightMs: ms,
  /** Replacements, recalls and extra hours. */
  overtimeMs: ms,
  /** Worked and credited, less what was due. */
  balanceMs: ms,
});
export type HoursAccount = z.infer<typeof accountSchema>;
export const accountsSchema = z.object({ accounts: z.array(accountSchema) });

/** One absence of a file, with the line it was read from (the first line is 1). */
const importedAbsenceSchema = z.object({
  line: z.int(),
  personId: id,
  absence: z.enum(absenceKinds),
  from: date,
  to: date,
  note: z.string().nullable(),
});

/** What can be wrong with a line of the file itself; `words` are those of the line that it is about. */
export const importFaults = [
  'no-text',
  'no-lines',
  'too-many-lines',
  'bad-quotes',
  'unknown-person',
  'namesakes',
  'unknown-kind',
  'bad-date',
  'dates-crossed',
] as const;
export type ImportFault = (typeof importFaults)[number];

/** A wrong line: why, for screens, and the same as a French sentence, for other programs. */
const importErrorSchema = z.object({
  line: z.int(),
  why: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('line'), fault: z.enum(importFaults), words: z.array(z.string()) }),
    z.object({ kind: z.literal('refusal'), refusal: z.enum(refusals) }),
    z.object({ kind: z.literal('rule'), finding: findingSchema }),
  ]),
  message: z.string(),
});
export type ImportError = z.infer<typeof importErrorSchema>;

/** All lines or none: where one is wrong, each that is wrong is named. Of a preview `imported` is 0. */
export const importSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    imported: z.int(),
    seq: z.int(),
    absences: z.array(importedAbsenceSchema),
  }),
  z.object({
    ok: z.literal(false),
    errors: z.array(importErrorSchema),
    /** Where only rules stand against it: what an exemption lets through by `enter-absences`. */
    barred: z
      .object({ absences: z.array(importedAbsenceSchema), findings: z.array(findingSchema) })
      .nullable(),
  }),
]);
export type ImportAnswer = z.infer<typeof importSchema>;

/** The path of one's own feed; null where none is open. */
export const calendarSchema = z.object({ path: z.string().nullable() });
