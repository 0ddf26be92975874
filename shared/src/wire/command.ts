import { z } from 'zod';
import { mostFiles } from '../mail/attachment.ts';
import { categoryKeys } from '../triage/categories.ts';
import { priorities } from '../triage/priority.ts';
import { clearances, roles } from '../people/person.ts';
import { givenLinkKinds } from '../ticket/link.ts';
import { closeReasons } from '../ticket/ticket.ts';
import { apiAccessCommands } from './api-access.ts';
import { handoverCommands } from './handover-command.ts';
import { rosterCommands } from './roster-command.ts';
import { settingsCommands } from './settings-command.ts';

const id = z.string().min(1).max(64);
const token = z.int().positive();
/** What people type of their own accord: reasons, notes, instructions. */
const words = z.string().trim().min(1).max(4_000);
const answer = z.string().max(100_000);

/** Who was called for a person in danger, and when (MAIL-14's P0 cannot be closed without). */
const contact = z.object({ whom: words, at: z.int() });

const personFields = z.object({
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'login: 2 to 40 of a-z 0-9 . _ -'),
  rank: z.string().trim().max(12),
  name: z.string().trim().min(1).max(80),
  alias: z.string().trim().min(1).max(80),
  role: z.enum(roles),
  teamId: z.string().max(40).nullable(),
  clearances: z.array(z.enum(clearances)),
});

/** Whoever is not on duty says that they know (ROST-4); refused as `outside-shift` without. */
const outsideShift = z.boolean().optional();

/** Every command that a person can give, by HTTP or by socket alike. */
export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('claim-ticket'), ticketId: id, outsideShift }),
  z.object({ type: z.literal('claim-next'), outsideShift }),
  z.object({ type: z.literal('release-ticket'), ticketId: id, token }),
  z.object({ type: z.literal('free-ticket'), ticketId: id, reason: words }),
  z.object({ type: z.literal('renew-lock'), ticketId: id, token }),
  z.object({ type: z.literal('seize-ticket'), ticketId: id, reason: words }),
  z.object({ type: z.literal('reassign-ticket'), ticketId: id, to: id, reason: words }),
  z.object({ type: z.literal('add-note'), ticketId: id, text: words }),
  z.object({
    type: z.literal('save-draft'),
    ticketId: id,
    token,
    text: answer,
    /** Grows with each save of one editor: an older save that arrives late changes nothing. */
    revision: z.int().nonnegative(),
  }),
  /** A file that was brought goes with the ticket's draft (MAIL-11), or no longer. */
  z.object({ type: z.literal('attach-file'), ticketId: id, token, fileId: id }),
  z.object({ type: z.literal('detach-file'), ticketId: id, token, fileId: id }),
  z.object({
    type: z.literal('send-reply'),
    ticketId: id,
    token,
    text: answer,
    then: z.enum(['close', 'wait']),
    orientation: z.enum(categoryKeys).nullable().default(null),
    /** The address that the author saw and confirmed, where the sender changed (MAIL-5). */
    confirmedAddress: z.string().max(320).nullable().default(null),
    contact: contact.nullable().default(null),
    /** The files of the draft as the author saw them: what is seen is what is sent. */
    files: z.array(id).max(mostFiles).default([]),
  }),
  z.object({ type: z.literal('withdraw-reply'), ticketId: id, replyId: id }),
  z.object({
    type: z.literal('settle-reply'),
    ticketId: id,
    replyId: id,
    verdict: z.enum(['sent', 'not-sent']),
  }),
  z.object({
    type: z.literal('close-ticket'),
    ticketId: id,
    token,
    reason: z.enum(closeReasons),
    contact: contact.nullable().default(null),
  }),
  z.object({ type: z.literal('reopen-ticket'), ticketId: id, reason: words }),
  z.object({
    type: z.literal('change-priority'),
    ticketId: id,
    priority: z.enum(priorities),
    /** Asked for where the priority is lowered. */
    reason: words.nullable().default(null),
  }),
  z.object({ type: z.literal('change-category'), ticketId: id, category: z.enum(categoryKeys) }),
  z.object({
    type: z.literal('change-restriction'),
    ticketId: id,
    restricted: z.boolean(),
    /** Asked for where the restriction is lifted. */
    reason: words.nullable().default(null),
  }),
  z.object({ type: z.literal('lift-quarantine'), ticketId: id, category: z.enum(categoryKeys) }),
  /** The ticket ends in the other one; the token where its author holds it. */
  z.object({
    type: z.literal('merge-ticket'),
    ticketId: id,
    into: id,
    token: token.nullable().default(null),
  }),
  /** These mails go back to the ticket that they came to, or found a new one. */
  z.object({
    type: z.literal('split-ticket'),
    ticketId: id,
    token: token.nullable().default(null),
    mailIds: z.array(id).min(1).max(500),
    to: id.nullable().default(null),
  }),
  z.object({
    type: z.literal('link-tickets'),
    ticketId: id,
    otherId: id,
    linkKind: z.enum(givenLinkKinds),
  }),
  z.object({ type: z.literal('unlink-tickets'), ticketId: id, otherId: id }),
  z.object({ type: z.literal('post-instruction'), text: words.nullable() }),
  z.object({ type: z.literal('begin-pause') }),
  z.object({ type: z.literal('end-pause') }),
  personFields.extend({ type: z.literal('add-person') }),
  personFields.extend({ type: z.literal('change-person'), personId: id }),
  z.object({ type: z.literal('end-person'), personId: id }),
  z.object({ type: z.literal('reset-password'), personId: id }),
  ...handoverCommands,
  ...rosterCommands,
  ...settingsCommands,
  ...apiAccessCommands,
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];

/** A command with its idempotency key: sent twice, it has one effect and one answer (LOG-6). */
export const commandEnvelopeSchema = z.object({
  key: z.string().min(8).max(64),
  command: commandSchema,
});
export type CommandEnvelope = z.infer<typeof commandEnvelopeSchema>;
