import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkProjections } from '@vigie/db/check-projections';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import { loadErasure } from '@vigie/db/settings-rows';
import type { SettingValues } from '@vigie/shared/settings/definitions';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { letter } from '../mail/testing/letter.ts';
import { MailRoom } from '../mail/testing/mail-room.ts';
import { TestRoom } from '../testing/test-room.ts';
import { nextNight, Retention } from './retention.ts';

const day = 86_400_000;
let room: TestRoom;
let mail: MailRoom;
let values: SettingValues;
let retention: Retention;

beforeEach(async () => {
  room = await TestRoom.open(['ana', 'gallois']);
  mail = new MailRoom(room);
  values = {};
  const { database, desk, time: clock } = room;
  retention = new Retention({
    ...{ database, desk, clock, timers: clock, newId: () => room.newId(), logger: mail.log },
    settings: {
      get values() {
        return values;
      },
    },
  });
});
afterEach(async () => {
  await retention.close();
  await room.close();
});

/** A ticket whose citizen wrote such a word, and which Ana answered with a note beside it. */
async function answered(word: string): Promise<string> {
  const parts = {
    from: `M ${word} <${word}@exemple.example>`,
    subject: word,
    text: `Vol : ${word}.`,
  };
  const ticketId = await mail.opens(letter(parts));
  await room.does('ana', { type: 'add-note', ticketId, text: `note ${word}` });
  await closed(ticketId);
  return ticketId;
}

async function closed(ticketId: string): Promise<void> {
  const claim = await room.does('ana', { type: 'claim-ticket', ticketId, outsideShift: true });
  const token = claim.ok ? claim.token : 0;
  const done = { type: 'close-ticket', ticketId, token, reason: 'not-for-us' };
  expect(await room.does('ana', done)).toMatchObject({ ok: true });
}

/** All bytes of the database as they lie on the disk. */
function onDisk(): string {
  room.database.client.pragma('wal_checkpoint(TRUNCATE)');
  return readFileSync(join(room.folder, 'vigie.db')).toString('latin1');
}

test('[ACCESS-4] once its time is over no word of a ticket is left in the file, and others stay', async () => {
  const old = await answered('xylophonesque');
  room.time.jump(200 * day);
  await answered('clavicorde');
  room.time.jump(200 * day);
  expect(onDisk()).toContain('xylophonesque');
  const { tickets } = await retention.preview();
  const erased = await retention.run();
  expect([tickets, erased.tickets]).toEqual([1, 1]);
  expect(onDisk()).not.toMatch(/ylophonesque/i);
  expect(onDisk()).toMatch(/clavicorde/);
  expect(room.ticket(old).status).toBe('closed');
});

test('[ACCESS-4] figures, ledger and log stay: the chain verifies and the fold is the same', async () => {
  const id = await answered('xylophonesque');
  const before = { ticket: room.ticket(id), ledger: ledgerCounts(room.database) };
  room.time.jump(400 * day);
  await retention.run();
  expect({ ticket: room.ticket(id), ledger: ledgerCounts(room.database) }).toEqual(before);
  expect(await room.log.verify()).toMatchObject({ ok: true });
  expect(await checkProjections(room.database)).toMatchObject({ ok: true });
});

test('[ACCESS-4] how long is a setting of the category, counted from when the ticket was settled', async () => {
  const id = await answered('vol de voiture');
  const { category, settledAt } = room.ticket(id);
  values = { [`retention-${category}`]: 40 };
  room.time.jump((settledAt ?? 0) + 40 * day - 1 - room.time.now());
  expect((await retention.run()).tickets).toBe(0);
  room.time.jump(1);
  expect((await retention.run()).tickets).toBe(1);
});

test('[ACCESS-4] an open ticket is never erased, however old', async () => {
  await mail.opens(letter());
  room.time.jump(5_000 * day);
  expect((await retention.run()).tickets).toBe(0);
});

test('[ACCESS-4] each run is an event with its counts, one that found nothing too', async () => {
  await answered('xylophonesque');
  room.time.jump(400 * day);
  const runAt = room.time.now();
  await retention.run();
  expect(loadErasure(room.database)?.lastRun).toEqual({
    at: runAt,
    tickets: 1,
    mails: 2,
    others: 0,
  });
  room.time.jump(day);
  await retention.run();
  expect(loadErasure(room.database)?.lastRun).toMatchObject({ at: runAt + day, tickets: 0 });
});

test('[ACCESS-4] what somebody writes to an erased ticket goes with the next run', async () => {
  const ticketId = await answered('xylophonesque');
  room.time.jump(400 * day);
  await retention.run();
  await room.does('ana', { type: 'add-note', ticketId, text: 'rappelé M. Zéphyrin' });
  expect((await retention.run()).tickets).toBe(1);
  expect(onDisk()).not.toContain('phyrin');
});

test('[ACCESS-4] what a deletion does not remove is passed over and said aloud: the run ends, and the rest goes', async () => {
  const machine = ['X-Auto-Response-Suppress: All', 'Auto-Submitted: auto-generated'];
  for (let n = 0; n < 150; n += 1) {
    await mail.arrives(letter({ headers: machine, text: `rapport ${String(n)}` }));
  }
  const [kept] = mailIdsOfMachines();
  room.database.client.exec(
    `CREATE TRIGGER stuck BEFORE DELETE ON mails WHEN old.id = '${kept ?? ''}'
     BEGIN SELECT raise(IGNORE); END`,
  );
  room.time.jump(4_000 * day);
  await retention.run();
  expect(mailIdsOfMachines()).toEqual([kept]);
  expect(mail.log.lines.at(-1)).toMatchObject({ level: 'error', context: { left: 1 } });
  room.database.client.exec('DROP TRIGGER stuck');
  await retention.run();
  expect(mailIdsOfMachines()).toEqual([]);
});

function mailIdsOfMachines(): string[] {
  return room.database.client
    .prepare<[], string>(`SELECT id FROM mails WHERE kind = 'machine' ORDER BY no`)
    .pluck()
    .all();
}

test('[ACCESS-4] [MAIL-5] a merged ticket keeps its words as long as the one in which it goes on, and goes in the same run', async () => {
  const survivor = await mail.opens(letter({ from: 'M Aulos <aulos@exemple.example>' }));
  const chain = [];
  for (const word of ['xylophonesque', 'clavicordiste', 'bombardonique', 'serpentonesque']) {
    const parts = { from: `M ${word} <${word}@exemple.example>`, subject: word, text: word };
    const ticketId = await mail.opens(letter(parts));
    await room.does('ana', { type: 'add-note', ticketId, text: `note ${word}` });
    chain.push(ticketId);
  }
  // Each ends in the next one, so that one case has four former numbers.
  for (const [n, ticketId] of chain.entries()) {
    await room.does('ana', { type: 'merge-ticket', ticketId, into: chain[n + 1] ?? survivor });
  }
  room.time.jump(4_000 * day);
  expect((await retention.run()).tickets).toBe(0);
  expect(onDisk()).toContain('note xylophonesque');
  await closed(survivor);
  room.time.jump(4_000 * day);
  expect((await retention.preview()).tickets).toBe(5);
  expect(await retention.run()).toMatchObject({ tickets: 5, mails: 10 });
  expect(onDisk()).not.toMatch(/ylophonesque|lavicordiste|ombardonique|erpentonesque|aulos@/i);
  expect(await checkProjections(room.database)).toMatchObject({ ok: true });
});

test('[ACCESS-4] the run is at night, right across the change of the clocks', () => {
  const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
  expect(nextNight(at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T01:40:00Z'));
  expect(nextNight(at('2026-03-29T01:40:00Z'))).toBe(at('2026-03-30T01:40:00Z'));
  expect(nextNight(at('2026-10-25T00:00:00Z'))).toBe(at('2026-10-25T02:40:00Z'));
});
