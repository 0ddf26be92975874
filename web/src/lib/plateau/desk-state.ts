import type { PresenceEntry } from '@vigie/shared/wire/delta';
import type { PersonCard } from '@vigie/shared/wire/view';
import type { OnDuty } from './duties-now.ts';
import { lastActAt, type LockedCard, type LockSettings } from './held-ticket.ts';

/** What an officer is doing, as far as the service can tell (LOCK-7, ROST-4). */
export type DeskState =
  | { readonly kind: 'absent' | 'disconnected' | 'writing' | 'reading' | 'handling' | 'free' }
  | { readonly kind: 'paused' | 'inactive'; readonly sinceMs: number }
  // Not there, and the roster says so: absent, not yet come, gone already.
  | { readonly kind: 'away' }
  | { readonly kind: 'late' | 'left'; readonly atMs: number };
export type DeskStateKind = DeskState['kind'];

export interface DeskFacts {
  readonly person: PersonCard;
  readonly presence: PresenceEntry | undefined;
  /** Tickets they hold that the viewer may see; `person.held` counts the others as well. */
  readonly held: readonly LockedCard[];
  /** Their place in the shift; null for whoever has none. */
  readonly duty: OnDuty | null;
}

/** The one state that says most: who is not there cannot be inactive, who pauses is not idle. */
export function deskState(facts: DeskFacts, now: number, settings: LockSettings): DeskState {
  const { person, presence } = facts;
  if (person.signedInAt === null) return notThere(facts.duty, now);
  // Presence comes a moment after the sign-in: until then nothing is known to be lost.
  if (presence?.connected === false) return { kind: 'disconnected' };
  if (person.pausedAt !== null) return { kind: 'paused', sinceMs: person.pausedAt };
  if (presence?.typing) return { kind: 'writing' };
  const idleSince = inactiveSince(facts.held, now, settings);
  if (idleSince !== null) return { kind: 'inactive', sinceMs: idleSince };
  if (presence?.ticketId) return { kind: 'reading' };
  return { kind: person.held > 0 ? 'handling' : 'free' };
}

/** Present is not on duty, and not present is not absent: the roster may know why (ROST-4). */
function notThere(duty: OnDuty | null, now: number): DeskState {
  if (duty?.absent) return { kind: 'away' };
  if (duty?.arrivesMs != null && now < duty.arrivesMs)
    return { kind: 'late', atMs: duty.arrivesMs };
  if (duty?.leavesMs != null && duty.leavesMs <= now) return { kind: 'left', atMs: duty.leavesMs };
  return { kind: 'absent' };
}

/** True for a desk at which nobody sits. */
export function isEmpty({ kind }: DeskState): boolean {
  return kind === 'absent' || kind === 'away' || kind === 'late' || kind === 'left';
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
