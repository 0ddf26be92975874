import { z } from 'zod';
import type { CommandAnswer } from './answer.ts';
import type { Frame, Heartbeat, Presence } from './delta.ts';
import type { FieldNews, HandoverPlace, Sheet, SheetPresence } from './handover.ts';

/** The first word of a client: what it speaks, and what it has already (SYNC-1, SYNC-7). */
export const helloSchema = z.object({
  wire: z.int(),
  logId: z.string().nullable(),
  since: z.int().nonnegative().nullable(),
});
export type Hello = z.infer<typeof helloSchema>;

/** A client that misses deltas asks for all after `since` (SYNC-2). */
export const catchUpSchema = z.object({ since: z.int().nonnegative() });
export type CatchUp = z.infer<typeof catchUpSchema>;

/** What a client does right now: which ticket it shows, and whether somebody types (LOCK-7). */
export const whereaboutsSchema = z.object({
  ticketId: z.string().max(64).nullable(),
  typing: z.boolean(),
});
export type Whereabouts = z.infer<typeof whereaboutsSchema>;

/** Events from client to server, by socket.io's names. */
export interface ClientEvents {
  hello: (hello: Hello) => void;
  'catch-up': (request: CatchUp) => void;
  whereabouts: (whereabouts: Whereabouts) => void;
  /** Where it is on a handover sheet; null when it leaves. What it hears there stands in `handover.ts`. */
  'handover-place': (place: HandoverPlace | null) => void;
  /** The envelope is `{ key, command }`; it arrives as unknown and is validated. */
  command: (envelope: unknown, answer: (answer: CommandAnswer) => void) => void;
}

/** Events from server to client. */
export interface ServerEvents {
  /** The snapshot as UTF-8 JSON, so that one encoding serves every client of an audience. */
  snapshot: (json: ArrayBuffer | Uint8Array) => void;
  frame: (frame: Frame) => void;
  heartbeat: (heartbeat: Heartbeat) => void;
  /** What changed of who is where: null is gone. */
  presence: (changed: Record<string, Presence[string] | null>) => void;
  'handover-sheet': (sheet: Sheet) => void;
  'handover-field': (news: FieldNews) => void;
  'handover-presence': (presence: SheetPresence) => void;
  /** The client speaks an older version: keep the draft and reload. */
  outdated: (wire: number) => void;
  /** The session has ended: sign in again. */
  'session-ended': () => void;
  /** An event that the server did not understand. */
  complaint: (message: string) => void;
}
