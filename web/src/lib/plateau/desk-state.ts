import type { PresenceEntry } from '@vigie/shared/wire/delta';
import type { PersonCard } from '@vigie/shared/wire/view';
import { lastActAt, type LockedCard, type LockSettings } from './held-ticket.ts';

/** What an officer is doing, as far as the service can tell (LOCK-7, ROST-4). */
export type DeskState =
  | { readonly kind: 'absent' | 'disconnected' | 'writing' | 'reading' | 'handling' | 'free' }
  | { readonly kind: 'paused' | 'inactive'; readonly sinceMs: number };
export type DeskStateKind = DeskState['kind'];

export interface DeskFacts {
  readonly person: PersonCard;
  readonly presence: PresenceEntry | undefined;
  /** Tickets they hold that the viewer may see; `person.held` counts the others as well. */
  readonly held: readonly LockedCard[];
}

/** The one state that says most: who is not there cannot be inactive, who pauses is not idle. */
export function deskState(facts: DeskFacts, now: number, settings: LockSettings): DeskState {
  const { person, presence } = facts;
  if (person.signedInAt === null) return { kind: 'absent' };
  // Presence comes a moment after the sign-in: until then nothing is known to be lost.
  if (presence?.connected === false) return { kind: 'disconnected' };
  if (person.pausedAt !== null) return { kind: 'paused', sinceMs: person.pausedAt };
  if (presence?.typing) return { kind: 'writing' };
  const idleSince = inactiveSince(facts.held, now, settings);
  if (idleSince !== null) return { kind: 'inactive', sinceMs: idleSince };
  if (presence?.ticketId) return { kind: 'reading' };
  return { kind: person.held > 0 ? 'handling' : 'free' };
}

/** Since when a holder has done nothing in any of their tickets, when that is too long; else null. */
function inactiveSince(
  held: readonly LockedCard[],
  now: number,
  settings: LockSettings,
): number | null {
  const acts = held.map((card) => lastActAt(card, settings) ?? now);
  if (!acts.length) return null;
  const last = Math.max(...acts);
  return now - last >= settings.staleAfterMs ? last : null;
}
