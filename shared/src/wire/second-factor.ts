import { z } from 'zod';

const ms = z.int();
const password = z.string().min(1).max(1_000);

/** What somebody types besides the password: six digits of their app, or a recovery code. */
export const codeSchema = z.string().trim().min(6).max(32);

/** One's own password, asked for again before anything about signing in is changed. */
export const confirmedSchema = z.object({ password });

/** How somebody signs in besides their password (ACCESS-2). */
export const factorsSchema = z.object({
  /** Since when an app gives codes; null where none does. */
  totpSince: ms.nullable(),
  recoveryLeft: z.int().nonnegative(),
  /** The service asks this person for a second factor. */
  required: z.boolean(),
});
export type Factors = z.infer<typeof factorsSchema>;

/** A key for an app, not kept by the server until a first code proves that the app has it. */
export const totpOfferSchema = z.object({
  /** As an app takes it by hand. */
  key: z.string(),
  /** … and by a link or a picture of it. */
  link: z.string(),
  /** The key, sealed by the server for this person: comes back with the first code. */
  pending: z.string(),
});
export type TotpOffer = z.infer<typeof totpOfferSchema>;

export const totpProofSchema = z.object({ pending: z.string().max(500), code: codeSchema });

/** Told once, and stored nowhere: what opens the door when the telephone is lost. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) });
