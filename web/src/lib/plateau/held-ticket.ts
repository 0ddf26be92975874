import type { TicketCard } from '@vigie/shared/wire/view';
import { byUrgency } from '#lib/queue/queue-view.ts';

type Lock = NonNullable<TicketCard['lock']>;
/** A card whose lock somebody holds. */
export type LockedCard = TicketCard & { readonly lock: Lock };

/** The unit's settings that decide when a lock is stale, in ms (LOCK-2). */
export interface LockSettings {
  readonly leaseMs: number;
  readonly staleAfterMs: number;
}

/** A ticket on somebody's desk, and how its lock stands at this second. */
export interface HeldTicket {
  readonly card: LockedCard;
  /** Time since the claim, in ms. */
  readonly heldMs: number;
  /** The same as a share of the lease, 0 to 1: full for who has worked longer than one lease. */
  readonly leaseShare: number;
  /** Time until the server frees it if nothing more is done, in ms; never negative. */
  readonly leftMs: number;
  readonly isStale: boolean;
}

export function isLocked(card: TicketCard): card is LockedCard {
  return card.lock !== null;
}

/** The lock of a ticket at an instant, as the plateau shows it (LOCK-2). */
export function heldTicket(card: LockedCard, now: number, settings: LockSettings): HeldTicket {
  const heldMs = Math.max(0, now - card.lock.since);
  return {
    card,
    heldMs,
    leaseShare: Math.min(1, heldMs / settings.leaseMs),
    leftMs: Math.max(0, card.lock.until - now),
    isStale: isStaleLock(card, now, settings),
  };
}

/** True when nothing was done under the lock for so long that somebody should ask why (LOCK-2). */
export function isStaleLock(card: LockedCard, now: number, settings: LockSettings): boolean {
  const lastAct = lastActAt(card, settings);
  return lastAct !== null && now - lastAct >= settings.staleAfterMs;
}

/**
 * The holder's last act to the minute, or null where the lock cannot tell: every act sets its end one
 * lease ahead, but a lost connection shortens it, and an answer on its way keeps it.
 */
export function lastActAt({ lock, outgoing }: LockedCard, settings: LockSettings): number | null {
  const leaves = outgoing?.state === 'queued' || outgoing?.state === 'sending';
  return lock.disconnected || leaves ? null : lock.until - settings.leaseMs;
}

/** What lies on a desk: the ticket in front of the holder first, then the most urgent (LOCK-5). */
export function inHandOrder(shown: string | null): (one: TicketCard, other: TicketCard) => number {
  return (one, other) =>
    Number(other.id === shown) - Number(one.id === shown) || byUrgency(one, other);
}
