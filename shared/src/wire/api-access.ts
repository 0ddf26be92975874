import { z } from 'zod';
import { hookEvents } from '../api-access/api-access.ts';
import { scopes } from '../api-access/scope.ts';

const id = z.string().min(1).max(64);
const ms = z.int();
const name = z.string().trim().min(1).max(80);

/** What the commissioner does with tokens and webhooks. */
export const apiAccessCommands = [
  z.object({
    type: z.literal('create-token'),
    name,
    scopes: z.array(z.enum(scopes)).min(1),
    personId: id,
    expiresAt: ms,
  }),
  z.object({ type: z.literal('revoke-token'), tokenId: id }),
  z.object({
    type: z.literal('create-webhook'),
    name,
    url: z.url({ protocol: /^https?$/ }).max(500),
    events: z.array(z.enum(hookEvents)).min(1),
    personal: z.boolean(),
  }),
  z.object({ type: z.literal('remove-webhook'), webhookId: id }),
] as const;

/** A token as the administration shows it; never the token itself. */
export const tokenViewSchema = z.object({
  id,
  name,
  scopes: z.array(z.enum(scopes)),
  personId: id,
  createdBy: id,
  createdAt: ms,
  expiresAt: ms,
  revokedAt: ms.nullable(),
  lastUsedAt: ms.nullable(),
  uses: z.int(),
});
export type TokenView = z.infer<typeof tokenViewSchema>;

/** A webhook, and how its deliveries stand. */
export const webhookViewSchema = z.object({
  id,
  name,
  url: z.string(),
  events: z.array(z.enum(hookEvents)),
  personal: z.boolean(),
  createdBy: id,
  createdAt: ms,
  /** Well, trying again after a failure, or rarely tried because it has failed for long. */
  state: z.enum(['well', 'retrying', 'broken']),
  /** It has been told of everything up to this `seq`. */
  cursor: z.int(),
  failures: z.int(),
  lastSuccessAt: ms.nullable(),
  lastFailure: z.object({ at: ms, message: z.string() }).nullable(),
  nextAt: ms.nullable(),
});
export type WebhookView = z.infer<typeof webhookViewSchema>;

/** The ways in and out for other programs, newest first. */
export const apiAccessViewSchema = z.object({
  tokens: z.array(tokenViewSchema),
  webhooks: z.array(webhookViewSchema),
});
export type ApiAccessView = z.infer<typeof apiAccessViewSchema>;
