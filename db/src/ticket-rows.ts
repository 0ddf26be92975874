import { eq, sql } from 'drizzle-orm';
import { queueRankOf } from '@vigie/shared/ticket/claim-order';
import { dueAt, hasPendingReply, isOpen } from '@vigie/shared/ticket/select';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { placeholdersFor, placeholdersOf } from './columns.ts';
import type { Database } from './database.ts';
import { prepared } from './prepared.ts';
import { tickets } from './schema/projections.ts';

type TicketRow = typeof tickets.$inferSelect;
/** The columns that a change of a ticket may touch. */
type Columns = Omit<TicketRow, 'id' | 'number' | 'openedAt' | 'state'>;

/** Later than any target: a ticket that awaits no answer comes last. */
const noTarget = Number.MAX_SAFE_INTEGER;

const id = sql.placeholder('id');

const statements = prepared((orm) => ({
  load: orm.select({ state: tickets.state }).from(tickets).where(eq(tickets.id, id)).prepare(),
  insert: orm.insert(tickets).values(placeholdersOf(tickets)).prepare(),
  updateOf: (changed: readonly (keyof Columns)[]) =>
    orm
      .update(tickets)
      .set(placeholdersFor(tickets, [...changed, 'state']))
      .where(eq(tickets.id, id))
      .prepare(),
  updates: new Map<string, { run(row: Record<string, unknown>): unknown }>(),
}));

/** The ticket as the log has it, or null. */
export function loadTicket(database: Database, ticketId: string): Ticket | null {
  const row = statements(database).load.get({ id: ticketId });
  return row ? ticketOf(row.state) : null;
}

/** Stores a ticket by one statement, which touches only the columns, and so the indexes, that change. */
export function storeTicketRow(database: Database, before: Ticket | null, after: Ticket): void {
  const columns = columnsOf(after);
  const row = { ...columns, id: after.id, state: JSON.stringify(after) };
  if (before) update(database, columnsOf(before), columns, row);
  else statements(database).insert.run({ ...row, number: after.number, openedAt: after.openedAt });
}

/** The ticket that a row's JSON holds; the log alone writes it, so it is trusted. */
export function ticketOf(state: string): Ticket {
  return JSON.parse(state) as Ticket;
}

function update(
  database: Database,
  before: Columns,
  after: Columns,
  row: Record<string, unknown>,
): void {
  const { updates, updateOf } = statements(database);
  const changed = changesBetween(before, after);
  const name = changed.join();
  let statement = updates.get(name);
  if (!statement) updates.set(name, (statement = updateOf(changed)));
  statement.run(row);
}

function changesBetween(before: Columns, after: Columns): (keyof Columns)[] {
  const names = Object.keys(after) as (keyof Columns)[];
  return names.filter((name) => before[name] !== after[name]);
}

function columnsOf(ticket: Ticket): Columns {
  const { lock, preferred } = ticket;
  return {
    status: ticket.status,
    open: isOpen(ticket),
    restricted: ticket.restricted,
    queueRank: queueRankOf(ticket.priority),
    queueDue: dueAt(ticket) ?? noTarget,
    replyPending: hasPendingReply(ticket),
    lockHolder: lock?.holder ?? null,
    lockUntil: lock?.until ?? null,
    preferredPerson: preferred?.personId ?? null,
    preferredUntil: preferred?.until ?? null,
    lastHandler: ticket.lastHandler,
    settledAt: ticket.settledAt,
    mergedInto: ticket.merged?.into ?? null,
  };
}
