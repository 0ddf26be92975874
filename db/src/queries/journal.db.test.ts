import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { eventKindOf, renewals } from '@vigie/shared/journal/event-kinds';
import { markEvents } from '../mark-events.ts';
import { stageDatabase } from '../testing/stage.ts';
import { eventsInBlock } from './event-blocks.ts';
import { journalPage, type JournalRequest } from './journal.ts';

const stage = stageDatabase();
const everything: JournalRequest = {
  by: null,
  streamId: null,
  wants: null,
  from: null,
  to: null,
  withRestricted: true,
  start: null,
  direction: 'older',
  limit: 100,
};

function seqs(request: Partial<JournalRequest> = {}): number[] {
  return journalPage(stage.database, { ...everything, ...request }).map(
    ({ recorded }) => recorded.seq,
  );
}

/** 1 and 2 are people, 3 and 4 tickets, 5 a claim, 6 a renewal, 7 a secret claim. */
beforeEach(async () => {
  const { desk } = stage;
  await desk.person('ana');
  await desk.person('cleo', { clearances: ['violence'] });
  await desk.ticket('open');
  await desk.ticket('secret', { restricted: true });
  const claimed = { type: 'ticket-claimed', until: 9_000_000 } as const;
  const renewed = { type: 'lock-renewed', until: 9_000_000 } as const;
  await desk.happen({ stream: 'ticket', id: 'open', events: [claimed] }, 1_000);
  await desk.happen({ stream: 'ticket', id: 'open', events: [renewed] }, 2_000);
  await desk.happen({ stream: 'ticket', id: 'secret', events: [claimed] }, 3_000);
});

describe('[LOG-1] the main courante is read', () => {
  test('backwards and forwards, page by page, without a gap or a double', () => {
    expect(seqs()).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(seqs({ limit: 3 })).toEqual([7, 6, 5]);
    expect(seqs({ limit: 3, start: 5 })).toEqual([4, 3, 2]);
    expect(seqs({ direction: 'newer', start: 4 })).toEqual([5, 6, 7]);
  });

  test('by kind of event, merged in the order of the log', () => {
    const locks = (type: string) => eventKindOf(type) === 'lock';
    expect(seqs({ wants: locks })).toEqual([7, 6, 5]);
    expect(seqs({ wants: (type) => !renewals.includes(type) })).toEqual([7, 5, 4, 3, 2, 1]);
    expect(seqs({ wants: () => false })).toEqual([]);
    expect(seqs({ wants: locks, limit: 1, start: 7 })).toEqual([6]);
  });

  test('by author, and by author and kind', () => {
    const { by } = journalPage(stage.database, everything).at(0)!.recorded;
    expect(seqs({ by })).toEqual(seqs());
    expect(seqs({ by: 'ana' })).toEqual([]);
    expect(seqs({ by, wants: (type) => type === 'ticket-opened' })).toEqual([4, 3]);
  });

  test('by ticket, and by ticket and kind', () => {
    expect(seqs({ streamId: 'open' })).toEqual([6, 5, 3]);
    expect(seqs({ streamId: 'open', limit: 1, start: 6 })).toEqual([5]);
    expect(seqs({ streamId: 'open', wants: (type) => type === 'ticket-claimed' })).toEqual([5]);
  });

  test('by period, the first instant in and the last one out', () => {
    expect(seqs({ from: 1_000 })).toEqual([7, 6, 5]);
    expect(seqs({ from: 1_000, to: 3_000 })).toEqual([6, 5]);
    expect(seqs({ from: 1_001, to: 2_001 })).toEqual([6]);
    expect(seqs({ to: 0 })).toEqual([]);
    expect(seqs({ from: 3_001 })).toEqual([]);
  });
});

describe('[LOG-1] over many blocks of the log', () => {
  const fewest = 3 * eventsInBlock + 40;
  const until = (n: number) => ({ type: 'lock-renewed', until: n }) as const;

  /** Renewals, with a rare act of the service or of a person in between. */
  beforeEach(async () => {
    const { desk } = stage;
    for (let n = 0; n < fewest; n += 200) {
      const events = Array.from({ length: 200 }, (_, k) => until(n + k));
      await desk.happen({ stream: 'ticket', id: 'open', events }, 4_000 + n);
      if (n === 600) await desk.person('rare');
      if (n === 1_200) await desk.claim('ana', 'open', 5_000 + n);
    }
  });

  test('each filter finds what a walk over all events finds, in both directions, page by page', () => {
    const all = journalPage(stage.database, { ...everything, limit: 10_000 });
    expect(all.length).toBeGreaterThan(fewest);
    const kinds: readonly JournalRequest['wants'][] = [
      null,
      (type) => type === 'person-added',
      (type) => type === 'ticket-claimed' || type === 'person-added',
      (type) => type === 'lock-renewed',
    ];
    const authors = [null, 'system', 'ana', 'nobody'];
    const bounds = [0, 1, eventsInBlock, eventsInBlock + 1, 2 * eventsInBlock, all.length];
    for (const wants of kinds) {
      for (const by of authors) {
        const walked = all
          .map(({ recorded }) => recorded)
          .filter(
            ({ by: author, event }) => (by ?? author) === author && (wants?.(event.type) ?? true),
          );
        for (const start of bounds) {
          const older = walked.filter(({ seq }) => seq < start).map(({ seq }) => seq);
          const newer = walked.filter(({ seq }) => seq > start).map(({ seq }) => seq);
          const asked = { by, wants, start, limit: 700 };
          expect(seqs(asked)).toEqual(older.slice(0, 700));
          expect(seqs({ ...asked, direction: 'newer' })).toEqual(newer.reverse().slice(0, 700));
        }
      }
    }
  });

  test('a log from before the marks gets the same ones by the upgrade as by its trigger', () => {
    const { client } = stage.database;
    const marks = () => client.prepare('SELECT * FROM event_marks').all();
    const written = marks();
    expect(written.length).toBeGreaterThan(6);
    client.exec(`DROP TABLE event_marks; DROP TRIGGER events_mark_block;
      CREATE INDEX events_by_type ON events (type); CREATE INDEX events_by_author ON events (at);`);
    const upgrade = new URL('../../migrations/0012_event-marks.sql', import.meta.url);
    client.exec(readFileSync(upgrade, 'utf8'));
    expect(marks()).toEqual(written);
    markEvents(client);
    expect(marks()).toEqual(written);
  });
});

test('[SYNC-4] each row says whether its ticket is restricted now, and those can be left out', () => {
  const rows = journalPage(stage.database, everything);
  const restricted = rows.filter((row) => row.restricted).map(({ recorded }) => recorded.seq);
  expect(restricted).toEqual([7, 4]);
  expect(seqs({ withRestricted: false })).toEqual([6, 5, 3, 2, 1]);
  expect(seqs({ withRestricted: false, streamId: 'secret' })).toEqual([]);
});

test('[SYNC-4] what a sheet says of a restricted ticket or matter is as restricted, and nothing else of it', async () => {
  const shift = {
    teamId: 'JOUR-A',
    kind: 'day',
    date: '2026-11-24',
    startMs: 1,
    endMs: 2,
  } as const;
  const [outgoing, incoming] = [
    { ...shift, id: 'one' },
    { ...shift, id: 'two' },
  ];
  const line = (itemId: string, part: 5 | 9, ticketId: string | null = null) =>
    ({ type: 'handover-item-added', itemId, part, ticketId }) as const;
  const read = (item: string) => ({ type: 'handover-item-reviewed', item, done: true }) as const;
  const planned = (ticketId: string) => ({ type: 'pass-planned', ticketId, pass: null }) as const;
  const veiled = [
    ...[planned('secret'), read('ticket:secret'), line('matter', 9), read('note:matter')],
    ...[{ type: 'handover-item-removed', itemId: 'matter' } as const, line('about', 5, 'secret')],
    { type: 'handover-item-taken', item: 'note:about', done: true } as const,
  ];
  const open = [
    ...[planned('open'), read('ticket:open'), line('plain', 5), read('note:plain')],
    ...[read('fact:backlog'), line('of-open', 5, 'open')],
    { type: 'handover-item-removed', itemId: 'of-open' } as const,
  ];
  const opened = { type: 'handover-opened', outgoing, incoming, reliefAt: 2 } as const;
  const events = [opened, ...open, ...veiled];
  await stage.desk.happen({ stream: 'handover', id: 'sheet', events }, 4_000);
  const rows = journalPage(stage.database, { ...everything, streamId: 'sheet' }).reverse();
  const types = (restricted: boolean) =>
    rows.filter((row) => row.restricted === restricted).map(({ recorded }) => recorded.event);
  expect(types(true)).toEqual(veiled);
  expect(types(false)).toEqual([opened, ...open]);
});
