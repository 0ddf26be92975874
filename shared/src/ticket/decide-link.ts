import { may } from '../access/may.ts';
import { refuse, type Circumstances, type Decision } from './decision.ts';
import type { PairEvents } from './decide-merge.ts';
import type { LinkKind } from './link.ts';
import type { Ticket } from './ticket.ts';

type Linked = Decision<never> | ({ readonly ok: true } & PairEvents);

/** Links two tickets, each to the other, for a reason that a word names; another word replaces it. */
export function decideLink(
  ticket: Ticket | null,
  other: Ticket | null,
  kind: LinkKind,
  now: Circumstances,
): Linked {
  return onPair(ticket, other, now, 'link-tickets', (one, two) => {
    const known = one.links.find(({ id }) => id === two.id);
    return known?.kind === kind ? null : ({ type: 'ticket-linked', kind } as const);
  });
}

/** Ends a link, on both sides; one that was made from one side only is ended there. */
export function decideUnlink(
  ticket: Ticket | null,
  other: Ticket | null,
  now: Circumstances,
): Linked {
  return onPair(ticket, other, now, 'unlink-tickets', (one, two) =>
    one.links.some(({ id }) => id === two.id) ? ({ type: 'ticket-unlinked' } as const) : null,
  );
}

type Happening =
  | { readonly type: 'ticket-linked'; readonly kind: LinkKind }
  | { readonly type: 'ticket-unlinked' };

function onPair(
  ticket: Ticket | null,
  other: Ticket | null,
  { actor }: Circumstances,
  act: 'link-tickets' | 'unlink-tickets',
  happens: (one: Ticket, two: Ticket) => Happening | null,
): Linked {
  if (!ticket) return refuse('not-found');
  const restricted = ticket.restricted || other?.restricted === true;
  if (!may(actor, act, { restricted })) return refuse('not-allowed');
  if (!other) return refuse('not-found');
  if (ticket.id === other.id) return refuse('same-ticket');
  const side = (one: Ticket, two: Ticket) => {
    const happening = happens(one, two);
    return happening ? [{ ...happening, otherId: two.id }] : [];
  };
  const [ofFirst, ofSecond] = [side(ticket, other), side(other, ticket)];
  if (!ofFirst.length && !ofSecond.length) return refuse('unchanged');
  return { ok: true, ofFirst, ofSecond };
}
