import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkProjections } from '@vigie/db/check-projections';
import type { SettingValues } from '@vigie/shared/settings/definitions';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptFieldsOf } from '../handover/kept-fields.ts';
import { printSheet } from '../handover/print-sheet.ts';
import { readSeal } from '../handover/read-seal.ts';
import { done, password, ReliefRoom, sheetId } from '../handover/testing/relief-room.ts';
import { verifySeal } from '../handover/verify-seal.ts';
import { Retention } from './retention.ts';

const day = 86_400_000;
let relief: ReliefRoom;
let values: SettingValues;
let retention: Retention;

beforeEach(async () => {
  relief = await ReliefRoom.open();
  values = {};
  const { database, desk, time: clock } = relief.room;
  retention = new Retention({
    ...{ database, desk, clock, timers: clock, newId: () => relief.room.newId() },
    logger: { info: () => undefined, error: () => undefined },
    settings: {
      get values() {
        return values;
      },
    },
  });
});
afterEach(async () => {
  await retention.close();
  await relief.close();
});

const urgent = { finding: { priority: 'P1', category: 'harcel' } } as const;

/** A sealed sheet with a word of its own in each place in which somebody can type. */
async function sealed(word: string): Promise<void> {
  const { ticketId } = await relief.room.claimed('ana', urgent);
  done(await relief.does('rousseau', { type: 'open-handover' }));
  const item = `ticket:${ticketId}`;
  done(await relief.write('rousseau', item, 'situation', `attend ${word}`));
  const pass = { kind: 'person', personId: 'colin' };
  done(await relief.on('rousseau', 'plan-pass', { ticketId, pass }));
  await relief.proposed();
  await relief.write('rousseau', item, 'background', `trop tard, ${word}`);
  await relief.taken();
  done(await relief.accept());
  done(
    await relief.on('marchand', 'add-addendum', {
      text: `rappel de ${word}`,
      signature: { password },
    }),
  );
}

function print(): Buffer {
  const options = { tz: 'Europe/Paris', withRestricted: true };
  const printed = printSheet(relief.room.database, sheetId, options);
  if (!printed) throw new Error('nothing was printed');
  return printed.pdf;
}

const faults = async (pdf: Buffer) =>
  (await verifySeal(relief.room.database, pdf)).filter(({ holds }) => !holds);

function onDisk(): string {
  const { database, folder } = relief.room;
  database.client.pragma('wal_checkpoint(TRUNCATE)');
  return readFileSync(join(folder, 'vigie.db')).toString('latin1');
}

test('[ACCESS-4] [HAND-3] the words of a sheet go when the first of its tickets could be over, and its seal still verifies', async () => {
  await sealed('xylophonesque');
  const before = print();
  values = { 'retention-harcel': 40 };
  relief.room.time.jump(39 * day);
  await retention.run();
  expect(onDisk()).toContain('xylophonesque');
  relief.room.time.jump(2 * day);
  expect((await retention.preview()).others).toBe(3);
  expect((await retention.run()).others).toBe(3);
  expect(onDisk()).not.toContain('xylophonesque');
  const after = print();
  expect(readSeal(after)?.parts.filter(({ body }) => body !== null)).toMatchObject([{ n: 0 }]);
  expect([await faults(before), await faults(after)]).toEqual([[], []]);
  expect(await relief.room.log.verify()).toMatchObject({ ok: true });
  expect(await checkProjections(relief.room.database)).toMatchObject({ ok: true });
});

test('[ACCESS-4] an erased sheet says so, part by part, and keeps who signed it and its figures', async () => {
  await sealed('xylophonesque');
  const { figures, acceptance } = relief.sheet();
  relief.room.time.jump(4_000 * day);
  await retention.run();
  const sheet = relief.sheet();
  expect(sheet).toMatchObject({ state: 'sealed', figures, acceptance });
  expect(sheet.parts.map(({ erased, items }) => [erased, items.length])).toEqual(
    Array.from({ length: 10 }, () => [true, 0]),
  );
  expect(sheet.addenda).toMatchObject([{ by: 'marchand', text: null }]);
  expect(keptFieldsOf(relief.room.database, sheetId, 'rousseau')).toEqual([]);
});

test('[ACCESS-4] a sheet that is still being written is not erased', async () => {
  done(await relief.does('rousseau', { type: 'open-handover' }));
  done(await relief.write('marchand', 'receiver', 'synthesis', 'calme'));
  relief.room.time.jump(4_000 * day);
  await retention.run();
  expect(relief.items(10)[0]?.fields.synthesis?.text).toBe('calme');
});
