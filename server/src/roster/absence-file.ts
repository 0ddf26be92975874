import type { Person } from '@vigie/shared/people/person';
import { absenceKinds, type AbsenceKind } from '@vigie/shared/roster/absence';
import { isDate } from '@vigie/shared/roster/calendar';
import { CsvError, parse } from 'csv-parse/sync';

/** One line of the file, understood. */
export interface AbsenceLine {
  readonly line: number;
  readonly personId: string;
  readonly absence: AbsenceKind;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
}

/** What is wrong with a line, in French, with what was expected. */
export interface LineFault {
  readonly line: number;
  readonly message: string;
}

export type AbsenceFile =
  | { readonly ok: true; readonly lines: readonly AbsenceLine[] }
  | { readonly ok: false; readonly errors: readonly LineFault[] };

/** A year of a large service. */
const longestFile = 5_000;

/** What a service writes instead of the codes. */
const kindNames: Readonly<Record<string, AbsenceKind>> = {
  'conge annuel': 'CA',
  maladie: 'CM',
  'conge de maladie': 'CM',
  formation: 'training',
  mission: 'mission',
  recuperation: 'recovery',
  recup: 'recovery',
  'absence injustifiee': 'unexplained',
};

/** Said to whoever wrote another: what may stand in the file, in the words of the service. */
const kindsExpected =
  'CA, ARTT, RPS, CET, CM, ASA, formation, mission, récupération, absence injustifiée';

/**
 * Reads a year's absences as Excel saves them in France (ROST-2): semicolons or commas, UTF-8 or Latin-1,
 * `24/11/2026` or `2026-11-24`; columns identifiant, motif, du, au, note. Every wrong line is named.
 */
export function readAbsences(bytes: Uint8Array, people: readonly Person[]): AbsenceFile {
  const rows = rowsOf(textOf(bytes));
  if (!Array.isArray(rows)) return { ok: false, errors: [rows] };
  const body = rows.filter(({ cells }, n) => n > 0 || !isHead(cells));
  if (body.length === 0) return failed(1, 'le fichier n’a pas de ligne d’absence');
  if (body.length > longestFile) {
    return failed(longestFile + 1, `${String(longestFile)} lignes au plus`);
  }
  const named = peopleByName(people);
  const read = body.map(({ line, cells }) => lineOf(line, cells, named));
  const errors = read.filter((each) => 'message' in each);
  return errors.length
    ? { ok: false, errors }
    : { ok: true, lines: read.filter((each) => 'personId' in each) };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Latin-1 is what is left when bytes are no UTF-8: Windows writes its own kind of it. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function rowsOf(text: string): Row[] | LineFault {
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const delimiter = firstLine.includes(';') ? ';' : firstLine.includes('\t') ? '\t' : ',';
  try {
    const rows = parse(text, {
      ...{ delimiter, trim: true, info: true, bom: true },
      ...{ skip_empty_lines: true, relax_column_count: true, skip_records_with_empty_values: true },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    return { line, message: 'des guillemets ne sont pas fermés ou sont mal placés' };
  }
}

function isHead(cells: readonly string[]): boolean {
  return ['identifiant', 'agent', 'nom', 'login'].includes(folded(cells[0] ?? ''));
}

function lineOf(
  line: number,
  [who = '', kind = '', first = '', last = '', note = '']: readonly string[],
  named: ReadonlyMap<string, readonly string[]>,
): AbsenceLine | LineFault {
  const fault = (message: string): LineFault => ({ line, message });
  const [personId, namesake] = named.get(folded(who)) ?? [];
  if (personId === undefined) return fault(`« ${who} » : identifiant ou nom inconnu`);
  if (namesake !== undefined) return fault(`« ${who} » : plusieurs agents, identifiant attendu`);
  const absence = kindOf(kind);
  if (!absence) return fault(`« ${kind} » : motif attendu parmi ${kindsExpected}`);
  const from = dateOfText(first);
  if (from === null) return fault(`« ${first} » : date attendue sous la forme 24/11/2026`);
  const to = last === '' ? from : dateOfText(last);
  if (to === null) return fault(`« ${last} » : date attendue sous la forme 24/11/2026`);
  if (to < from) return fault(`la fin (${last}) précède le début (${first})`);
  return { line, personId, absence, from, to, note: note.slice(0, 4_000) || null };
}

function kindOf(text: string): AbsenceKind | null {
  const name = folded(text);
  return absenceKinds.find((kind) => folded(kind) === name) ?? kindNames[name] ?? null;
}

function dateOfText(text: string): string | null {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const date = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isDate(date) ? date : null;
}

/** By login, name, and rank with name: `Mme d’Éon`, `d'eon` and `D’ÉON` are one. */
function peopleByName(people: readonly Person[]): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const { id, login, rank, name, active } of people) {
    if (!active) continue;
    for (const key of new Set([login, name, `${rank} ${name}`].map(folded))) {
      named.set(key, [...(named.get(key) ?? []), id]);
    }
  }
  return named;
}

function folded(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[’']\s*/g, '’')
    .replace(/[\s-]+/g, ' ')
    .trim();
}

function failed(line: number, message: string): AbsenceFile {
  return { ok: false, errors: [{ line, message }] };
}
