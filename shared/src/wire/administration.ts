import { z } from 'zod';
import { categoryKeys } from '../triage/categories.ts';
import { settingKeys } from '../settings/definitions.ts';
import { mailboxFieldsSchema, mailboxSecretsSchema } from './settings-command.ts';

const ms = z.int();
const value = z.union([z.number(), z.string()]).nullable();

/** One setting as it stands: its value, who says so, and what would speak if the screen did not. */
export const settingStandingSchema = z.object({
  setting: z.enum(settingKeys),
  value,
  source: z.enum(['screen', 'environment', 'initial']),
  /** What environment or default say. */
  underneath: value,
  by: z.string().nullable(),
  at: ms.nullable(),
});
export type SettingStanding = z.infer<typeof settingStandingSchema>;
export const settingsStandingSchema = z.array(settingStandingSchema);

/** One change of a setting, of the newest first. */
export const settingHistorySchema = z.array(
  z.object({ at: ms, by: z.string(), before: value, after: value }),
);
export type SettingHistory = z.infer<typeof settingHistorySchema>;

/** One mailbox as it stands. Of passwords it is said whether there is one, never which. */
export const mailboxStandingSchema = mailboxFieldsSchema.extend({
  id: z.string(),
  state: z.enum(['active', 'paused']),
  source: z.enum(['environment', 'screen']),
  hasPassword: z.object({ imap: z.boolean(), smtp: z.boolean() }),
});
export type MailboxStanding = z.infer<typeof mailboxStandingSchema>;
export const mailboxesStandingSchema = z.array(mailboxStandingSchema);

/** One event of a mailbox: what was done, and the fields that differ. */
export const mailboxHistorySchema = z.array(
  z.object({
    at: ms,
    by: z.string(),
    type: z.string(),
    changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  }),
);
export type MailboxHistory = z.infer<typeof mailboxHistorySchema>;

/** Asks whether a mailbox would work. Passwords left out are those that are stored. */
export const mailboxTestSchema = z.object({
  mailboxId: z.string().max(64).nullable(),
  fields: mailboxFieldsSchema,
  secrets: mailboxSecretsSchema.default({}),
});

/** The steps of a connection test, in order; what comes after a failed one of its door is not tried. */
export const testSteps = [
  'imap-connect',
  'imap-sign-in',
  'imap-folder',
  'imap-sent',
  'smtp-connect',
  'smtp-sign-in',
] as const;
const testFindings = [
  'well',
  'unreachable',
  'no-tls',
  'certificate',
  'silent',
  'sign-in-refused',
  'no-folder',
  'read-only',
  'no-sent-folder',
  'no-password-needed',
  'failed',
  'not-tried',
] as const;
export const mailboxTestResultSchema = z.object({
  steps: z.array(
    z.object({
      step: z.enum(testSteps),
      finding: z.enum(testFindings),
      /** The code that the server or the system gave; never its sentence. */
      code: z.string().nullable(),
      ms: z.int(),
    }),
  ),
});
export type MailboxTestResult = z.infer<typeof mailboxTestResultSchema>;

/** What the next run of the retention will erase. */
export const erasurePreviewSchema = z.object({
  nextAt: ms,
  categories: z.array(z.object({ category: z.string(), tickets: z.int() })),
  tickets: z.int(),
  others: z.int(),
  lastRun: z.object({ at: ms, tickets: z.int(), mails: z.int(), others: z.int() }).nullable(),
  running: z.boolean(),
});
export type ErasurePreview = z.infer<typeof erasurePreviewSchema>;

/** `GET /api/answer-sheets`: the answer sheet of each category, for everybody. */
export const answerSheetsSchema = z.record(
  z.enum(categoryKeys),
  z.object({ lines: z.array(z.string()).readonly(), reviewBy: z.string() }),
);
