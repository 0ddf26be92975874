import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../database.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import type { ActName } from '../testing/random-acts.ts';
import { enter, play } from '../testing/random-history.ts';
import { SmallDesk } from '../testing/small-desk.ts';
import { verifyChain } from '../verify-chain.ts';
import * as drafts from './drafts.ts';
import * as figures from './figures.ts';
import * as heartbeat from './heartbeat.ts';
import * as history from './history.ts';
import * as journal from './journal.ts';
import * as ledger from './ledger.ts';
import * as mails from './mails.ts';
import * as outbox from './outbox.ts';
import * as people from './people.ts';
import * as rawMails from './raw-mails.ts';
import * as reads from './reads.ts';
import * as search from './search.ts';
import * as sessions from './sessions.ts';
import * as tickets from './tickets.ts';
import * as words from './words.ts';

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

/** Steps that walk a table, but for small tables, and indexes that hold only the rows that are wanted. */
const fewRows = [
  // `known` has a row for each type of event.
  /SCAN (people|room|known|subquery|json_each|hits|CONSTANT ROW|\(subquery-\d+\))/,
  /USING (COVERING )?INDEX (tickets_open|tickets_to_claim|tickets_held|outbox_queued)\b/,
  // What matches in the search index.
  /SCAN mails_search VIRTUAL TABLE INDEX \d+:M/,
  // Counting by outcome reads the index of outcomes.
  /USING COVERING INDEX ledger_by_outcome/,
];

function walks(prepared: readonly string[]): string[] {
  // The newest row of a log is the end of its table: SQLite calls one step from there a scan, too.
  const others = prepared.filter((statement) => !/"\.?"?(seq|n)" desc limit \?$/.test(statement));
  const steps = plansOf(others).filter((step) => step.startsWith('SCAN'));
  return steps.filter((step) => !fewRows.some((allowed) => allowed.test(step)));
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

test('[RUN-6] no query of a route or worker walks a whole table', () => {
  askEverything();
  expect(statements.length).toBeGreaterThan(55);
  expect(walks(statements)).toEqual([]);
});

/** Every query once: only their plans matter here. */
function askEverything(): void {
  const page = { cleared: false, before: null, limit: 20 };
  tickets.openTickets(database);
  tickets.ticketById(database, 'a');
  tickets.ticketByNumber(database, '26-11-1');
  tickets.settledTickets(database, { ...page, status: 'closed', handledBy: null });
  tickets.settledTickets(database, { ...page, status: 'closed', handledBy: 'ana' });
  tickets.ticketsOfAddress(database, 'a@b.example');
  tickets.lockedTickets(database);
  search.searchTickets(database, { ...page, query: 'vélo' });
  mails.mailById(database, 'm');
  mails.mailsOfTicket(database, 'a');
  mails.mailsByMessageIds(database, ['<a>']);
  mails.mailByRawHash(database, 'x');
  mails.participantsOf(database, 'a');
  mails.machineMails(database, null, 20);
  rawMails.rawMail(database, 'x');
  ledger.ledgerEntry(database, { mailboxId: 'm', uidValidity: '1', uid: 1 });
  ledger.highestUid(database, 'm', '1');
  ledger.ledgerUids(database, 'm', '1');
  ledger.ledgerByHash(database, 'm', 'x');
  ledger.ledgerCounts(database);
  ledger.ledgerCounts(database, 'm');
  outbox.dueInOutbox(database, 'contact', 1);
  outbox.nextDueInOutbox(database, 'contact');
  outbox.sendingInOutbox(database);
  outbox.outboxEntry(database, 'r');
  outbox.outboxByMessageId(database, '<r>');
  outbox.outboxOfTicket(database, 'a');
  outbox.unsentReplies(database);
  outbox.replyCounts(database);
  outbox.automaticMailsTo(database, 'a@b.example', 1);
  outbox.automaticMails(database, 1);
  outbox.markAcknowledgementSending(database, 'r');
  outbox.deferAcknowledgement(database, 'r', 1);
  people.allPeople(database);
  people.personById(database, 'p');
  people.personByLogin(database, 'p');
  people.credentialOf(database, 'p');
  sessions.findSession(database, 't', 1);
  sessions.sessionsOf(database, 'p');
  sessions.openSessions(database, 'p');
  sessions.touchSession(database, 's', 1, 2);
  sessions.rotateSession(database, 's', 't');
  sessions.endSession(database, 's');
  sessions.endSessionsOf(database, 'p');
  sessions.sweepSessions(database, 1);
  reads.readsOfTicket(database, 'a');
  reads.verifyReads(database);
  drafts.draftOf(database, 'a');
  words.wordsByIds(database, ['w']);
  words.notesOf(database, 'a');
  words.keptTextsOf(database, 'a', 'p');
  history.eventsOf(database, 'ticket', 'a');
  for (const request of journalRequests()) journal.journalPage(database, request);
  figures.episodesSince(database, 1);
  figures.answersSince(database, 1);
  figures.arrivalsSince(database, 1);
  heartbeat.lastHeartbeat(database);
}

/** The main courante by each way of asking that has an index of its own, in both directions. */
function journalRequests(): journal.JournalRequest[] {
  const all = { by: null, streamId: null, wants: null, from: 1, to: 2, withRestricted: false };
  const ways = [
    all,
    { ...all, by: 'ana' },
    { ...all, streamId: 'a' },
    { ...all, wants: () => true },
  ];
  return ways.flatMap((way) =>
    (['older', 'newer'] as const).map((direction) => ({ ...way, direction, start: 5, limit: 9 })),
  );
}

test('[LOG-1] a page of the main courante is found in the order of the log, without a walk or a sort', async () => {
  const desk = new SmallDesk(createEventLog(database));
  await desk.person('ana');
  statements.length = 0;
  for (const request of journalRequests()) journal.journalPage(database, request);
  const plans = plansOf(statements);
  for (const index of ['events_by_type', 'events_by_author', 'events_by_stream']) {
    expect(
      plans.some((step) => step.includes(`USING INDEX ${index}`)),
      index,
    ).toBe(true);
  }
  expect(plans.join()).not.toContain('TEMP B-TREE');
  expect(walks(statements)).toEqual([]);
});
