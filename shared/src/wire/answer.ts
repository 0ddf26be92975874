import { z } from 'zod';
import { findingSchema } from '../roster/finding.ts';

/** Facts that refuse a command. The screen has a sentence for each. */
export const refusals = [
  'not-found',
  'not-allowed',
  'held-by-other',
  'already-yours',
  'not-held',
  'stale-token',
  'limit-reached',
  'nothing-to-claim',
  'wrong-state',
  'reply-pending',
  'reply-gone',
  'same-ticket',
  'ticket-merged',
  'mails-left',
  'reason-required',
  'contact-required',
  'sender-changed',
  'no-recipient',
  'text-empty',
  'files-changed',
  'file-too-large',
  'file-infected',
  'file-not-scanned',
  'file-unreadable',
  'unknown-person',
  'receiver-not-cleared',
  'login-taken',
  'last-commissioner',
  'holds-tickets',
  'outside-shift',
  'rules-broken',
  'overlapping-absence',
  'swap-with-oneself',
  'not-on-shift',
  'on-leave',
  'unknown-shift',
  'unknown-team',
  'times-crossed',
  'in-the-past',
  'unchanged',
  'wrong-signature',
  'code-needed',
  'wrong-code',
  'passkey-needed',
  'wrong-passkey',
  'passkey-spent',
  'sheet-changed',
  'not-signatory',
  'same-signatory',
  'orphans',
  'items-left',
  'synthesis-missing',
  'line-removed',
  'bad-setting',
  'unknown-mailbox',
  'mailbox-busy',
  'mailbox-not-ours',
  'address-taken',
  'address-not-allowed',
  'before-the-log',
  'past-not-ready',
  'bad-input',
  'signed-out',
  'too-many',
  'storage-full',
  'failed',
] as const;
export type Refusal = (typeof refusals)[number];

/** The answer to a command: done up to `seq`, or refused with the fact that refused it. */
export const answerToCommandSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** Head of the log after the command; the deltas up to it show its effect. */
    seq: z.int().nonnegative(),
    ticketId: z.string().optional(),
    token: z.int().optional(),
    replyId: z.string().optional(),
    personId: z.string().optional(),
    handoverId: z.string().optional(),
    itemId: z.string().optional(),
    /** Of a field of a handover: the revision that holds what was sent. */
    revision: z.int().optional(),
    mailboxId: z.string().optional(),
    tokenId: z.string().optional(),
    webhookId: z.string().optional(),
    /** A token, or what a webhook is signed with: told once. */
    secret: z.string().optional(),
    /** A password made by the service, shown once. */
    password: z.string().optional(),
    /** The override that the command made or changed. */
    overrideId: z.string().optional(),
    /** What the rules found and let pass: warnings, facts, errors with an exemption (ROST-2). */
    findings: z.array(findingSchema).optional(),
  }),
  z.object({
    ok: z.literal(false),
    refusal: z.enum(refusals),
    /** What was wrong and what was expected, in French, for the log and for other programs. */
    message: z.string(),
    /** Where the refused words are kept, when the command carried some (LOCK-3). */
    keptId: z.string().optional(),
    /** The tickets that refuse it: those that a relief would orphan (HAND-2). */
    ticketIds: z.array(z.string()).optional(),
    /** Of many absences at once: which of them are refused, and by what fact (none is entered). */
    faults: z
      .array(z.object({ index: z.int(), refusal: z.enum(refusals), message: z.string() }))
      .optional(),
    /** Of `rules-broken`: which, for whom, and the exact times (ROST-2). */
    findings: z.array(findingSchema).optional(),
  }),
]);
export type CommandAnswer = z.infer<typeof answerToCommandSchema>;
