import { z } from 'zod';
import { reliefAlerts } from '../handover/handover.ts';
import { sheetFields } from '../handover/parts.ts';
import { categoryKeys } from '../triage/categories.ts';
import { priorities } from '../triage/priority.ts';

/**
 * What a screen knows of the reliefs.
 *
 * By HTTP:
 * - `GET /api/handovers?q=&before=` → `handoverPageSchema`: sheets, newest first; `q` searches sealed ones.
 * - `GET /api/handovers/:id` → `sheetSchema`: one sheet as its viewer may see it, compiled now or as frozen.
 * - `GET /api/handovers/:id/kept` → `keptFieldsSchema`: what the viewer wrote on it and was refused.
 * - `GET /api/handovers/:id/pdf` → the PDF of a signed sheet; `?restricted=leave-out` leaves part 9 out.
 * - `GET /api/handovers/figures?weeks=` → `handoverFiguresSchema`, for the command.
 * - `GET /api/hand-on` → `handOnSchema`: one's own tickets and who could take them.
 *
 * By socket, beside the feed:
 * - The client says `handover-place` (`handoverPlaceSchema`) when it opens a sheet, moves to another
 *   field, types, or leaves (null). While it is there it hears:
 * - `handover-sheet` (`sheetSchema`): the whole sheet, at once and after each change, at most once a second;
 * - `handover-field` (`fieldNewsSchema`): one field's new text, at once, to whoever may see it;
 * - `handover-presence` (`sheetPresenceSchema`): everybody who is there, and in which field.
 *
 * In the view of every screen: `handovers` (unsealed sheets with their alerts, and the last sealed one)
 * and `responsibility` (the shift that answers for every open ticket).
 */

const id = z.string();
const ms = z.int();

const handoverStates = ['draft', 'proposed', 'sealed', 'lapsed'] as const;

const shiftSchema = z.object({
  id,
  teamId: id,
  kind: z.enum(['day', 'night']),
  /** The date on which it starts. */
  date: z.string(),
  startMs: ms,
  endMs: ms,
});

/** A sheet in the view of every screen, and a line of the list of sheets. */
export const handoverMarkSchema = z.object({
  id,
  /** For people, as in 2026-327-J: year, day of the year, day or night that leaves. */
  number: z.string(),
  state: z.enum(handoverStates),
  outgoing: shiftSchema,
  incoming: shiftSchema,
  reliefAt: ms,
  openedAt: ms,
  alert: z.enum(reliefAlerts).nullable(),
  proposedAt: ms.nullable(),
  proposedBy: id.nullable(),
  acceptedAt: ms.nullable(),
  acceptedBy: id.nullable(),
});
export type HandoverMark = z.infer<typeof handoverMarkSchema>;

/** The shift that answers for every open ticket (HAND-2), and who signed for it; null before the first signed relief. */
export const responsibilitySchema = z.object({
  shiftId: id,
  since: ms,
  leadId: id.nullable(),
  handoverId: id.nullable(),
});

const fieldSchema = z.object({
  text: z.string(),
  /** Grows by one with each save; a text of revision 0 was never written. */
  revision: z.int(),
  by: id,
  at: ms,
});

/** What becomes of a lock, with the words of its reason. */
const plannedPassSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: id }),
  z.object({ kind: z.literal('queue') }),
  z.object({ kind: z.literal('stays'), until: ms, reason: z.string() }),
]);

/** Who could take a ticket, the best first: how many they hold, whether they are there. */
const suggestionSchema = z.object({ personId: id, held: z.int(), present: z.boolean() });

/** A ticket as a sheet shows it. */
const sheetTicketSchema = z.object({
  id,
  number: z.string(),
  subject: z.string(),
  status: z.string(),
  priority: z.enum(priorities),
  category: z.enum(categoryKeys),
  openedAt: ms,
  waitingSince: ms.nullable(),
  dueAt: ms.nullable(),
  overdue: z.boolean(),
  alarm: z.boolean(),
  /** Who holds it at this instant; null when it stands in the queue. */
  holder: id.nullable(),
  /** Words are being typed, or stand in a draft: they follow the lock. */
  hasDraft: z.boolean(),
  /** An answer is on its way: its author keeps the lock until it has left. */
  leaving: z.boolean(),
});

/** What the machine found; people change nothing in it. */
export const factSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('staff'),
    side: z.enum(['outgoing', 'incoming']),
    leadId: id.nullable(),
    present: z.array(id),
    absent: z.array(id),
  }),
  z.object({
    name: z.literal('backlog'),
    open: z.int(),
    toTake: z.int(),
    overdue: z.int(),
    /** A quarter of the target or less is left. */
    atRisk: z.int(),
    byPriority: z.array(
      z.object({ priority: z.enum(priorities), open: z.int(), overdue: z.int() }),
    ),
    oldest: z.object({ ticketId: id.nullable(), waitingSince: ms }).nullable(),
  }),
  z.object({ name: z.literal('instruction'), text: z.string(), by: id, at: ms }),
  /** An answer sheet that somebody changed since the last relief. */
  z.object({
    name: z.literal('answer-sheet'),
    category: z.enum(categoryKeys),
    what: z.enum(['added', 'changed', 'withdrawn', 'reviewed']),
    by: id,
    at: ms,
  }),
  z.object({ name: z.literal('burst'), hourStart: ms, received: z.int(), usual: z.number() }),
  z.object({
    name: z.literal('repeat-sender'),
    sender: z.string(),
    tickets: z.array(z.object({ id, number: z.string() })),
  }),
  z.object({ name: z.literal('mailbox'), state: z.string() }),
  z.object({ name: z.literal('outbox'), state: z.string() }),
  z.object({
    name: z.literal('reply'),
    state: z.enum(['failed', 'uncertain']),
    ticketId: id,
    number: z.string(),
    by: id,
  }),
  z.object({ name: z.literal('quarantine'), tickets: z.int() }),
  /** For the uncleared: that there are restricted matters, and how old the oldest is. */
  /** Restricted matters are open and nobody of the shift that takes over is cleared: who of the command has them. */
  z.object({ name: z.literal('nobody-cleared'), onCall: z.array(id) }),
  z.object({ name: z.literal('restricted'), tickets: z.int(), oldestOpenedAt: ms.nullable() }),
]);
export type Fact = z.infer<typeof factSchema>;

const markSchema = z.object({ by: id, at: ms });

/** One line of a part, which is read over, and taken over, by itself. */
export const sheetItemSchema = z.object({
  /** `ticket:…`, `note:…`, `fact:…` or `receiver`. */
  key: z.string(),
  kind: z.enum(['ticket', 'note', 'fact', 'receiver']),
  /** Shown, broadcast and printed for the cleared only. */
  restricted: z.boolean(),
  ticket: sheetTicketSchema.nullable(),
  fact: factSchema.nullable(),
  /** Of a line added by hand: who added it, and when. */
  added: markSchema.nullable(),
  fields: z.partialRecord(z.enum(sheetFields), fieldSchema),
  pass: plannedPassSchema.nullable(),
  suggestions: z.array(suggestionSchema),
  reviewed: markSchema.nullable(),
  taken: markSchema.nullable(),
});
export type SheetItem = z.infer<typeof sheetItemSchema>;

export const partSchema = z.object({
  n: z.int().min(1).max(10),
  restricted: z.boolean(),
  /** True where the viewer sees that there is something, and not what. */
  withheld: z.boolean(),
  items: z.array(sheetItemSchema),
  /** Once frozen. */
  hash: z.string().nullable(),
  /** True where the time of its words is over: the hash alone is left (ACCESS-4). */
  erased: z.literal(true).optional(),
});
export type SheetPart = z.infer<typeof partSchema>;

/** What came or went since an instant, grouped by minute: so many tickets, by what happened to them. */
export const sheetChangeSchema = z.object({
  at: ms,
  what: z.enum(['arrived', 'answered', 'closed', 'merged', 'raised', 'claimed', 'released']),
  priority: z.enum(priorities).nullable(),
  tickets: z.int(),
});
export type SheetChange = z.infer<typeof sheetChangeSchema>;

const signatureSchema = z.object({
  by: id,
  at: ms,
  inPlaceOf: id.nullable(),
  hash: z.string(),
  head: z.object({ seq: z.int(), hash: z.string() }),
});

/** Who signs for a shift at this instant: its lead, else the next in rank on duty in their place. */
const signatorySchema = z.object({ personId: id, inPlaceOf: id.nullable() });

const orphanSchema = z.object({
  ticketId: id,
  /** Empty where the viewer may not see the ticket. */
  number: z.string(),
  holder: id,
  cause: z.enum(['undecided', 'not-rostered', 'not-cleared', 'end-passed']),
  suggestions: z.array(suggestionSchema),
});

/** One sheet as its viewer may see it. */
export const sheetSchema = handoverMarkSchema.extend({
  /** The instant for which it was compiled: now, or its signature. */
  asOf: ms,
  signatories: z.object({
    outgoing: signatorySchema.nullable(),
    incoming: signatorySchema.nullable(),
  }),
  /** Who of the command has what is restricted at this instant; nobody where the shift that takes over has it. */
  onCall: z.array(id),
  figures: z.object({
    received: z.int(),
    answered: z.int(),
    toTake: z.int(),
    /** Null below 20 cases (MET-1). */
    medianMinutes: z.number().nullable(),
    withinTargetPercent: z.number().nullable(),
  }),
  parts: z.array(partSchema),
  /** What came since the compilation; once proposed, since the proposal. */
  changes: z.array(sheetChangeSchema),
  /** Held tickets that would be nobody's: the acceptance is refused while there are some. */
  orphans: z.array(orphanSchema),
  reviewed: z.object({ done: z.int(), total: z.int() }),
  taken: z.object({ done: z.int(), total: z.int() }),
  proposal: signatureSchema.nullable(),
  acceptance: signatureSchema.nullable(),
  addenda: z.array(
    /** Without a text where the time of its words is over. */
    z.object({ id, by: id, at: ms, text: z.string().nullable(), hash: z.string() }),
  ),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** Where somebody is on a sheet. `item` and `field` are null while they only read. */
export const handoverPlaceSchema = z.object({
  handoverId: z.string().max(64),
  item: z.string().max(80).nullable(),
  field: z.enum(sheetFields).nullable(),
  typing: z.boolean(),
});
export type HandoverPlace = z.infer<typeof handoverPlaceSchema>;

/** Everybody who is on a sheet, never stored; fields of restricted items are told to the cleared only. */
export const sheetPresenceSchema = z.object({
  handoverId: id,
  people: z.array(handoverPlaceSchema.omit({ handoverId: true }).extend({ personId: id })),
});
export type SheetPresence = z.infer<typeof sheetPresenceSchema>;

/** One field's new text, as merged. A screen keeps the highest revision, and merges what it has unsaved. */
export const fieldNewsSchema = fieldSchema.extend({
  handoverId: id,
  item: z.string(),
  field: z.enum(sheetFields),
});
export type FieldNews = z.infer<typeof fieldNewsSchema>;

/** Words that were refused for a field, kept for their author until the field holds them (LOCK-3). */
export const keptFieldSchema = z.object({
  item: z.string(),
  field: z.enum(sheetFields),
  at: ms,
  refusal: z.string(),
  text: z.string(),
});
export type KeptField = z.infer<typeof keptFieldSchema>;
export const keptFieldsSchema = z.object({ kept: z.array(keptFieldSchema) });

export const handoverPageSchema = z.object({
  handovers: z.array(handoverMarkSchema),
  /** Pass as `before` for the next page; null at the end. */
  next: ms.nullable(),
});

/** What reliefs cost, one row a sealed sheet, newest first; for the command. */
export const handoverFiguresSchema = z.object({
  rows: z.array(
    z.object({
      id,
      number: z.string(),
      reliefAt: ms,
      /** From the first act of a person in the sheet to the acceptance, in ms. */
      tookMs: z.int(),
      /** From the relief to the acceptance, in ms; negative when signed before. */
      lateMs: z.int(),
      byHand: z.int(),
      p0: z.int(),
      overdue: z.int(),
      /** First answers whose target passed while the handover was under way. */
      delayed: z.int(),
    }),
  ),
  /** Reliefs of the same weeks that were never signed. */
  unsigned: z.int(),
});

/** One's own tickets, for who leaves early, and who could take each. */
export const handOnSchema = z.object({
  tickets: z.array(z.object({ ticket: sheetTicketSchema, suggestions: z.array(suggestionSchema) })),
});
