import { z } from 'zod';
import { exclusions } from '../metrics/episode.ts';
import { categoryKeys } from '../triage/categories.ts';
import { priorities } from '../triage/priority.ts';
import { clearances, roles } from '../people/person.ts';
import { handoverMarkSchema, responsibilitySchema } from './handover.ts';
import { dutySchema } from './roster.ts';

const id = z.string().min(1).max(64);
const ms = z.int();

const lockSchema = z.object({
  holder: id,
  token: z.int(),
  since: ms,
  until: ms,
  disconnected: z.boolean(),
});

/** What a list shows of a ticket, to those who may see it. Flat, so that a change is a small patch. */
export const ticketCardSchema = z.object({
  veiled: z.literal(false),
  id,
  number: z.string(),
  status: z.enum(['new', 'claimed', 'waiting', 'answered', 'closed', 'merged', 'quarantined']),
  priority: z.enum(priorities),
  category: z.enum(categoryKeys),
  restricted: z.boolean(),
  subject: z.string(),
  /** Display name of the citizen, or the address when there is none. */
  sender: z.string(),
  openedAt: ms,
  lastMailAt: ms,
  /** Since when, and until when at the latest, a human answer is awaited; null when none is. */
  waitingSince: ms.nullable(),
  dueAt: ms.nullable(),
  lock: lockSchema.nullable(),
  outgoing: z
    .object({
      replyId: id,
      by: id,
      state: z.enum(['queued', 'sending', 'failed', 'uncertain']),
      then: z.enum(['close', 'wait']),
      sendAt: ms,
      /** How often it was handed over so far. */
      attempts: z.int(),
    })
    .nullable(),
  alarm: z.object({ since: ms, level: z.int().min(0).max(2) }).nullable(),
  lastHandler: id.nullable(),
  preferred: z.object({ personId: id, until: ms }).nullable(),
  returns: z.int(),
  senderChanged: z.boolean(),
  mailCount: z.int(),
  settledAt: ms.nullable(),
  conversationSeq: z.int(),
  /** Of a ticket of the past: its words have been erased since (TIME-1). */
  erased: z.literal(true).optional(),
});
export type TicketCard = z.infer<typeof ticketCardSchema>;

/** What the uncleared see of a restricted ticket: that it exists, and its age (SYNC-4). */
export const veiledTicketSchema = z.object({ veiled: z.literal(true), id, openedAt: ms });
export type VeiledTicket = z.infer<typeof veiledTicketSchema>;

/** A member of the service, as every colleague sees them. */
export const personCardSchema = z.object({
  id,
  rank: z.string(),
  name: z.string(),
  role: z.enum(roles),
  teamId: z.string().nullable(),
  clearances: z.array(z.enum(clearances)),
  active: z.boolean(),
  signedInAt: ms.nullable(),
  pausedAt: ms.nullable(),
  /** How many tickets they hold, restricted ones included. */
  held: z.int(),
});
export type PersonCard = z.infer<typeof personCardSchema>;

/** One run of a first-answer clock: what the figures are made of (MET-1). */
export const episodeSchema = z.object({
  id,
  ticketId: id.nullable(),
  priority: z.enum(priorities).nullable(),
  startedAt: ms,
  dueAt: ms,
  endedAt: ms.nullable(),
  outcome: z.enum(['waiting', 'answered', 'closed-unanswered']),
  by: id.nullable(),
  excluded: z.enum(exclusions).nullable(),
});

/** An answer that left. */
const answerSchema = z.object({ at: ms, by: id });
/** A citizen's mail that came. */
const arrivalSchema = z.object({ at: ms });

/** The instruction in force on all screens. */
const instructionSchema = z.object({ text: z.string(), by: id, at: ms });
const shiftMarkSchema = z.object({ shiftId: z.string(), startMs: ms });

/**
 * Somebody of the shift on duty or of the next one (ROST-4), under `shiftId/personId`. Whoever is
 * absent keeps their mark, so that the plateau shows the gap; why they are absent is not told.
 */
export const dutyMarkSchema = dutySchema.extend({ absent: z.boolean() });
export type DutyMark = z.infer<typeof dutyMarkSchema>;

/** The collections of the live view; each entity stands under its id. */
export const viewSchema = z.object({
  tickets: z.record(z.string(), z.union([ticketCardSchema, veiledTicketSchema])),
  people: z.record(z.string(), personCardSchema),
  episodes: z.record(z.string(), episodeSchema),
  answers: z.record(z.string(), answerSchema),
  arrivals: z.record(z.string(), arrivalSchema),
  instruction: z.record(z.string(), instructionSchema),
  shift: z.record(z.string(), shiftMarkSchema),
  handovers: z.record(z.string(), handoverMarkSchema),
  responsibility: z.record(z.string(), responsibilitySchema),
  duty: z.record(z.string(), dutyMarkSchema),
});
/** All that a live screen knows. Only deltas change it (SYNC-9). */
export type View = z.infer<typeof viewSchema>;
export type Collection = keyof View;

export const collections = Object.keys(viewSchema.shape) as readonly Collection[];

/** A view without anything in it. */
export const emptyView: View = {
  tickets: {},
  people: {},
  episodes: {},
  answers: {},
  arrivals: {},
  instruction: {},
  shift: {},
  handovers: {},
  responsibility: {},
  duty: {},
};
