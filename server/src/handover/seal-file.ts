import { z } from 'zod';

const ms = z.int();
const head = z.object({ seq: z.int(), hash: z.string() });

const signature = z.object({
  by: z.string(),
  at: ms,
  inPlaceOf: z.string().nullable(),
  hash: z.string(),
  /** The head of the chain that the signed hash holds. */
  head,
  /** The event of the signature itself, and the hash of the chain with it. */
  event: head,
});

/** A part with its text, or by its hash alone where the print leaves it out (HAND-3). */
const part = z.object({
  n: z.int(),
  hash: z.string(),
  salt: z.string().nullable(),
  body: z.string().nullable(),
  /** True where the text is in no database any more: its time was over (ACCESS-4). */
  erased: z.literal(true).optional(),
});

/**
 * What a print carries inside: all that it takes to hold it against the main courante, without the
 * service that printed it (LOG-5).
 */
export const sealFileSchema = z.object({
  vigie: z.literal('handover'),
  form: z.literal(1),
  logId: z.string(),
  handoverId: z.string(),
  tz: z.string(),
  parts: z.array(part),
  proposal: signature,
  acceptance: signature.nullable(),
  addenda: z.array(
    z.object({
      ...{ id: z.string(), by: z.string(), at: ms, hash: z.string() },
      /** Null where its time was over. */
      text: z.string().nullable(),
    }),
  ),
});
export type SealFile = z.infer<typeof sealFileSchema>;

/** The name under which it is attached to the PDF. */
export const sealFileName = 'sceau.json';
