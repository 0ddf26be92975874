import { z } from 'zod';
import { anchorFault } from './anchor-fault.ts';
import { isDate } from './calendar.ts';
import { cycleFaults } from './cycle-faults.ts';

const startTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const endTime = /^([01]\d|2[0-3]):[0-5]\d(\+1)?$/;

const patternSchema = z
  .array(z.literal([0, 1], { error: 'un motif n’a que des 0 et des 1' }))
  .min(1, { error: 'un motif compte au moins un jour' });

const teamSchema = z.object({
  /** Shifts are named by it and their date, as in `JOUR-A:2026-11-24`. */
  id: z
    .string()
    .min(1, { error: 'une brigade a un nom' })
    .max(40, { error: 'un nom de brigade compte 40 signes au plus' })
    .regex(/^[^:]*$/, { error: 'un nom de brigade n’a pas de deux-points' }),
  /** Officers on the team's roster. */
  size: z.int().min(1, { error: 'une brigade compte au moins un agent' }),
  /** Which of the patterns says on what days of the cycle the team works. */
  pattern: z.string(),
  /** Wall-clock time at which the shift starts. */
  from: z.string().regex(startTime, { error: 'heure attendue sous la forme 06:00' }),
  /** Wall-clock time at which it ends; `+1` on the following date, which makes it a night shift. */
  to: z.string().regex(endTime, { error: 'heure attendue sous la forme 18:08 ou 06:08+1' }),
});

/** The cycle of a unit, as its settings give it (ROST-1): what makes no sense is refused by name. */
export const cycleSchema = z
  .object({
    tz: z.string().refine(isTimeZone, { error: 'fuseau horaire inconnu' }),
    /** A date (ISO) that is day 0 of the cycle; the cycle runs backwards from it as well. */
    anchor: z.string().refine(isDate, { error: 'date attendue sous la forme 2026-01-05' }),
    cycleDays: z.int().min(1, { error: 'un cycle compte au moins un jour' }),
    patterns: z.record(z.string(), patternSchema),
    teams: z.array(teamSchema).min(1, { error: 'un cycle compte au moins une brigade' }),
  })
  .check(({ value, issues }) => {
    // A cycle whose parts are wrong already is not judged as a whole: one clear error, not ten.
    if (issues.length > 0) return;
    for (const fault of cycleFaults(value)) issues.push({ code: 'custom', input: value, ...fault });
  });
export type Cycle = z.infer<typeof cycleSchema>;

/** A cycle as somebody enters it: its first instant must be one instant. */
export const newCycleSchema = cycleSchema.check(({ value, issues }) => {
  const fault = issues.length > 0 ? null : anchorFault(value);
  if (fault) issues.push({ code: 'custom', input: value, ...fault });
});
export type Team = Cycle['teams'][number];

/** The 12 h 08 cycle of units that never close, two brigades by day and two by night (domain: "Roster"). */
export const defaultCycle: Cycle = {
  tz: 'Europe/Paris',
  anchor: '2026-01-05',
  cycleDays: 14,
  patterns: {
    A: [1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0],
    B: [0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1],
  },
  teams: [
    { id: 'JOUR-A', size: 12, pattern: 'A', from: '06:00', to: '18:08' },
    { id: 'JOUR-B', size: 12, pattern: 'B', from: '06:00', to: '18:08' },
    { id: 'NUIT-A', size: 6, pattern: 'A', from: '18:00', to: '06:08+1' },
    { id: 'NUIT-B', size: 6, pattern: 'B', from: '18:00', to: '06:08+1' },
  ],
};

function isTimeZone(tz: string): boolean {
  return succeeds(() => new Intl.DateTimeFormat('fr', { timeZone: tz }));
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
