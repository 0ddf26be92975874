import type { HandoverPartRow } from '@vigie/db/writes';
import type { Handover } from '@vigie/shared/handover/handover';
import { ticketOfItem } from '@vigie/shared/handover/parts';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Sheet, SheetChange, SheetItem, SheetPart } from '@vigie/shared/wire/handover';

/** Part 0 of a signed sheet: what stands on its first lines, and who is called what. */
export interface Cover {
  readonly number: string;
  readonly outgoing: Handover['outgoing'];
  readonly incoming: Handover['incoming'];
  readonly reliefAt: number;
  readonly asOf: number;
  readonly figures: Sheet['figures'];
  readonly names: Readonly<Record<string, string>>;
}

/** What became of one lock at the acceptance. */
export interface PassedLock {
  readonly ticketId: string;
  readonly number: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string | null;
  readonly until: number | null;
}

/** Part 11 of a sealed sheet, and for restricted locks part 12: what came since, and where locks went. */
export interface Annex {
  readonly since: readonly SheetChange[];
  readonly locks: readonly PassedLock[];
  readonly names: Readonly<Record<string, string>>;
}

/** Parts of a signed sheet beside the ten that people read. */
export const coverPart = 0;
export const annexPart = 11;
export const restrictedAnnexPart = 12;

/** One of the ten parts as it was signed. */
export function frozenPartOf({ body }: HandoverPartRow, hash: string | null): SheetPart {
  // Written by `freezePart` from a part; its hash vouches for it.
  return { ...(JSON.parse(body) as SheetPart), hash };
}

/** A signed part whose words are gone: what is left of it is its hash (ACCESS-4). */
export function erasedPart({ n, restricted }: SheetPart, hash: string): SheetPart {
  return { n, restricted, withheld: false, items: [], hash, erased: true };
}

/** The cover as it was signed. */
export function coverOf(rows: readonly HandoverPartRow[]): Cover | null {
  const row = rows.find(({ n }) => n === coverPart);
  return row ? (JSON.parse(row.body) as Cover) : null;
}

/** An annex as it was signed. */
export function annexOf(rows: readonly HandoverPartRow[], part: number): Annex | null {
  const row = rows.find(({ n }) => n === part);
  return row ? (JSON.parse(row.body) as Annex) : null;
}

/** The open ticket in which one goes on, as far as the readers of its line may know it, and words of reasons. */
export interface LiveTickets {
  readonly ticket: (id: string, seenByCleared: boolean) => Ticket | undefined;
  readonly reason: (id: string) => string;
}

/**
 * A frozen item with what still moves until the acceptance: its marks, its pass, and whether its ticket
 * is still open, or that in which it goes on. Where that is withheld the line tells no more than that
 * of a settled one (SYNC-4).
 */
export function overlaid(
  item: SheetItem,
  { passes, taken }: Handover,
  live: LiveTickets,
): SheetItem {
  const ticketId = ticketOfItem(item.key);
  const marked = { ...item, taken: taken[item.key] ?? null };
  if (ticketId === null || !item.ticket) return marked;
  const ticket = live.ticket(ticketId, item.restricted);
  const pass = ticket && passes[ticket.id];
  return {
    ...marked,
    ticket: {
      ...item.ticket,
      status: ticket?.status ?? 'settled',
      holder: ticket?.lock?.holder ?? null,
    },
    pass:
      pass?.kind === 'stays'
        ? { kind: 'stays', until: pass.until, reason: live.reason(pass.reasonId) }
        : (pass ?? null),
  };
}
