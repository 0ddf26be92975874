import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '@vigie/db/backup/make-backup';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { BackupKeeper } from './backup-keeper.ts';
import type { BackupFailure } from './run-backup.ts';
import { nextRun } from './schedule.ts';

const hour = 60 * 60_000;
let room: TestRoom;
let base: string;
let keeper: BackupKeeper;
let fault: 'no-room' | null;
let begun: number;
beforeEach(async () => {
  room = await TestRoom.open();
  base = mkdtempSync(join(tmpdir(), 'vigie-keeper-'));
  writeFileSync(join(room.folder, 'mode'), 'production\n');
  [fault, begun] = [null, 0];
  keeper = open('30 4 * * *');
});
afterEach(async () => {
  await keeper.close();
  await room.close();
  rmSync(base, { recursive: true, force: true });
});

function open(schedule: string | null): BackupKeeper {
  const quiet = () => undefined;
  return new BackupKeeper({
    ...{ target: base, schedule, logId: room.database.logId, clock: room.time, timers: room.time },
    logger: { info: quiet, error: quiet },
    run: () => {
      begun += 1;
      return { ended: back(), stop: quiet };
    },
  });
}

async function back(): Promise<BackupFailure | null> {
  if (fault !== null) return { fault, message: 'plus de place' };
  const now = () => room.time.now();
  await makeBackup({ dataFolder: room.folder, target: base, keep: 3, now, program: '0.1.0' });
  return null;
}

/** Lets hours pass, hour by hour; a backup that is begun ends. */
async function hours(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await room.advance(hour);
    await expect.poll(() => keeper.status().running).toBe(false);
  }
}

test('[RUN-4] a backup is made at the hour of the setting, each day, and known', async () => {
  expect(keeper.status()).toMatchObject({ state: 'well', last: null });
  expect(keeper.status().nextAt).toBe(Date.UTC(2026, 10, 25, 3, 30));
  await hours(15);
  expect(keeper.status()).toMatchObject({ state: 'well', last: { seq: 7 } });
  expect(keeper.status().nextAt).toBe(Date.UTC(2026, 10, 26, 3, 30));
  await hours(24);
  expect(begun).toBe(2);
});

test('[RUN-4] one that fails is told, and the next that is made ends it', async () => {
  fault = 'no-room';
  await hours(15);
  expect(keeper.status()).toMatchObject({
    state: 'failed',
    lastFailure: { fault: 'no-room', message: 'plus de place' },
  });
  fault = null;
  await hours(24);
  expect(keeper.status().state).toBe('well');
});

test('[RUN-4] one that does not come in its time is late', async () => {
  await keeper.close();
  keeper = open('30 4 * * *');
  room.time.jump(20 * hour);
  expect(keeper.status().state).toBe('late');
});

test('[RUN-4] one made by hand counts after a restart', async () => {
  await back();
  await keeper.close();
  keeper = open(null);
  expect(keeper.status()).toMatchObject({ state: 'well', last: { seq: 7 }, nextAt: null });
});

test('the hour is that of the service’s clocks, summer and winter', () => {
  expect(nextRun('30 4 * * *', Date.UTC(2026, 6, 1))).toBe(Date.UTC(2026, 6, 1, 2, 30));
  expect(nextRun('30 4 * * *', Date.UTC(2026, 0, 1))).toBe(Date.UTC(2026, 0, 1, 3, 30));
});
