import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkProjections } from '@vigie/db/check-projections';
import { openDatabase, type Database } from '@vigie/db/database';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import { verifyReads } from '@vigie/db/queries/reads';
import { searchTickets } from '@vigie/db/queries/search';
import { openTickets } from '@vigie/db/queries/tickets';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import { verifyChain } from '@vigie/db/verify-chain';
import { writeYear, type YearPlan } from './year.ts';

const plan: YearPlan = {
  seed: 7,
  tickets: 1_200,
  endMs: Date.UTC(2026, 10, 20, 10),
  days: 20,
  passwordHash: null,
};
let folder: string;
const opened: Database[] = [];
let year: Database;

function written(name: string, other: Partial<YearPlan> = {}): Database {
  const database = openDatabase(join(folder, `${name}.db`));
  opened.push(database);
  writeYear(database, { ...plan, ...other });
  return database;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigie-year-'));
  year = written('year');
});
afterAll(async () => {
  for (const database of opened) database.close();
  await rm(folder, { recursive: true });
});

test('[LOG-5] a year written at once is one whole chain, and so is its trace of reads', async () => {
  expect(await verifyChain(year)).toMatchObject({ ok: true });
  expect(verifyReads(year)).toMatchObject({ ok: true });
});

test('[LOG-3] … its projections and its outbox are the fold of its events', async () => {
  expect(await checkProjections(year)).toMatchObject({ ok: true });
});

test('[LOG-1] … its instants never go back', () => {
  const back = year.client
    .prepare('SELECT count(*) FROM events a JOIN events b ON b.seq = a.seq + 1 WHERE b.at < a.at')
    .pluck();
  expect(back.get()).toBe(0);
});

test('the schema of a year is that of any database, triggers and indexes included', () => {
  const shapes = (database: Database) =>
    database.client.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();
  const empty = openDatabase(join(folder, 'empty.db'));
  opened.push(empty);
  expect(shapes(year)).toEqual(shapes(empty));
  expect(year.client.pragma('journal_mode', { simple: true })).toBe('wal');
});

test('the same plan gives the same log, another seed another', async () => {
  const [head] = [await createEventLog(year).head()];
  expect(await createEventLog(written('again')).head()).toEqual(head);
  expect(await createEventLog(written('other', { seed: 8 })).head()).not.toEqual(head);
});

test('of its mails about 15 % follow, 7 % are sent twice and 10 % come from machines', () => {
  const counts = ledgerCounts(year);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const share = (count: number) => count / total;
  expect(counts.ticket + counts.quarantined).toBeGreaterThan(plan.tickets);
  expect(share(counts.follow_up)).toBeCloseTo(0.15, 1);
  expect(share(counts.duplicate)).toBeCloseTo(0.07, 1);
  expect(share(counts.machine)).toBeCloseTo(0.1, 1);
});

test('it ends in the middle of a day: some tickets wait, most are settled, and all are found', () => {
  const open = openTickets(year);
  expect(open.length).toBeGreaterThan(3);
  expect(open.length).toBeLessThan(plan.tickets / 5);
  const found = searchTickets(year, { query: 'plainte', cleared: true, before: null, limit: 20 });
  expect(found.tickets).toHaveLength(20);
  const { number } = found.tickets[0]!.ticket;
  const byNumber = searchTickets(year, { query: number, cleared: true, before: null, limit: 20 });
  expect(byNumber.tickets.map(({ ticket }) => ticket.number)).toContain(number);
});

test('[RUN-3] its words are known: a slip of the pen is forgiven', () => {
  const slip = { query: 'plainet', cleared: true, before: null, limit: 20 };
  expect(searchTickets(year, slip)).toMatchObject({ forgiven: true });
});

test('a year is written into an empty log only', () => {
  expect(() => writeYear(year, plan)).toThrow('empty');
});
