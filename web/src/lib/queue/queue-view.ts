import { byClaimOrder, queueRankOf, type ClaimPlace } from '@vigie/shared/ticket/claim-order';
import type { TicketCard, VeiledTicket, View } from '@vigie/shared/wire/view';

type Tickets = View['tickets'];
type Entry = TicketCard | VeiledTicket;

/** Views that the live screen answers by itself; the name is what stands in the address. */
export const liveViews = [
  'a-prendre',
  'mes-dossiers',
  'attente',
  'ouverts',
  'violences',
  'quarantaine',
] as const;
export type LiveViewName = (typeof liveViews)[number];
/** Views that are asked for page by page. */
export const pagedViews = ['repondus', 'clos', 'automatique'] as const;
export type PagedViewName = (typeof pagedViews)[number];
export type QueueViewName = LiveViewName | PagedViewName;

/** The view that an address names; the first one where it names none. */
export function queueViewOf(name: string | null): QueueViewName {
  return [...liveViews, ...pagedViews].find((view) => view === name) ?? 'a-prendre';
}

/** True for views that the live feed answers. */
export function isLiveView(view: QueueViewName): view is LiveViewName {
  return liveViews.some((live) => live === view);
}

/** The rows of a view in the order in which they should be taken (LOCK-5). */
export function queueRows(tickets: Tickets, view: LiveViewName, me: string): Entry[] {
  const belongs = members[view];
  return Object.values(tickets)
    .filter((entry) => (entry.veiled ? view === 'ouverts' : belongs(entry, me)))
    .sort(byUrgency);
}

/** How many tickets each view holds. « À prendre » counts what may still be taken. */
export function queueCounts(tickets: Tickets, me: string): Record<LiveViewName, number> {
  const counts = Object.fromEntries(liveViews.map((view) => [view, 0])) as Record<
    LiveViewName,
    number
  >;
  for (const entry of Object.values(tickets)) {
    if (entry.veiled) counts.ouverts += 1;
    else for (const view of liveViews) if (counted(view, entry, me)) counts[view] += 1;
  }
  return counts;
}

/** Urgency as "claim next" sees it (LOCK-5): P0, then the earliest target, then the oldest; the veiled last. */
export function byUrgency(one: Entry, other: Entry): number {
  if (one.veiled || other.veiled) {
    return Number(one.veiled) - Number(other.veiled) || byAge(one, other);
  }
  return byClaimOrder(placeOf(one), placeOf(other));
}

const members: Record<LiveViewName, (card: TicketCard, me: string) => boolean> = {
  // Those in a colleague's hands stay in sight: their locks are read here.
  'a-prendre': ({ status, waitingSince }) =>
    status === 'new' || (status === 'claimed' && waitingSince !== null),
  'mes-dossiers': ({ lock }, me) => lock?.holder === me,
  attente: ({ status }) => status === 'waiting',
  ouverts: () => true,
  violences: ({ restricted }) => restricted,
  quarantaine: ({ status }) => status === 'quarantined',
};

function counted(view: LiveViewName, card: TicketCard, me: string): boolean {
  return view === 'a-prendre' ? card.status === 'new' : members[view](card, me);
}

function placeOf({ id, priority, dueAt, openedAt }: TicketCard): ClaimPlace {
  // Nobody waits: after all who do. Not infinite, since infinite less infinite is no number.
  const queueDue = dueAt ?? Number.MAX_SAFE_INTEGER;
  return { id, queueRank: queueRankOf(priority), queueDue, openedAt };
}

function byAge(one: Entry, other: Entry): number {
  return one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1);
}
