import { readDatabase, type Database } from '@vigie/db/database';
import { searchTickets, type SearchRequest } from '@vigie/db/queries/search';
import { plainFigure, quantile, type Figure } from './figure.ts';
import { yearFile } from './growth/year-file.ts';
import type { Progress } from './rounds.ts';

type Asked = Omit<SearchRequest, 'before' | 'limit' | 'cleared'>;

const rounds = 12;
const pageSize = 50;
/** In ms: what a search may take, at the median and at the 95th of a hundred. */
const limitMs = 50;
const dayMs = 86_400_000;

/** What was asked, and how long it took ours and plain SQL over the same index, in ms. */
interface Timed {
  readonly kind: string;
  readonly ours: number;
  readonly bare: number;
}

/** Searches of each kind over the mails of a year, beside one plain statement of FTS5 each (RUN-5). */
export async function benchSearch(progress: Progress, history: number): Promise<Figure[]> {
  const database = readDatabase(await yearFile(history));
  try {
    const mails = numberOf(database, 'SELECT count(*) FROM mails');
    const timed = measure(database, progress);
    return figuresOf(timed, `search of ${mails.toLocaleString('en')} mails`);
  } finally {
    database.close();
  }
}

function measure(database: Database, progress: Progress): Timed[] {
  const mix = mixOf(database);
  const timed: Timed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, all] of Object.entries(mix)) {
      for (const asked of all) {
        // Who goes first finds the pages cold: they take turns.
        const [first, second] = [() => ours(database, asked), () => bare(database, asked)];
        const times =
          round % 2
            ? [timeOf(first), timeOf(second)]
            : [timeOf(second), timeOf(first)].toReversed();
        timed.push({ kind, ours: times[0] ?? NaN, bare: times[1] ?? NaN });
      }
    }
    progress(round + 1, rounds);
  }
  return timed;
}

function figuresOf(timed: readonly Timed[], title: string): Figure[] {
  const byKind = Map.groupBy(timed, ({ kind }) => kind);
  const all: [string, readonly Timed[]][] = [['the whole mix', timed], ...byKind];
  return all.flatMap(([kind, some]) =>
    (
      [
        ['median', 0.5],
        ['95 of 100 within', 0.95],
      ] as const
    ).map(([name, q]) => {
      const value = quantile(
        some.map(({ ours: ms }) => ms),
        q,
      );
      const baseline = quantile(
        some.map(({ bare: ms }) => ms),
        q,
      );
      const figure = plainFigure(`${title}, ${kind}: ${name}`, 'ms', value, limitMs);
      return { ...figure, baseline, ratio: value / baseline };
    }),
  );
}

/** What staff look for, kind by kind. */
function mixOf(database: Database): Record<string, readonly Asked[]> {
  const newest = numberOf(database, 'SELECT max(at) FROM mails');
  const person = textOf(database, `SELECT by FROM mails WHERE by IS NOT NULL LIMIT 1`);
  const sender = textOf(
    database,
    `SELECT from_name FROM mails WHERE direction = 'in' ORDER BY no DESC LIMIT 1 OFFSET 900`,
  );
  const words = (...queries: string[]): Asked[] => queries.map((query) => ({ query }));
  return {
    'one word': words('plainte', 'cambriolage', 'vélo', 'procuration'),
    'two words': words('carte banque', 'vol voiture', 'tapage nocturne', 'perte permis'),
    'a slip of the pen': words('cambrioalge', 'procuratoin', 'voitrue volée', 'palinte'),
    'a beginning': words('camb', 'pro', 'cont', 'vo'),
    'a sender': [{ query: '', sender }, { query: 'vol', sender: 'orange' }, { query: sender }],
    'with filters': [
      {
        query: 'vol',
        status: 'answered',
        since: newest - 31 * dayMs,
        category: 'biens',
        direction: 'in',
      },
      { query: 'plainte', status: 'open' },
      { query: 'carte', withFiles: true, until: newest - 180 * dayMs },
      { query: 'bonjour', priority: 'P0' },
      { query: 'plainte', personId: person },
      { query: '', category: 'vif', since: newest - 7 * dayMs },
    ],
    'a very common word': words('bonjour', 'merci', 'je vous ai'),
    'no hit': words('xylophonesque', 'bonjour xylophonesque', 'zzzzzzzz'),
  };
}

let turn = 0;
function ours(database: Database, asked: Asked): unknown {
  turn += 1;
  return searchTickets(database, {
    ...asked,
    cleared: turn % 2 === 0,
    before: null,
    limit: pageSize,
  });
}

/** The newest mails that hold the words, by one statement over the same index: no slips, filters, rights or tickets. */
function bare({ client }: Database, { query, sender }: Asked): unknown {
  const typed = (sender ? `${query} ${sender}` : query).trim() || 'bonjour';
  const match = typed
    .split(/\s+/)
    .map((word) => `"${word}"*`)
    .join(' ');
  const statement = client.prepare(
    `SELECT m.ticket_id, m.subject, m.from_name, m.at FROM mails_search s JOIN mails m ON m.no = s.rowid
     WHERE mails_search MATCH ? ORDER BY s.rowid DESC LIMIT ${String(pageSize)}`,
  );
  return statement.all(match);
}

function timeOf(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function numberOf({ client }: Database, statement: string): number {
  return Number(client.prepare(statement).pluck().get());
}

function textOf({ client }: Database, statement: string): string {
  return String(client.prepare(statement).pluck().get());
}
