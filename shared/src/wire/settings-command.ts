import { z } from 'zod';
import { mailSecrets, securities } from '../mailbox/mailbox.ts';
import { settingKeys } from '../settings/definitions.ts';

const id = z.string().min(1).max(64);

/** A mailbox's place on a server. Line breaks would let a value speak to the server. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u);

const thisMachine = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

const doorSchema = z
  .object({
    host: line(253).min(1),
    port: z.int().min(1).max(65_535),
    security: z.enum(securities),
    user: line(320),
  })
  .refine(
    ({ host, security }) => security !== 'none' || thisMachine.test(host),
    'sans chiffrement, un serveur sur cette machine seulement',
  );

/** What describes a mailbox of the service (MAIL-2); no secret is among it. */
export const mailboxFieldsSchema = z.object({
  name: line(60).min(1),
  address: z.email().max(254),
  imap: doorSchema,
  folder: line(200).min(1),
  smtp: doorSchema,
  since: z.int(),
  sentFolder: line(200).min(1).nullable(),
  signature: z.string().max(1_000).nullable(),
});

/** New passwords; what is left out stays as it is. They are sealed before anything is stored, and never shown. */
export const mailboxSecretsSchema = z.partialRecord(z.enum(mailSecrets), z.string().max(1_000));

/** Commands of the administration. A value of null takes the screen's value back. */
export const settingsCommands = [
  z.object({
    type: z.literal('change-settings'),
    changes: z
      .array(
        z.object({
          setting: z.enum(settingKeys),
          value: z.union([z.number(), z.string().max(10_000)]).nullable(),
        }),
      )
      .min(1)
      .max(200),
  }),
  z.object({
    type: z.literal('add-mailbox'),
    fields: mailboxFieldsSchema,
    secrets: mailboxSecretsSchema.default({}),
  }),
  z.object({
    type: z.literal('change-mailbox'),
    mailboxId: id,
    fields: mailboxFieldsSchema,
    secrets: mailboxSecretsSchema.default({}),
  }),
  z.object({ type: z.literal('pause-mailbox'), mailboxId: id }),
  z.object({ type: z.literal('resume-mailbox'), mailboxId: id }),
  z.object({ type: z.literal('remove-mailbox'), mailboxId: id }),
] as const;
