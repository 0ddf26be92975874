import type { Committed } from '@vigie/db/event-log';
import type { Database } from '@vigie/db/database';
import { ticketById } from '@vigie/db/queries/tickets';
import { noChanges } from '@vigie/db/streams';
import { systemClock } from '@vigie/server/clock';
import { evolve } from '@vigie/shared/ticket/evolve';

/** Makes committed transactions at no cost: one ticket is filed to and fro, each time a delta of about 200 bytes. */
export function categoryChange(
  database: Database,
  ticketId: string,
  after: number,
): () => Committed {
  const found = ticketById(database, ticketId);
  if (!found) throw new Error(`the bench has no ticket ${ticketId}`);
  let { ticket } = found;
  let seq = after;
  return () => {
    seq += 1;
    const before = ticket;
    const event = { type: 'category-changed', from: before.category, to: categoryAt(seq) } as const;
    const recorded = { seq, at: systemClock.now(), by: 'p1', streamId: ticketId, event };
    ticket = evolve(before, recorded);
    return {
      by: recorded.by,
      at: recorded.at,
      recorded: [recorded],
      changed: { ...noChanges(), ticket: new Map([[ticketId, { before, after: ticket }]]) },
      writes: {},
    };
  };
}

/** The frame that the live hub sends for so many of these events, to the byte. */
export function categoryFrame(ticketId: string, first: number, count = 1): string {
  const deltas = Array.from({ length: count }, (_, n) => categoryDelta(ticketId, first + n));
  return `42["frame",{"deltas":[${deltas.join(',')}]}]`;
}

function categoryDelta(ticketId: string, seq: number): string {
  const change = { c: 'tickets', id: ticketId, set: { category: categoryAt(seq) } };
  const said = { seq, at: systemClock.now(), type: 'category-changed', of: ticketId, by: 'p1' };
  return JSON.stringify({ ...said, changes: [change] });
}

function categoryAt(seq: number): 'biens' | 'escroq' {
  return seq % 2 ? 'biens' : 'escroq';
}
