import { z } from 'zod';
import { clearances, roles } from '../people/person.ts';
import { cycleSchema } from '../roster/cycle.ts';
import { priorities } from '../triage/priority.ts';
import { codeSchema } from './second-factor.ts';

/** What the sign-in form sends. */
export const credentialsSchema = z.object({
  login: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(1_000),
  /** Asked for by `code-needed`: of the app, or a recovery code (ACCESS-2). */
  code: codeSchema.optional(),
});

/** A new password: long enough to withstand guessing, as the CNIL asks where nothing else protects. */
export const passwordChangeSchema = z.object({
  current: z.string().min(1).max(1_000),
  next: z.string().min(12).max(1_000),
});

/** Who is signed in here, and what a screen must know before its first snapshot. */
export const sessionSchema = z.object({
  you: z.object({
    id: z.string(),
    login: z.string(),
    rank: z.string(),
    name: z.string(),
    alias: z.string(),
    role: z.enum(roles),
    teamId: z.string().nullable(),
    clearances: z.array(z.enum(clearances)),
    standsIn: z.boolean(),
    mustChoosePassword: z.boolean(),
    /** Nothing is open before a second factor stands (ACCESS-2). */
    mustEnrol: z.boolean(),
  }),
  mode: z.enum(['demo', 'production']),
  /** Address that citizens write to. */
  contact: z.string(),
  cycle: cycleSchema,
  settings: z.object({
    leaseMs: z.int(),
    staleAfterMs: z.int(),
    claimLimit: z.int(),
    withdrawMs: z.int(),
    /** Shares answered within target that the unit aims at now, in percent (MET-1). */
    aims: z.record(z.enum(priorities), z.number()),
  }),
  serverTime: z.int(),
});
export type Session = z.infer<typeof sessionSchema>;

/** One line of the staff page. */
export const staffMemberSchema = z.object({
  id: z.string(),
  login: z.string(),
  rank: z.string(),
  name: z.string(),
  alias: z.string(),
  role: z.enum(roles),
  teamId: z.string().nullable(),
  clearances: z.array(z.enum(clearances)),
  active: z.boolean(),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;
