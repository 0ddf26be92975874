import { isCleared, type Actor } from './actor.ts';

/**
 * Who is told the same (SYNC-4): a function of role and clearances. A delta is encoded once for each
 * audience; there may never be more than eight.
 */
export const audiences = ['cleared', 'uncleared'] as const;
export type Audience = (typeof audiences)[number];

/** The audience that an actor belongs to. */
export function audienceOf(actor: Pick<Actor, 'role' | 'clearances'>): Audience {
  return isCleared(actor) ? 'cleared' : 'uncleared';
}
