import type { Recorded } from '../ticket/events.ts';
import type { HandoverEvent } from './events.ts';
import type { Handover, Mark, Signature } from './handover.ts';
import { noteItem } from './parts.ts';

type Opened = Extract<HandoverEvent, { type: 'handover-opened' }>;

/** Folds one event into a sheet. The first must be `handover-opened`; anything else without one throws. */
export function evolveHandover(
  handover: Handover | null,
  recorded: Recorded<HandoverEvent>,
): Handover {
  const { event, seq } = recorded;
  if (event.type === 'handover-opened') return open(recorded, event);
  if (!handover) throw new Error(`event ${String(seq)} (${event.type}) concerns no handover`);
  return { ...begun(apply(handover, recorded), recorded), seq };
}

function open({ seq, at, streamId }: Recorded<HandoverEvent>, event: Opened): Handover {
  return {
    id: streamId,
    outgoing: event.outgoing,
    incoming: event.incoming,
    reliefAt: event.reliefAt,
    state: 'draft',
    openedAt: at,
    begunAt: null,
    alert: null,
    added: [],
    passes: {},
    reviewed: {},
    taken: {},
    proposal: null,
    acceptance: null,
    addenda: [],
    seq,
  };
}

/** The machine opens, calls out and sets aside; from the first act of a person on, a handover is under way. */
function begun(handover: Handover, { event, at }: Recorded<HandoverEvent>): Handover {
  if (handover.begunAt !== null) return handover;
  const isMachine = event.type === 'relief-alerted' || event.type === 'handover-lapsed';
  return isMachine ? handover : { ...handover, begunAt: at };
}

function apply(handover: Handover, recorded: Recorded<HandoverEvent>): Handover {
  const { event, at, by } = recorded;
  switch (event.type) {
    case 'handover-opened':
      return handover;
    case 'handover-item-added': {
      const { itemId, part, ticketId } = event;
      return { ...handover, added: [...handover.added, { id: itemId, part, ticketId, by, at }] };
    }
    case 'handover-item-removed':
      return removed(handover, event.itemId);
    case 'handover-item-reviewed':
      return { ...handover, reviewed: marked(handover.reviewed, event, { by, at }) };
    case 'pass-planned': {
      const others = without(handover.passes, event.ticketId);
      const passes = event.pass ? { ...others, [event.ticketId]: event.pass } : others;
      return { ...handover, passes };
    }
    case 'handover-proposed': {
      const { parts, items } = event;
      const proposal = { ...signature(event, recorded), parts, items };
      return { ...handover, state: 'proposed', proposal, taken: {} };
    }
    case 'proposal-withdrawn':
      return { ...handover, state: 'draft', proposal: null, taken: {} };
    case 'handover-item-taken':
      return { ...handover, taken: marked(handover.taken, event, { by, at }) };
    case 'handover-accepted': {
      const { parts, figures } = event;
      const acceptance = { ...signature(event, recorded), parts, figures };
      return { ...handover, state: 'sealed', alert: null, acceptance };
    }
    case 'handover-lapsed':
      return { ...handover, state: 'lapsed', alert: null };
    case 'addendum-added': {
      const addendum = { id: event.addendumId, by, at, hash: event.hash };
      return { ...handover, addenda: [...handover.addenda, addendum] };
    }
    case 'relief-alerted':
      return { ...handover, alert: event.alert };
  }
}

function removed(handover: Handover, itemId: string): Handover {
  const reviewed = without(handover.reviewed, noteItem(itemId));
  return { ...handover, added: handover.added.filter(({ id }) => id !== itemId), reviewed };
}

function marked(
  marks: Readonly<Record<string, Mark>>,
  { item, done }: { readonly item: string; readonly done: boolean },
  mark: Mark,
): Record<string, Mark> {
  const others = without(marks, item);
  return done ? { ...others, [item]: mark } : others;
}

function without<V>(record: Readonly<Record<string, V>>, key: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function signature(
  { inPlaceOf, hash, head }: Pick<Signature, 'inPlaceOf' | 'hash' | 'head'>,
  { by, at }: Recorded<HandoverEvent>,
): Signature {
  return { by, at, inPlaceOf, hash, head };
}
