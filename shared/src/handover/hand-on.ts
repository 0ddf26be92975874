import type { Person } from '../people/person.ts';
import type { Settings } from '../settings/settings.ts';
import { refuse } from '../ticket/decision.ts';
import type { TicketEvent } from '../ticket/events.ts';
import { isHeldBy } from '../ticket/select.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Refusal } from '../wire/answer.ts';
import type { Orphan, Pass } from './pass.ts';
import { fateOf, heldAt } from './passing.ts';

/** What somebody says of their own tickets as they leave early. */
export interface HandingOn {
  readonly by: string;
  readonly at: number;
  readonly settings: Settings;
  /** Who is on the roster at this instant. */
  readonly colleagues: readonly Person[];
  readonly passes: ReadonlyMap<string, Pass>;
}

export type HandedOn =
  | { readonly ok: true; readonly tickets: ReadonlyMap<string, readonly TicketEvent[]> }
  | { readonly ok: false; readonly refusal: Refusal; readonly orphans?: readonly Orphan[] };

/**
 * Judges an early leave in the same way as a relief (HAND-2): each of one's own tickets goes to a
 * rostered, cleared colleague, to the queue, or stays until an explicit end; all of them or none.
 */
export function handOn(tickets: readonly (Ticket | null)[], handing: HandingOn): HandedOn {
  const { by, at, settings, passes, colleagues } = handing;
  const own = tickets.filter((ticket) => ticket !== null && isHeldBy(ticket, by, at));
  if (own.length < passes.size) return refuse('not-held');
  const receivers = colleagues.filter(({ id }) => id !== by);
  const planned = (ticketId: string): Pass | null => passes.get(ticketId) ?? null;
  const passing = { at, settings, receivers, onCall: [], planned, handoverId: null };
  const fates = heldAt(
    own.filter((ticket) => ticket !== null),
    at,
  ).map((ticket) => ({
    id: ticket.id,
    fate: fateOf(ticket, passing),
  }));
  const orphans = fates.flatMap(({ fate }) => (fate.ok ? [] : [fate.orphan]));
  if (orphans.length) return { ok: false, refusal: 'orphans', orphans };
  const happening = fates.map(({ id, fate }) => [id, fate.ok ? fate.events : []] as const);
  return { ok: true, tickets: new Map(happening) };
}
