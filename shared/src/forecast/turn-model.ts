import { byClaimOrder, queueRankOf, type ClaimPlace } from '../ticket/claim-order.ts';
import type { Case, Known } from './known.ts';

/** Before anything is known: most people press the key; so many claims that is worth. */
const assumed = { share: 0.05, worth: 40 } as const;
/** The newest claims are looked at. */
const mostClaims = 1_500;
/** Of fewer there is hardly a choice. */
const fewestWaiting = 3;

/**
 * The share of claims that somebody chose by hand, past another ticket whose turn it was (MET-4). Danger
 * is left out, as are the restricted, which most may not take.
 */
export function learnOutOfTurn({ cases }: Pick<Known, 'cases'>): number {
  const claimed = cases.filter(({ claimedAt, restricted }) => claimedAt !== null && !restricted);
  const newest = claimed.toSorted(byClaim).slice(-mostClaims);
  const firstMs = newest[0]?.claimedAt ?? 0;
  const open = cases.filter((each) => !each.restricted && wasOpenAfter(each, firstMs));
  let [next, chosen, looked] = [0, assumed.share * assumed.worth, assumed.worth as number];
  const waiting = new Set<Case>();
  for (const each of newest) {
    const atMs = each.claimedAt ?? 0;
    for (; (open[next]?.startedAt ?? Infinity) <= atMs; next += 1) waiting.add(open[next] as Case);
    waiting.delete(each);
    if (waiting.size < fewestWaiting - 1) continue;
    looked += 1;
    if (isPassedOver(waiting, each, atMs)) chosen += 1;
  }
  return chosen / looked;
}

function byClaim(one: Case, other: Case): number {
  return (one.claimedAt ?? 0) - (other.claimedAt ?? 0);
}

function wasOpenAfter({ claimedAt, endedAt }: Case, atMs: number): boolean {
  const gone = claimedAt ?? endedAt;
  return gone === null || gone >= atMs;
}

function isPassedOver(waiting: ReadonlySet<Case>, taken: Case, atMs: number): boolean {
  const place = placeOf(taken);
  for (const each of waiting) {
    if (wasOpenAfter(each, atMs) && byClaimOrder(placeOf(each), place) < 0) return true;
  }
  return false;
}

function placeOf({ id, priority, dueAt, startedAt }: Case): ClaimPlace {
  return { id, queueRank: queueRankOf(priority), queueDue: dueAt, openedAt: startedAt };
}
