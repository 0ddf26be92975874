import type { Person } from '@vigie/shared/people/person';
import { absenceKinds, type AbsenceKind } from '@vigie/shared/roster/absence';
import { isDate } from '@vigie/shared/roster/calendar';
import type { ImportError, ImportFault } from '@vigie/shared/wire/roster';
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

export type AbsenceFile =
  | { readonly ok: true; readonly lines: readonly AbsenceLine[] }
  | { readonly ok: false; readonly errors: readonly ImportError[] };

/** A year of a large service. */
const longestFile = 5_000;

/** What a service writes instead of the codes, as it is read: without accents, in small letters. */
const kindNames: Readonly<Record<AbsenceKind, readonly string[]>> = {
  CA: ['conge', 'conge annuel', 'annuel', 'conge paye', 'cp'],
  ARTT: ['jour artt', 'rtt', 'jour rtt', 'jrtt', 'artt', 'reduction du temps de travail'],
  RPS: ['rps', 'repos de penibilite', 'repos de penibilite specifique', 'repos compensateur'],
  CET: ['cet', 'compte epargne temps', 'epargne temps'],
  CM: [
    'maladie',
    'malade',
    'conge maladie',
    'conge de maladie',
    'arret maladie',
    'arret de travail',
  ],
  ASA: [
    'asa',
    'autorisation d’absence',
    'autorisation speciale d’absence',
    'autorisation speciale',
  ],
  training: ['formation', 'stage', 'formation continue'],
  mission: ['mission', 'deplacement', 'detachement'],
  recovery: ['rc', 'recuperation', 'recup', 'repos recuperateur', 'heure recuperee'],
  unexplained: ['absence injustifiee', 'injustifiee', 'absence inexpliquee', 'inexpliquee'],
};

/** Said to whoever wrote another: what may stand in the file, in the words of the service. */
const kindsExpected =
  'CA, ARTT, RPS, CET, CM, ASA, formation, mission, récupération, absence injustifiée';

/**
 * Reads a year's absences as Excel saves them in France (ROST-2): semicolons or commas, UTF-8 or Latin-1,
 * `24/11/2026` or `2026-11-24`; columns identifiant, motif, du, au, note. Every wrong line is named.
 */
export function readAbsences(bytes: Uint8Array, people: readonly Person[]): AbsenceFile {
  if (bytes.some(isOfNoText)) return { ok: false, errors: [wrong(1, 'no-text')] };
  const rows = rowsOf(textOf(bytes));
  if (!Array.isArray(rows)) return { ok: false, errors: [rows] };
  const body = rows.filter(({ cells }, n) => n > 0 || !isHead(cells));
  if (body.length === 0) return { ok: false, errors: [wrong(1, 'no-lines')] };
  if (body.length > longestFile) {
    const error = wrong(longestFile + 1, 'too-many-lines', String(longestFile));
    return { ok: false, errors: [error] };
  }
  const named = peopleByName(people);
  const read = body.map(({ line, cells }) => lineOf(line, cells, named));
  const errors = read.flatMap((each) => (Array.isArray(each) ? each : []));
  return errors.length
    ? { ok: false, errors }
    : { ok: true, lines: read.filter((each) => 'personId' in each) };
}

/** Control signs other than tab and line ends stand in no table; every workbook has some. */
function isOfNoText(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
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

function rowsOf(text: string): Row[] | ImportError {
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
    return wrong(Number(error['lines'] ?? 1), 'bad-quotes');
  }
}

function isHead(cells: readonly string[]): boolean {
  return ['identifiant', 'agent', 'nom', 'login'].includes(folded(cells[0] ?? ''));
}

/** A line understood, or everything that is wrong with it: who mends a file wants to mend it once. */
function lineOf(
  line: number,
  [who = '', kind = '', first = '', last = '', note = '']: readonly string[],
  named: ReadonlyMap<string, readonly string[]>,
): AbsenceLine | ImportError[] {
  const faults: ImportError[] = [];
  const lacks = (fault: ImportFault, ...words: string[]): null => {
    faults.push(wrong(line, fault, ...words));
    return null;
  };
  const dateOr = (text: string) => dateOfText(text) ?? lacks('bad-date', text);
  const [found, namesake] = named.get(folded(who)) ?? [];
  const personId =
    namesake !== undefined ? lacks('namesakes', who) : (found ?? lacks('unknown-person', who));
  const absence = kindOf(kind) ?? lacks('unknown-kind', kind);
  const from = dateOr(first);
  const to = last === '' ? from : dateOr(last);
  if (from !== null && to !== null && to < from) lacks('dates-crossed', last, first);
  if (personId === null || absence === null || from === null || to === null) return faults;
  return faults.length
    ? faults
    : { line, personId, absence, from, to, note: note.slice(0, 4_000) || null };
}

/** « Congés annuels », « congé annuel » and « CA » are one. */
function kindOf(text: string): AbsenceKind | null {
  const name = singular(folded(text.replace(/\(.*\)/, '')).replaceAll('.', ''));
  const isNamed = (kind: AbsenceKind) =>
    singular(folded(kind)) === name || kindNames[kind].some((each) => singular(each) === name);
  return absenceKinds.find(isNamed) ?? null;
}

/** Plurals fall away on both sides; what ends in s by itself loses it on both. */
function singular(name: string): string {
  return name.replace(/s\b/g, '');
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

const faultTexts: Readonly<Record<ImportFault, (...words: string[]) => string>> = {
  'no-text': () =>
    'ce fichier n’est pas du texte : l’enregistrer depuis le tableur au format CSV (séparateur : point-virgule)',
  'no-lines': () => 'le fichier n’a pas de ligne d’absence',
  'too-many-lines': (most = '') => `${most} lignes au plus`,
  'bad-quotes': () => 'des guillemets ne sont pas fermés ou sont mal placés',
  'unknown-person': (who = '') => `« ${who} » : identifiant ou nom inconnu`,
  namesakes: (who = '') => `« ${who} » : plusieurs agents, identifiant attendu`,
  'unknown-kind': (kind = '') => `« ${kind} » : motif attendu parmi ${kindsExpected}`,
  'bad-date': (date = '') => `« ${date} » : date attendue sous la forme 24/11/2026`,
  'dates-crossed': (last = '', first = '') => `la fin (${last}) précède le début (${first})`,
};

function wrong(line: number, fault: ImportFault, ...words: string[]): ImportError {
  return { line, why: { kind: 'line', fault, words }, message: faultTexts[fault](...words) };
}
