import { z } from 'zod';
import { absenceKinds } from '../roster/absence.ts';
import { isDate } from '../roster/calendar.ts';
import { newCycleSchema } from '../roster/cycle.ts';
import { coverSchema, holidayRegions, officeHoursSchema } from '../roster/plan.ts';
import { dateOfShift } from '../roster/roster-book.ts';

const id = z.string().min(1).max(64);
/** A date as in 2026-11-24: the one on which a shift starts. */
const date = z.iso.date();
/** Team and date of a shift, as in `JOUR-A:2026-11-24`. */
const shiftId = z
  .string()
  .max(64)
  .regex(/^[^:]+:\d{4}-\d\d-\d\d$/)
  .refine((id) => isDate(dateOfShift(id)), { error: 'date de vacation inconnue' });
const ms = z.int();
const words = z.string().trim().min(1).max(4_000);
const note = words.nullable().default(null);

/** A supervisor takes an error upon themselves: why, and what the person gets for it (ROST-2). */
export const exemptionSchema = z.object({ reason: words, compensation: words });
export type ExemptionWords = z.infer<typeof exemptionSchema>;
const exemption = exemptionSchema.nullable().default(null);

const absence = z.object({
  personId: id,
  absence: z.enum(absenceKinds),
  /** First and last date, both included. */
  from: date,
  to: date,
  note,
});
const onShift = z.object({ personId: id, shiftId, note });

/** Every command about the roster (ROST-1 to 3). What the rules refuse, an exemption lets through. */
export const rosterCommands = [
  absence.extend({ type: z.literal('enter-absence'), exemption }),
  /** All of them or none: a year's absences. */
  z.object({
    type: z.literal('enter-absences'),
    absences: z.array(absence).min(1).max(5_000),
    exemption,
  }),
  onShift.extend({ type: z.literal('order-replacement'), replaces: id, exemption }),
  onShift.extend({ type: z.literal('order-recall'), exemption }),
  z.object({
    type: z.literal('order-extra-shift'),
    personId: id,
    /** The team whose cover these hours count for; null where they stand alone. */
    teamId: z.string().max(40).nullable(),
    startMs: ms,
    endMs: ms,
    note,
    exemption,
  }),
  onShift.extend({ type: z.literal('note-late-arrival'), arrivesMs: ms }),
  onShift.extend({ type: z.literal('note-early-leave'), leavesMs: ms }),
  /** Its author gives `shiftId` away and takes `withShiftId` of the other. */
  z.object({ type: z.literal('ask-swap'), shiftId, withId: id, withShiftId: shiftId, note }),
  /** The other agrees or declines. */
  z.object({ type: z.literal('answer-swap'), overrideId: id, agrees: z.boolean() }),
  /** The command approves or refuses. */
  z.object({
    type: z.literal('settle-swap'),
    overrideId: id,
    approves: z.boolean(),
    reason: note,
    exemption,
  }),
  z.object({ type: z.literal('cancel-override'), overrideId: id, reason: note, exemption }),
  z.object({
    type: z.literal('post-person'),
    personId: id,
    teamId: z.string().max(40).nullable(),
    from: date,
    to: date.nullable(),
    note,
    exemption,
  }),
  /** Each part holds from the date on; null leaves it as it is. Holidays hold at once. */
  z.object({
    type: z.literal('change-roster-plan'),
    from: date,
    cycle: newCycleSchema.nullable().default(null),
    office: officeHoursSchema.nullable().default(null),
    cover: coverSchema.nullable().default(null),
    holidays: z.enum(holidayRegions).nullable().default(null),
    exemption,
  }),
  /** A secret link to one's own calendar; a new one makes the former worthless. */
  z.object({ type: z.literal('open-calendar') }),
  z.object({ type: z.literal('revoke-calendar'), personId: id }),
] as const;
