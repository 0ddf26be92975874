import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkProjections } from './check-projections.ts';
import { markAcknowledgementSending, outboxEntry } from './queries/outbox.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { enter, histories, mergings, play } from './testing/random-history.ts';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';
import { citizenMail, replyMail } from './testing/words.ts';

let medium: SqliteMedium;
let desk: SmallDesk;
beforeEach(async () => {
  medium = await makeSqliteMedium();
  desk = new SmallDesk(await medium.open());
});
afterEach(() => medium.destroy());

/** Everything that the projections hold, in a fixed order. */
function contents(): unknown {
  const all = (table: string, order: string) =>
    medium.database.client.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all();
  return [
    all('tickets', 'id'),
    all('episodes', 'ticket_id, n'),
    all('people', 'id'),
    all('room', 'id'),
    all('numbers', 'month'),
    all('outbox', 'reply_id'),
    all('mail_places', 'mail_id'),
    all('mails', 'no'),
    all('reply_counts', 'state'),
    all('ledger_counts', 'mailbox_id, outcome'),
  ];
}

/** Mails that stand in no ticket, or in one that goes on in another; what the service itself writes is no mail of anybody. */
function lostMails(): unknown[] {
  return medium.database.client
    .prepare(
      `SELECT m.id FROM mails m LEFT JOIN tickets t ON t.id = m.ticket_id
        WHERE m.kind <> 'acknowledgement' AND (t.id IS NULL OR t.status = 'merged')`,
    )
    .all();
}

describe('projections', () => {
  test('[LOG-3] after any history, the live projections are those that the log gives anew', async () => {
    const tried = new Map<string, number>();
    await fc.assert(
      fc
        .asyncProperty(histories, async (history) => {
          await enter(desk);
          await play(desk, history);
          for (const { event } of await desk.log.read(0, 10_000)) {
            tried.set(event.type, (tried.get(event.type) ?? 0) + 1);
          }
          expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
          const live = contents();
          rebuildProjections(medium.database);
          expect(contents()).toEqual(live);
        })
        .beforeEach(async () => {
          await medium.destroy();
          medium = await makeSqliteMedium();
          desk = new SmallDesk(await medium.open());
        }),
      { numRuns: 25 },
    );
    // A history that never gets anywhere proves nothing.
    expect(tried.size).toBeGreaterThan(20);
  });

  test('[LOG-3] merged and split, over and over, every mail stands in one open-ended ticket', async () => {
    const moves = new Map<string, number>();
    await fc.assert(
      fc
        .asyncProperty(mergings, async (history) => {
          await enter(desk);
          await play(desk, history);
          for (const { event } of await desk.log.read(0, 10_000)) {
            moves.set(event.type, (moves.get(event.type) ?? 0) + 1);
          }
          expect(lostMails()).toEqual([]);
          expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
          const live = contents();
          rebuildProjections(medium.database);
          expect(contents()).toEqual(live);
        })
        .beforeEach(async () => {
          await medium.destroy();
          medium = await makeSqliteMedium();
          desk = new SmallDesk(await medium.open());
        }),
      { numRuns: 25 },
    );
    expect(moves.get('mails-merged-in')).toBeGreaterThan(20);
    expect(moves.get('mails-split-in')).toBeGreaterThan(10);
  });

  test('[LOG-3] the check tells how far it is, and how many events it folded', async () => {
    for (let n = 0; n < 5; n += 1) await desk.ticket(`t${String(n)}`);
    const told: unknown[] = [];
    const check = await checkProjections(medium.database, (progress) => told.push(progress));
    expect(check).toEqual({ ok: true, events: 5 });
    expect(told).toEqual([{ done: 5, total: 5 }]);
  });

  test.each([
    [`UPDATE tickets SET lock_holder = 'ben'`, 'tickets', 'a', ['lock_holder']],
    [`UPDATE tickets SET state = replace(state, 'biens', 'cyber')`, 'tickets', 'a', ['state']],
    [`UPDATE episodes SET due_at = due_at + 1`, 'episodes', 'a:1', ['due_at']],
    [`UPDATE numbers SET last = 7`, 'numbers', '26-11', ['last']],
    [`UPDATE people SET active = 0`, 'people', 'ana', ['active']],
  ])(
    '[LOG-3] a projection that was tampered with is named: %s',
    async (statement, table, key, columns) => {
      await desk.person('ana');
      await desk.ticket('a');
      medium.database.client.exec(statement);
      expect(await checkProjections(medium.database)).toMatchObject({
        ok: false,
        differences: [{ table, key, columns, missing: null }],
      });
      rebuildProjections(medium.database);
      expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
    },
  );

  test('[LOG-3] a row that is lacking, or that nothing in the log made, is named', async () => {
    await desk.person('ana');
    await desk.ticket('a');
    medium.database.client.exec(`
      DELETE FROM people;
      INSERT INTO numbers VALUES ('26-12', 4);
      INSERT INTO reply_counts VALUES ('sent', 3)`);
    expect(await checkProjections(medium.database)).toMatchObject({
      ok: false,
      differences: [
        { table: 'numbers', key: '26-12', missing: 'rebuilt' },
        { table: 'people', key: 'ana', missing: 'live' },
        { table: 'reply_counts', key: 'sent', missing: 'rebuilt' },
      ],
    });
    rebuildProjections(medium.database);
    expect(await checkProjections(medium.database)).toMatchObject({ ok: true });
  });

  test('[LOG-3] the check goes on beside a running log and sees one state of it', async () => {
    for (let n = 0; n < 20; n += 1) await desk.ticket(`t${String(n)}`);
    const check = checkProjections(medium.database);
    await desk.ticket('meanwhile');
    expect(await check).toMatchObject({ ok: true, events: 20 });
  });

  test('[LOG-3] a rebuild puts the outbox back, and leaves alone what no event tells', async () => {
    await desk.ticket('a', {}, { writes: citizenMail('a', 'mail-a', 1) });
    const queued = { type: 'queue-acknowledgement' as const, replyId: 'ack', sendAt: 5 };
    await desk.system('a', queued, 2, { writes: replyMail('a', 'ack', 'acknowledgement', 2) });
    markAcknowledgementSending(medium.database, 'ack');
    rebuildProjections(medium.database);
    expect(outboxEntry(medium.database, 'ack')).toMatchObject({ state: 'sending', attempts: 1 });
  });

  test('[MAIL-8] a rebuild never queues a mail that no event stands behind', async () => {
    await desk.ticket('a');
    const { mails, outbox } = replyMail('a', 'forged', 'reply', 1);
    await desk.log.transact(
      { key: 'forged', by: 'system', at: 1, type: 'test', origin: null },
      [],
      () => ({
        ok: true,
        appends: [],
        writes: { mails: mails ?? [], outbox: outbox ?? [] },
        answer: () => 0,
      }),
    );
    rebuildProjections(medium.database);
    expect(outboxEntry(medium.database, 'forged')).toMatchObject({ state: 'withdrawn' });
  });
});
