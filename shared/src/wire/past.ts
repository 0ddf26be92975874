import { z } from 'zod';
import { cycleSchema } from '../roster/cycle.ts';
import { changeSchema } from './delta.ts';
import { viewSchema } from './view.ts';

const ms = z.int();
const seq = z.int().nonnegative();

/** The room as it stood at an instant (TIME-1). */
export const pastSchema = z.object({
  at: ms,
  seq,
  /** When the main courante begins. */
  first: ms,
  /** The cycle that held then. */
  cycle: cycleSchema,
  view: viewSchema,
});
export type Past = z.infer<typeof pastSchema>;

/** What changed in one second of the past, under its first millisecond. */
export const pastStepSchema = z.object({ at: ms, changes: z.array(changeSchema) });
export type PastStep = z.infer<typeof pastStepSchema>;

/** What followed a place of the log, up to an instant and the `seq` of that instant. */
export const pastStepsSchema = z.object({ at: ms, seq, steps: z.array(pastStepSchema) });
export type PastSteps = z.infer<typeof pastStepsSchema>;

/** A past shift as the frieze draws it: when mails came and answers left. */
export const pastShiftSchema = z.object({
  startMs: ms,
  endMs: ms,
  arrivals: z.array(ms),
  answers: z.array(ms),
});
export type PastShift = z.infer<typeof pastShiftSchema>;

/** Who looked at what around an instant (ACCESS-3), the last look first. */
export const looksSchema = z.object({
  fromMs: ms,
  toMs: ms,
  looks: z.array(
    z.object({
      at: ms,
      personId: z.string(),
      act: z.string(),
      ticket: z.object({ id: z.string(), number: z.string() }).nullable(),
      /** The instant of the past that was looked at, where it was one. */
      instant: ms.nullable(),
    }),
  ),
  /** True where there were more than are told. */
  more: z.boolean(),
});
export type Looks = z.infer<typeof looksSchema>;
