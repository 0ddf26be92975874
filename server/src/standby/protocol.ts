import { z } from 'zod';

/** The form in which server and standby speak. Another form is refused by name. */
export const shippingFormat = 1;

const positionSchema = z.object({ generation: z.string(), offset: z.int().nonnegative() });

/** Who the server is: what a standby must know before it copies anything. */
export const helloSchema = z.object({
  format: z.int(),
  program: z.string(),
  /** The last step of the tables. */
  schema: z.string(),
  logId: z.string(),
  term: z.int(),
  mode: z.enum(['demo', 'production']),
  /** The service's secret where it stands in the server's folder; null where it is a setting. */
  secret: z.string().nullable(),
  /** Tells two secrets apart without telling either. */
  secretSign: z.string(),
});
export type Hello = z.infer<typeof helloSchema>;

/** Where the file's copy begins, and how long the file is. */
export const baseSchema = z.object({ from: positionSchema, bytes: z.int().nonnegative() });

/** The file has been copied: followed up to here, the copy is one state. */
export const baseEndSchema = z.object({ wholeFrom: positionSchema });

/** What comes after a position; the bytes themselves are the body. */
export const shipmentSchema = z.object({
  kind: z.enum(['bytes', 'next', 'nothing', 'gone']),
  /** Of `next`: the generation that follows. */
  generation: z.string().nullable(),
  /** The last event that the server has committed. */
  seq: z.int().nonnegative(),
});
export type Shipment = z.infer<typeof shipmentSchema>;

export const fenceSchema = z.object({ term: z.int().positive(), by: z.string() });
export type Fence = z.infer<typeof fenceSchema>;

/** The server steps down, and has nothing after this position. */
export const fencedSchema = z.object({ end: positionSchema.nullable() });

/** Which term a node knows of, and whether it serves. */
export const termSchema = z.object({ term: z.int(), role: z.enum(['server', 'standby']) });

export const takeoverSchema = z.object({ force: z.boolean() });
export const takenOverSchema = z.object({ seq: z.int(), term: z.int(), fenced: z.boolean() });
export type TakenOverAnswer = z.infer<typeof takenOverSchema>;

/** Headers beside the bodies of bytes. */
export const shipmentHeader = 'vigie-shipment';
export const hashHeader = 'vigie-sha256';

/** The file is copied in pieces of so many bytes. */
export const basePieceBytes = 4 * 1024 * 1024;

/** A question for what comes next is held open for so long while there is nothing, in ms. */
export const holdMs = 5_000;
