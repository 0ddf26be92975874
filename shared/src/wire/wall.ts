import { z } from 'zod';
import { sessionSchema } from './session.ts';

/** What a wall is told of the service; it is no person's session, so there is no `you`. */
export const wallSessionSchema = sessionSchema.omit({ you: true }).extend({ name: z.string() });
export type WallSession = z.infer<typeof wallSessionSchema>;

/** What a wall shows to be let in: the code that the commissioner was given, typed or in its link. */
export const enrolmentSchema = z.object({ code: z.string().trim().min(1).max(40) });

export const newWallSchema = z.object({ name: z.string().trim().min(1).max(60) });

/** One wall, as the commissioner sees it. */
export const wallSchema = z.object({
  id: z.string(),
  name: z.string(),
  madeBy: z.string(),
  madeAt: z.int(),
  codeUntil: z.int(),
  seenAt: z.int().nullable(),
  origin: z.string().nullable(),
  connected: z.boolean(),
});
export type Wall = z.infer<typeof wallSchema>;

export const wallsSchema = z.object({ walls: z.array(wallSchema) });

/** A new wall with its code, told once. */
export const madeWallSchema = z.object({ id: z.string(), code: z.string(), link: z.string() });
export type MadeWall = z.infer<typeof madeWallSchema>;
