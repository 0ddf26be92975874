import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runBackup } from './run-backup.ts';

test('[RUN-4] a backup that the server has made tells it by a fact why it failed', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'vigie-run-backup-'));
  onTestFinished(() => rmSync(empty, { recursive: true }));
  const { ended } = runBackup({ VIGIE_DATA: empty, VIGIE_BACKUP_DIR: join(empty, 'copies') });
  expect(await ended).toMatchObject({ fault: 'no-database' });
});
