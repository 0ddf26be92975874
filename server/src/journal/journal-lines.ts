import type { Database } from '@vigie/db/database';
import type { LogEvent } from '@vigie/db/event-log';
import type { JournalRow } from '@vigie/db/queries/journal';
import { ticketNames, type TicketName } from '@vigie/db/queries/ticket-names';
import { wordsByIds } from '@vigie/db/queries/words';
import { kindOfEvent, type EventKind } from '@vigie/shared/journal/event-kinds';
import type { JournalEvent, JournalLine } from '@vigie/shared/wire/journal';

// Whoever adds an event to a stream names its kind in shared/src/journal/event-kinds.ts, and gives it
// its sentence in web/src/lib/journal: a main courante that shows codes is not read.
kindOfEvent satisfies Readonly<Record<LogEvent['type'], EventKind>>;

/** The typed words of an event stand under one of these names; drafts and refused texts never do. */
const wordsFields = ['reasonId', 'contactId', 'noteId', 'instructionId'];

/** What the lines of a page refer to, looked up at once. */
interface References {
  readonly tickets: ReadonlyMap<string, TicketName>;
  readonly words: ReadonlyMap<string, { readonly text: string; readonly kind: string }>;
}

/**
 * The rows of the main courante as this viewer sees them (SYNC-4): of restricted tickets the uncleared
 * see the number of the line alone, and no line names such a ticket to them.
 */
export function journalLines(
  database: Database,
  rows: readonly JournalRow[],
  cleared: boolean,
): JournalLine[] {
  const ids = rows.flatMap(({ recorded }) => [recorded.streamId, ...stringsIn(recorded.event)]);
  const references = { tickets: ticketNames(database, ids), words: wordsByIds(database, ids) };
  return rows.map((row) =>
    row.restricted && !cleared
      ? { veiled: true, seq: row.recorded.seq }
      : lineOf(row, references, cleared),
  );
}

function lineOf(
  { stream, recorded }: JournalRow,
  references: References,
  cleared: boolean,
): JournalEvent {
  const { seq, at, by, streamId, event } = recorded;
  const { type, ...rest } = event;
  const fields: Readonly<Record<string, unknown>> = withoutHealth(rest);
  const typed = wordsFields.map((name) => fields[name]).filter((id) => typeof id === 'string');
  const words = typed.flatMap((id) => references.words.get(id) ?? []);
  return {
    ...{ veiled: false, seq, at, by, stream, streamId, type },
    detail: {
      ...(cleared ? fields : withoutVeiled(fields, references)),
      ...numberOfOther(fields['otherId'], references, cleared),
    },
    ticket: ticketOf(streamId, fields['ticketId'], references, cleared),
    words: words.filter(({ kind }) => kind !== 'kept' && kind !== 'roster').map(({ text }) => text),
    erased: words.length < typed.length,
  };
}

/** The ticket whose line it is, or the one that the event names. */
function ticketOf(
  streamId: string,
  named: unknown,
  { tickets }: References,
  cleared: boolean,
): JournalEvent['ticket'] {
  const found = tickets.get(streamId) ?? (typeof named === 'string' ? tickets.get(named) : null);
  if (!found || (found.restricted && !cleared)) return null;
  const { id, number, subject } = found;
  return { id, number, subject };
}

/** Of what happens to two tickets: what people call the other. */
function numberOfOther(
  otherId: unknown,
  references: References,
  cleared: boolean,
): { readonly number?: string } {
  const other = typeof otherId === 'string' ? references.tickets.get(otherId) : undefined;
  return other && (cleared || !other.restricted) ? { number: other.number } : {};
}

/** The kind of an absence says who was ill: whoever may know it reads it in the roster, nobody here. */
function withoutHealth(fields: object): Readonly<Record<string, unknown>> {
  if (!('departure' in fields) || typeof fields.departure !== 'object') return { ...fields };
  return { ...fields, departure: { ...fields.departure, absence: undefined } };
}

/** Without the ids of tickets that the viewer may not see, wherever the event holds them. */
function withoutVeiled(
  fields: Readonly<Record<string, unknown>>,
  { tickets }: References,
): Record<string, unknown> {
  const hide = (_: string, value: unknown): unknown =>
    typeof value === 'string' && tickets.get(value.replace(/^ticket:/, ''))?.restricted
      ? null
      : value;
  return JSON.parse(JSON.stringify(fields, hide)) as Record<string, unknown>;
}

/** Every text that stands anywhere in an event: what may be an id. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value.replace(/^ticket:/, '')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
