import { z } from 'zod';
import { manualParts, sheetFields } from '../handover/parts.ts';
import { credentialJsonSchema } from './passkey.ts';

const id = z.string().min(1).max(64);
/** An item of a sheet: `ticket:…`, `note:…`, `fact:…` or `receiver`. */
const item = z.string().min(1).max(80);
const words = z.string().trim().min(1).max(4_000);

/**
 * Re-entering one's password is the signature, or showing one's passkey for this very act. It is checked
 * before the transaction, counted like a sign-in (ACCESS-2), and stored nowhere.
 */
export const signatureSchema = z.union([
  z.object({ password: z.string().min(1).max(1_000) }),
  z.object({ passkey: credentialJsonSchema }),
]);
export type Signature = z.infer<typeof signatureSchema>;

/** What becomes of a lock: a named person, the queue, or its holder until an explicit end (HAND-2). */
const passSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: id }),
  z.object({ kind: z.literal('queue') }),
  z.object({ kind: z.literal('stays'), until: z.int(), reason: words }),
]);

/** Who leaves signs: the text is frozen. */
const propose = z.object({ type: z.literal('propose-handover'), handoverId: id });
/** Who takes over signs: responsibility, locks, drafts and alerts pass at once, or nothing does. */
const acceptIt = z.object({ type: z.literal('accept-handover'), handoverId: id });
/** Adds to a sealed sheet, dated and signed (HAND-3); the sheet itself never changes. */
const amend = z.object({ type: z.literal('add-addendum'), handoverId: id, text: words });
/** Somebody leaves early: their own tickets go on, all in one transaction or none. */
const handOn = z.object({
  type: z.literal('hand-on'),
  passes: z
    .array(z.object({ ticketId: id, pass: passSchema }))
    .min(1)
    .max(50),
});

/** What a person is about to sign: a passkey is asked to sign exactly this (HAND-2). */
export const signedActSchema = z.discriminatedUnion('type', [propose, acceptIt, amend, handOn]);
export type SignedAct = z.infer<typeof signedActSchema>;

const signed = { signature: signatureSchema };

/** What a person can do to a sheet, by `POST /api/commands` or by socket, like every other command. */
export const handoverCommands = [
  /** Opens the sheet of the relief to come before the machine does; the answer names it as `handoverId`. */
  z.object({ type: z.literal('open-handover') }),
  /**
   * Saves a field as one types (autosave, at most one a second). `base` is the revision on which this
   * text was typed: what others wrote since is merged, never dropped. The merged text comes back live,
   * as `handover-field`; the answer gives its `revision`.
   */
  z.object({
    type: z.literal('write-handover-field'),
    handoverId: id,
    item,
    field: z.enum(sheetFields),
    text: z.string().max(8_000),
    base: z.int().nonnegative(),
  }),
  /** Adds a line to a part; the answer names it as `itemId`. Its words are then written as fields. */
  z.object({
    type: z.literal('add-handover-item'),
    handoverId: id,
    part: z.literal(manualParts),
    /** The ticket that the line is about, where it is about one. */
    aboutTicketId: id.nullable().default(null),
  }),
  z.object({ type: z.literal('remove-handover-item'), handoverId: id, item }),
  /** Who leaves has read this item over, or takes that back. */
  z.object({ type: z.literal('review-handover-item'), handoverId: id, item, done: z.boolean() }),
  /** Says what becomes of a lock; null takes it back. Allowed until the acceptance. */
  z.object({
    type: z.literal('plan-pass'),
    handoverId: id,
    ticketId: id,
    pass: passSchema.nullable(),
  }),
  propose.extend(signed),
  /** Who leaves takes the signature back, up to the acceptance: the sheet is a draft again. */
  z.object({ type: z.literal('withdraw-proposal'), handoverId: id }),
  /** Who takes over takes this item, or a cleared colleague one of the restricted part. */
  z.object({ type: z.literal('take-handover-item'), handoverId: id, item, done: z.boolean() }),
  acceptIt.extend(signed),
  amend.extend(signed),
  handOn.extend(signed),
] as const;
