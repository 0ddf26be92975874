import type { SheetItem, SheetPart } from '../wire/handover.ts';
import { faultFacts, floodFacts, instructionFacts } from './compile-facts.ts';
import { backlogFact, clearanceFact, staffFacts } from './compile-counts.ts';
import { SheetItems } from './compile-items.ts';
import {
  manualParts,
  partNumbers,
  receiverPart,
  restrictedPart,
  type PartNumber,
} from './parts.ts';
import { heldAt } from './passing.ts';
import type { SheetSource, SheetTicketSource } from './source.ts';

/**
 * Compiles the ten parts of a sheet from live state (HAND-1). All that is restricted stands in part 9
 * alone, whatever else it is, so that the other parts may be shown and printed to anybody.
 */
export function compileSheet(source: SheetSource): SheetPart[] {
  const items = new SheetItems(source);
  const parts = ticketsByPart(source);
  const itemsOf: Record<PartNumber, SheetItem[]> = {
    1: [
      ...staffFacts(source).map((fact) => items.fact(fact.side, fact)),
      ...clearanceItems(source, items),
    ],
    2: items.tickets(parts.urgent),
    3: items.tickets(parts.held),
    4: [items.fact('backlog', backlogFact(source))],
    5: [],
    6: instructionFacts(source).map(([name, fact]) => items.fact(name, fact)),
    7: floodFacts(source).map(([name, fact]) => items.fact(name, fact)),
    8: faultFacts(source).map(([name, fact]) => items.fact(name, fact)),
    9: items.tickets(parts.restricted),
    10: [items.receiver()],
  };
  for (const n of manualParts) itemsOf[n].push(...items.added(n));
  return partNumbers.map((n) => ({
    n,
    restricted: n === restrictedPart,
    withheld: false,
    items: itemsOf[n],
    hash: null,
  }));
}

function clearanceItems(source: SheetSource, items: SheetItems): SheetItem[] {
  const fact = clearanceFact(source);
  return fact ? [items.fact(fact.name, fact)] : [];
}

/** The part of who takes over alone: all that an acceptance still has to freeze. */
export function compileReceiverPart(source: SheetSource): SheetPart {
  const items = [new SheetItems(source).receiver()];
  return { n: receiverPart, restricted: false, withheld: false, items, hash: null };
}

/** The items that are read over and taken over one by one: all but the receiver's own part. */
export function itemsToTake(parts: readonly SheetPart[]): { key: string; restricted: boolean }[] {
  return parts
    .filter(({ n }) => n !== receiverPart)
    .flatMap(({ items }) => items.map(({ key, restricted }) => ({ key, restricted })));
}

interface TicketsByPart {
  readonly urgent: SheetTicketSource[];
  readonly held: SheetTicketSource[];
  readonly restricted: SheetTicketSource[];
}

/** Each ticket stands in one part: a restricted one in part 9, else an urgent one in part 2, else a held one in part 3. */
function ticketsByPart({ tickets, at }: SheetSource): TicketsByPart {
  const held = new Set(
    heldAt(
      tickets.map(({ ticket }) => ticket),
      at,
    ).map(({ id }) => id),
  );
  const parts: TicketsByPart = { urgent: [], held: [], restricted: [] };
  for (const worded of tickets) {
    const { ticket } = worded;
    const isUrgent = ticket.priority === 'P0' || ticket.priority === 'P1';
    if (!isUrgent && !held.has(ticket.id)) continue;
    if (ticket.restricted) parts.restricted.push(worded);
    else (isUrgent ? parts.urgent : parts.held).push(worded);
  }
  for (const list of [parts.urgent, parts.held, parts.restricted]) list.sort(byUrgency);
  return parts;
}

function byUrgency(
  { ticket: one }: SheetTicketSource,
  { ticket: other }: SheetTicketSource,
): number {
  return (
    compare(one.priority, other.priority) ||
    one.openedAt - other.openedAt ||
    compare(one.id, other.id)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
