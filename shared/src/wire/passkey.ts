import { z } from 'zod';

/** What a browser and an authenticator say to each other, as W3C WebAuthn writes it in JSON; checked by its library. */
export const credentialJsonSchema = z.looseObject({ id: z.string().max(2_000) });
export type CredentialJson = z.infer<typeof credentialJsonSchema>;

/** Options for the browser, as W3C WebAuthn writes them in JSON. */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() });

export const newPasskeySchema = z.object({
  name: z.string().trim().min(1).max(60),
  credential: credentialJsonSchema,
});

/** One passkey of somebody, as they see it. */
export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  since: z.int(),
  usedAt: z.int().nullable(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** The ways in that this service offers besides a password. */
export const waysInSchema = z.object({ passkey: z.boolean(), oidc: z.string().nullable() });
export type WaysIn = z.infer<typeof waysInSchema>;
