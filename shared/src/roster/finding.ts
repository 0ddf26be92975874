import { z } from 'zod';

/** The rules of the roster (ROST-2); sources stand beside each judge. */
export const rosterRules = [
  'double-shift',
  'daily-rest',
  'weekly-rest',
  'weekly-average',
  'night-average',
  'cover',
  'no-lead',
  'not-cleared',
  'under-strength',
  'clock-change',
] as const;
export type RosterRule = (typeof rosterRules)[number];

/** What a rule found: an error blocks what is planned, a warning is listed (ROST-2). */
export const findingSchema = z.object({
  /** Names the finding, the same before and after a change: `rule:person or shift:instant`. */
  key: z.string(),
  rule: z.enum(rosterRules),
  severity: z.enum(['error', 'warning']),
  /** Whom it concerns; null for a finding about a shift. */
  personId: z.string().nullable(),
  /** The shift it concerns, or before which the rest is short; null for averages. */
  shiftId: z.string().nullable(),
  /** The exact stretch: a rest, a hole, a period of reference. */
  fromMs: z.int(),
  toMs: z.int(),
  /** What was measured and what is asked for: ms of rest or of work, or a number of people. */
  measured: z.number(),
  limit: z.number(),
  unit: z.enum(['ms', 'people']),
  /** The reason in French, with the exact times. */
  message: z.string(),
  /** The override that records an exemption for it; null where there is none. */
  exemptedBy: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;
