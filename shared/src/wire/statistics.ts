import { z } from 'zod';
import { exclusions } from '../metrics/episode.ts';
import { receiptFigures } from '../metrics/receipt.ts';
import { measures } from '../metrics/spans.ts';
import { categoryKeys } from '../triage/categories.ts';
import { priorities } from '../triage/priority.ts';

const count = z.int().nonnegative();
const ms = z.int();
const id = z.string().min(1).max(64);

/** Which clocks a question of figures is about; what is left out does not matter. */
export const statisticsFilterSchema = z.object({
  priority: z.enum(priorities).optional(),
  category: z.enum(categoryKeys).optional(),
  mailbox: id.optional(),
  team: id.optional(),
  kind: z.enum(['day', 'night']).optional(),
  /** Whose answers: for that person and the command alone. */
  person: id.optional(),
});
export type StatisticsFilter = z.infer<typeof statisticsFilterSchema>;

export const statisticsSteps = ['hour', 'day', 'week', 'month'] as const;
export type StatisticsStep = (typeof statisticsSteps)[number];

const date = z.iso.date();

/** A stretch of whole days of the wall clock, both included. */
export const statisticsQuerySchema = statisticsFilterSchema.extend({
  from: date,
  to: date,
  step: z.enum(statisticsSteps).default('day'),
});
export type StatisticsQuery = z.infer<typeof statisticsQuerySchema>;

/** A quantile in minutes, or why there is none (MET-1). */
const quantileSchema = z.union([
  z.object({ minutes: z.number().nonnegative() }),
  z.object({ tooFew: count }),
  z.object({ notReached: z.literal(true) }),
]);

const keptSchema = z.object({
  hits: count,
  misses: count,
  undecided: count,
  share: z.number().min(0).max(1).nullable(),
});

/** A measure over some clocks; quantiles at 25, 50, 75 and 90 %. */
const timeFiguresSchema = z.object({
  cases: count,
  waiting: count,
  quantiles: z.array(quantileSchema).length(4).readonly(),
});

const countFiguresSchema = z.object({
  counted: count,
  excluded: z.record(z.enum(exclusions), count),
  answered: count,
  closedUnanswered: count,
  waiting: count,
  oldestWaitMs: ms.nullable(),
  inTime: keptSchema,
  kept: keptSchema,
  settled: count,
  returned: count,
});

/** Everything that is known of a group: all four measures. */
const groupFiguresSchema = countFiguresSchema.extend({
  times: z.object(
    Object.fromEntries(measures.map((measure) => [measure, timeFiguresSchema])) as Record<
      (typeof measures)[number],
      typeof timeFiguresSchema
    >,
  ),
});

/** A group with its first answers alone. */
const answerFiguresSchema = countFiguresSchema.extend({ firstAnswer: timeFiguresSchema });
const answerGroupSchema = answerFiguresSchema.extend({ key: z.string() });
export type AnswerGroup = z.infer<typeof answerGroupSchema>;

/** A step of the time line: its own clocks, and what came, went and stood at its end, whenever it began. */
const timePointSchema = answerFiguresSchema.extend({
  fromMs: ms,
  toMs: ms,
  received: count,
  ended: count,
  backlog: count,
});
export type TimePoint = z.infer<typeof timePointSchema>;

const valueSinceSchema = z.object({ fromMs: ms, value: z.number() });

/** What the statistics show of a stretch, as it is known at an instant (MET-1). */
export const statisticsSchema = z.object({
  /** The instant as of which it was reckoned, and the stretch in ms. */
  atMs: ms,
  fromMs: ms,
  toMs: ms,
  step: z.enum(statisticsSteps),
  total: groupFiguresSchema,
  byPriority: z.array(groupFiguresSchema.extend({ key: z.enum(priorities) })),
  byCategory: z.array(groupFiguresSchema.extend({ key: z.enum(categoryKeys) })),
  byOrientation: z.array(answerGroupSchema),
  byMailbox: z.array(answerGroupSchema),
  byTeam: z.array(answerGroupSchema),
  byKind: z.array(answerGroupSchema),
  /** Monday 0 h to Sunday 23 h. */
  byHourOfWeek: z.array(answerGroupSchema),
  timeLine: z.array(timePointSchema),
  /** Aims in percent, and targets in minutes, by priority, with their past. */
  aims: z.record(z.enum(priorities), z.array(valueSinceSchema)),
  targets: z.record(z.enum(priorities), z.array(valueSinceSchema)),
  /** What people may be filtered by: teams and mailboxes that figures exist of. */
  teams: z.array(z.string()),
  mailboxes: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Statistics = z.infer<typeof statisticsSchema>;

/** How an aim stands over its window: how fast it burns, and when it is lost at that pace (MET-1). */
export const aimsStandingSchema = z.array(
  z.object({
    priority: z.enum(priorities),
    /** In percent, and the days over which it is to be kept. */
    aim: z.number(),
    days: count,
    hits: count,
    misses: count,
    allowed: count,
    state: z.enum(['kept', 'burning', 'lost', 'too-few']),
    lostAtMs: ms.nullable(),
  }),
);
export type AimsStanding = z.infer<typeof aimsStandingSchema>;

/** Of a stretch of days, or of whatever ran from an instant on to another, as on the live screen. */
export const receiptQuerySchema = statisticsFilterSchema.extend({
  figure: z.enum(receiptFigures),
  from: date.optional(),
  to: date.optional(),
  ranFrom: z.coerce.number().int().optional(),
  at: z.coerce.number().int().optional(),
  /** Where a figure is of several priorities: `P2,P3`. */
  priorities: z
    .string()
    .regex(/^P[0-3](,P[0-3])*$/)
    .default('')
    .transform((list) => priorities.filter((priority) => list.includes(priority))),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type ReceiptQuery = z.infer<typeof receiptQuerySchema>;

/** A figure with its parts and the tickets that it is made of (MET-2); whose they are, to the cleared alone. */
export const receiptSchema = z.object({
  figure: z.enum(receiptFigures),
  atMs: ms,
  fromMs: ms,
  toMs: ms,
  total: groupFiguresSchema,
  count,
  lines: z.array(
    z.object({
      key: z.string(),
      ticket: z.object({ id, number: z.string() }).nullable(),
      startedAt: ms,
      allowedMs: ms,
      ms: z.number(),
      isOver: z.boolean(),
      isMiss: z.boolean().nullable(),
      outcome: z.enum(['waiting', 'answered', 'closed-unanswered']),
      excluded: z.enum(exclusions).nullable(),
    }),
  ),
  next: count.nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Of the figures of the last hour, as they stood at an instant (MET-2). */
export const lastHourFigures = ['received', 'answered'] as const;
export const lastHourQuerySchema = z.object({
  figure: z.enum(lastHourFigures),
  at: z.coerce.number().int().optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** Of the ledger of a mailbox: mails that became one thing, or all of them (MAIL-2). */
export const ledgerOutcomes = [
  'ticket',
  'follow_up',
  'duplicate',
  'machine',
  'quarantined',
  'vanished',
] as const;
/** The place of a message in the ledger: UIDVALIDITY and UID. */
export const ledgerPlace = /^(\d{1,20})\.(\d{1,10})$/;
export type LedgerOutcome = (typeof ledgerOutcomes)[number];
export const ledgerQuerySchema = z.object({
  mailbox: id,
  outcome: z.enum(ledgerOutcomes).optional(),
  before: z
    .string()
    .regex(ledgerPlace, 'la place que la page d’avant donne sous « next » est attendue')
    .optional(),
});

/** A count of mails with the mails that it is made of; whose they are, to the cleared alone (MET-2). */
export const mailReceiptSchema = z.object({
  atMs: ms,
  fromMs: ms.nullable(),
  count,
  lines: z.array(
    z.object({
      at: ms,
      uid: count.nullable(),
      ticket: z.object({ id, number: z.string() }).nullable(),
      veiled: z.boolean(),
    }),
  ),
  /** Pass as `offset`, or of a ledger as `before`, for the page behind it. */
  next: z.string().nullable(),
});
export type MailReceipt = z.infer<typeof mailReceiptSchema>;

/** Days on which people came or went, or another cycle began. */
const staffingChangeSchema = z.object({
  date: z.string(),
  came: count,
  left: count,
  cycle: z.boolean(),
});
export const staffingSchema = z.array(staffingChangeSchema);
export type StaffingChange = z.infer<typeof staffingChangeSchema>;
