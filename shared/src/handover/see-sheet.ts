import type { Audience } from '../access/audience.ts';
import type { SheetItem, SheetPart } from '../wire/handover.ts';
import { restrictedPart } from './parts.ts';

/**
 * What an audience sees of the parts (SYNC-4): the uncleared learn of part 9 how many tickets it
 * holds and how old the oldest is, and nothing else.
 */
export function seeParts(audience: Audience, parts: readonly SheetPart[]): SheetPart[] {
  if (audience === 'cleared') return [...parts];
  return parts.map((part) => (part.n === restrictedPart ? withheld(part) : part));
}

function withheld(part: SheetPart): SheetPart {
  const opened = part.items.flatMap(({ ticket }) => (ticket ? [ticket.openedAt] : []));
  if (!part.items.length) return part;
  const fact = {
    name: 'restricted' as const,
    tickets: opened.length,
    oldestOpenedAt: opened.length ? Math.min(...opened) : null,
  };
  const item: SheetItem = {
    key: 'fact:restricted',
    kind: 'fact',
    restricted: false,
    ticket: null,
    fact,
    added: null,
    fields: {},
    pass: null,
    suggestions: [],
    reviewed: null,
    taken: null,
  };
  return { ...part, withheld: true, items: [item] };
}
