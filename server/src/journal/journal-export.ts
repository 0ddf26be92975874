import { Readable } from 'node:stream';
import type { Database } from '@vigie/db/database';
import { journalPage, type JournalFilter } from '@vigie/db/queries/journal';
import type { JournalLine } from '@vigie/shared/wire/journal';
import { stringify } from 'csv-stringify/sync';
import type { Staff } from '../people/staff.ts';
import { journalLines } from './journal-lines.ts';

export const exportTypes = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const;

interface ExportParts {
  readonly database: Database;
  readonly staff: Pick<Staff, 'person'>;
}

interface ExportOptions {
  readonly format: keyof typeof exportTypes;
  readonly cleared: boolean;
}

const linesAChunk = 500;
const columns = [
  'n°',
  'instant',
  'auteur',
  'nom',
  'objet',
  'dossier',
  'événement',
  'détail',
  'motif',
];

/**
 * The main courante as a file, the oldest line first, read page by page as it is sent: its length
 * costs no memory. Subjects of citizens stay out, since a file outlives their erasure (LOG-4).
 */
export function journalFile(
  parts: ExportParts,
  filter: JournalFilter,
  options: ExportOptions,
): Readable {
  return Readable.from(chunks(parts, filter, options));
}

async function* chunks(
  { database, staff }: ExportParts,
  filter: JournalFilter,
  { format, cleared }: ExportOptions,
): AsyncGenerator<string> {
  // The mark by which spreadsheets know UTF-8.
  if (format === 'csv') yield `\uFEFF${csvOf([columns])}`;
  let start: number | null = null;
  for (;;) {
    const page = { ...filter, start, direction: 'newer', limit: linesAChunk } as const;
    const lines = journalLines(database, journalPage(database, page), cleared);
    if (!lines.length) return;
    start = lines.at(-1)?.seq ?? null;
    const nameOf = (id: string) => nameFrom(staff, id);
    yield format === 'csv'
      ? csvOf(lines.map((line) => rowOf(line, nameOf)))
      : lines.map((line) => `${JSON.stringify(exported(line, nameOf))}\n`).join('');
    // Others are served between two chunks, however fast this one reads.
    await new Promise((resume) => setImmediate(resume));
  }
}

function rowOf(line: JournalLine, nameOf: (id: string) => string): string[] {
  if (line.veiled)
    return [String(line.seq), ...Array.from({ length: columns.length - 1 }, () => '')];
  const { seq, at, by, stream, streamId, type, detail, words } = line;
  return [
    String(seq),
    new Date(at).toISOString(),
    by,
    nameOf(by),
    `${stream} ${streamId}`,
    line.ticket?.number ?? '',
    type,
    JSON.stringify(detail),
    words.join(' · '),
  ];
}

function exported(line: JournalLine, nameOf: (id: string) => string): object {
  if (line.veiled) return line;
  const { ticket, at, by } = line;
  const instant = new Date(at).toISOString();
  const numbered = ticket && { id: ticket.id, number: ticket.number };
  return { ...line, at: instant, name: nameOf(by), ticket: numbered };
}

function nameFrom(staff: ExportParts['staff'], id: string): string {
  const person = staff.person(id);
  return person ? `${person.rank} ${person.name}`.trim() : '';
}

/** Semicolons, as French spreadsheets expect; nothing that was typed is taken for a formula. */
function csvOf(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { delimiter: ';', escape_formulas: true },
  );
}
