import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../database.ts';
import { prepareAll } from '../prepared.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import type { ActName } from '../testing/random-acts.ts';
import { enter, play } from '../testing/random-history.ts';
import { SmallDesk } from '../testing/small-desk.ts';
import { verifyChain } from '../verify-chain.ts';

let folder: string;
let database: Database;
let statements: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-db-'));
  database = openDatabase(join(folder, 'vigie.db'));
  statements = listenTo(database);
});
afterEach(async () => {
  database.close();
  await rm(folder, { recursive: true });
});

/** Collects every statement that is prepared from now on. */
function listenTo({ client }: Database): string[] {
  const heard: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = (statement: string) => {
    heard.push(statement);
    return prepare(statement);
  };
  return heard;
}

interface Line {
  readonly detail: string;
}

/** What SQLite would do for these statements, a line for each step. */
function plansOf(prepared: readonly string[]): string[] {
  const explain = (statement: string) => {
    const plan = database.client.prepare<unknown[], Line>(`EXPLAIN QUERY PLAN ${statement}`);
    const parameters = statement.split('?').length - 1;
    return plan.all(...Array.from({ length: parameters }, () => null)).map(({ detail }) => detail);
  };
  return prepared
    .filter((statement) => /^\s*(select|update|delete)/i.test(statement))
    .flatMap(explain);
}

/** A step that walks, and why it may: it never grows with the history. */
interface Allowed {
  readonly step: RegExp;
  readonly why: string;
  /** Only in statements like these. */
  readonly of?: RegExp;
}

const allowed: readonly Allowed[] = [
  {
    step: /^SCAN (people|room|walls|settings|mailboxes|erasure|api_access|token_uses|webhook_deliveries|roster_plan)\b/,
    why: 'as many as the service is large, not old',
  },
  {
    step: /^SCAN (hits|answers|json_each|CONSTANT ROW|\(?subquery-?\d*\)?|known)\b/,
    why: 'rows at hand',
  },
  { step: /^SCAN tickets USING (COVERING )?INDEX tickets_(open|to_claim|held)$/, why: 'the open' },
  { step: /^SCAN outbox USING (COVERING )?INDEX outbox_queued$/, why: 'what has not left yet' },
  { step: /^SCAN mails_search VIRTUAL TABLE INDEX \d+:M/, why: 'what matches in the search index' },
  { step: /^SCAN search_words_near VIRTUAL TABLE INDEX \d+:M/, why: 'what matches in that index' },
  {
    step: /^SCAN mails_search_terms VIRTUAL TABLE INDEX 257:/,
    of: /WHERE term = search_words\.word/,
    why: 'one term of the index for each word at hand',
  },
  { step: /^SCAN word VIRTUAL TABLE/, of: /json_each/, why: 'words at hand' },
  {
    step: /^SCAN handovers USING INDEX handovers_by_relief$/,
    of: /order by "handovers"."relief_at" desc limit \?$/,
    why: 'the newest sheets, and no more than are asked for',
  },
  { step: /^SCAN overrides\b/, why: 'changes of the roster, read once at the start' },
  { step: /^SCAN drafts\b/, why: 'a draft ends with its answer' },
  { step: /^SCAN handovers USING INDEX handovers_pending$/, why: 'the sheets not yet sealed' },
  {
    step: /^SCAN events USING COVERING INDEX/,
    of: /^select count\(\*\) from "events"$/,
    why: 'a proof reads everything, and says first how much that is',
  },
  { step: /^SCAN (ledger_counts|reply_counts)\b/, why: 'a row for each outcome or state' },
  {
    // SQLite calls one step from the end of a table a walk.
    step: /^SCAN (events|reads)$/,
    of: /order by "(events"\.")?(reads"\.")?"?(seq|n)" desc limit \?$/,
    why: 'the newest row of a log is the end of its table',
  },
];

function walksOf(statement: string): string[] {
  const steps = plansOf([statement]).filter((step) => step.startsWith('SCAN'));
  const walks = steps.filter(
    (step) => !allowed.some(({ step: is, of }) => is.test(step) && (!of || of.test(statement))),
  );
  return walks.map((step) => `${step}: ${statement}`);
}

function walks(prepared: readonly string[]): string[] {
  return prepared.flatMap(walksOf);
}

/** Loads every module of this room, whatever it is called: each registers the statements that it prepares. */
async function loadAll(): Promise<void> {
  const source = join(import.meta.dirname, '..');
  const files = await readdir(source, { recursive: true });
  const modules = files.filter(
    (file) => /\.ts$/.test(file) && !/\.test\.|-cli\.|testing\//.test(file),
  );
  for (const file of modules) await import(join(source, file));
}

test('[LOCK-5] the next ticket is found by an index in its order, without a walk or a sort', async () => {
  const desk = new SmallDesk(createEventLog(database));
  await desk.person('ana');
  await desk.claimNext('ana', 1);
  const claiming = statements.filter((statement) => statement.includes('"queue_rank"'));
  const plans = plansOf(claiming.filter((statement) => statement.startsWith('select')));
  expect(plans.some((step) => /tickets USING INDEX tickets_to_claim/.test(step))).toBe(true);
  expect(plans.some((step) => /SEARCH tickets USING INDEX tickets_held/.test(step))).toBe(true);
  const ofTheFree = plansOf(claiming.filter((statement) => statement.includes(`= 'new'`)));
  expect(ofTheFree.join()).not.toContain('TEMP B-TREE');
});

test('[LOG-7] no statement of the hot path walks a table', async () => {
  const desk = new SmallDesk(createEventLog(database));
  await enter(desk);
  const acts: ActName[] = ['open', 'claim', 'draft', 'reply', 'sending', 'sent', 'note', 'reopen'];
  await play(
    desk,
    acts.map((act) => ({ act, who: null, ticket: 0, pick: 1, wait: 1_000 })),
  );
  await verifyChain(database);
  expect(statements.length).toBeGreaterThan(20);
  expect(walks(statements)).toEqual([]);
});

test('[RUN-5] no statement that is prepared anywhere walks a table that grows', async () => {
  await loadAll();
  prepareAll(database);
  expect(statements.length).toBeGreaterThan(120);
  expect(walks(statements)).toEqual([]);
});

test('[LOG-1] a page of the main courante is found in the order of the log, without a walk or a sort', async () => {
  await loadAll();
  prepareAll(database);
  const pages = statements.filter((statement) =>
    /"events"\."seq" > \? and "events"\."seq" < \?/.test(statement),
  );
  expect(pages).toHaveLength(6);
  const plans = plansOf(pages);
  expect(
    plans.filter((step) => step.includes(' events USING INDEX events_by_stream')),
  ).toHaveLength(2);
  expect(plans.filter((step) => /events USING INTEGER PRIMARY KEY/.test(step))).toHaveLength(4);
  expect(plans.join()).not.toContain('TEMP B-TREE');
  expect(walks(pages)).toEqual([]);
});

test('[RUN-5] a search reads the index backwards from where it is, without a sort, and each filter by the row at hand', () => {
  prepareAll(database);
  const looks = statements.filter((statement) => /as hit from/.test(statement));
  expect(looks).toHaveLength(2);
  for (const statement of looks) {
    const plan = plansOf([statement]);
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE|AUTOMATIC/);
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH mails USING INTEGER PRIMARY KEY/));
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH tickets USING INDEX .*\(id=\?\)/));
    expect(plan).toContainEqual(
      expect.stringMatching(/^SEARCH own USING INDEX mails_by_ticket \(ticket_id=\?\)/),
    );
  }
});
