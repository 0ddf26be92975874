import { z } from 'zod';
import { priorities } from '../triage/priority.ts';

const ms = z.int().nonnegative();
const tickets = z.int().nonnegative();
const chance = z.number().min(0).max(1);
const priority = z.enum(priorities);

const intervalSchema = z.object({ low: tickets, median: tickets, high: tickets });

const coursePointSchema = intervalSchema.extend({
  atMs: ms,
  /** Tickets that come, and that are answered, in the quarter hour before; on average. */
  received: z.number().nonnegative(),
  answered: z.number().nonnegative(),
});

/** What is to come as far as it can be told (MET-4). */
export const forecastViewSchema = z.object({
  madeMs: ms,
  reliefMs: ms,
  /** Tickets to take at the relief: the middle 80 %. */
  queue: intervalSchema,
  ofPriority: z.record(priority, intervalSchema),
  course: z.array(coursePointSchema),
  /** The chance that the shift reaches the share that the unit aims at, in percent; of the P0 it is of those seen. */
  targets: z.record(priority, z.object({ chance, aim: z.int() })),
  /** Tickets that wait and may be late, the likeliest first; of restricted ones the cleared alone learn it. */
  atRisk: z.array(z.object({ ticketId: z.string(), chance })),
});
export type ForecastView = z.infer<typeof forecastViewSchema>;

/** How past forecasts fared: reliefs within their 80 % interval. */
const scoreSchema = z.object({ held: chance, forecasts: z.int(), reliefs: z.int() });

/** A swap that is open and touches what is forecast. */
const openSwapSchema = z.object({
  overrideId: z.string(),
  personId: z.string(),
  withId: z.string(),
});

/** The forecast as the command and the leads see it: the newest there is, and how it stands with it. */
export const forecastAnswerSchema = z.object({
  /** `starting` until there is a first one; `down` while nobody reckons. */
  state: z.enum(['starting', 'well', 'down']),
  forecast: forecastViewSchema.nullable(),
  /** Days of history behind it. */
  historyDays: z.number().nonnegative(),
  /** Null until a relief that was forecast is over. */
  score: scoreSchema.nullable(),
  swaps: z.array(openSwapSchema),
});
export type ForecastAnswer = z.infer<typeof forecastAnswerSchema>;
export type ForecastScore = z.infer<typeof scoreSchema>;
export type OpenSwap = z.infer<typeof openSwapSchema>;

/** The most people that one can ask for. */
export const mostExtraPeople = 20;
/** The strongest surge that one can ask for. */
export const strongestSurge = 20;

/** « Et si… »: what is asked of the forecast before deciding. At least one of the three. */
export const whatIfSchema = z
  .object({
    people: z
      .object({ count: z.int().min(1).max(mostExtraPeople), fromMs: ms, untilMs: ms })
      .nullable(),
    swapId: z.string().max(64).nullable(),
    surge: z
      .object({ factor: z.number().min(1).max(strongestSurge), fromMs: ms, untilMs: ms })
      .nullable(),
  })
  .refine(({ people, swapId, surge }) => people ?? swapId ?? surge, {
    error: 'attendu : des renforts, une permutation ou un afflux',
  })
  .refine(
    ({ people, surge }) => [people, surge].every((each) => !each || each.fromMs < each.untilMs),
    { error: 'la fin est attendue après le début' },
  );
export type WhatIf = z.infer<typeof whatIfSchema>;

/** The plan as it stands, and as asked, by the same chance. */
export const whatIfAnswerSchema = z.object({
  before: forecastViewSchema,
  after: forecastViewSchema,
});
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;
