import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkProjections } from '../check-projections.ts';
import { openDatabase, readDatabase } from '../database.ts';
import { lastRestored } from '../queries/restored.ts';
import { makeSqliteMedium, type SqliteMedium } from '../testing/sqlite-medium.ts';
import { SmallDesk } from '../testing/small-desk.ts';
import { verifyChain } from '../verify-chain.ts';
import { listBackups } from './backup-folder.ts';
import { makeBackup, type BackupParts } from './make-backup.ts';
import { restorationMark } from './restoration-mark.ts';
import { restoreBackup, type RestoreParts } from './restore-backup.ts';

let medium: SqliteMedium;
let desk: SmallDesk;
let base: string;
let now: number;
beforeEach(async () => {
  medium = await makeSqliteMedium();
  writeFileSync(join(dirname(medium.path), 'mode'), 'production\n');
  writeFileSync(join(dirname(medium.path), 'secret'), 'the secret of this installation\n');
  desk = new SmallDesk(await medium.open());
  await desk.person('ana');
  for (const id of ['a', 'b', 'c']) await desk.ticket(id);
  base = mkdtempSync(join(tmpdir(), 'vigie-backup-'));
  mkdirSync(join(base, 'data'));
  now = Date.UTC(2026, 10, 25, 3, 30);
});
afterEach(async () => {
  await medium.destroy();
  rmSync(base, { recursive: true, force: true });
});

const backUp = (more: Partial<BackupParts> = {}) =>
  makeBackup({
    ...{ dataFolder: dirname(medium.path), target: join(base, 'backups'), keep: 3 },
    ...{ now: () => now, program: '0.1.0', ...more },
  });

const restore = (backup: string, more: Partial<RestoreParts> = {}) =>
  restoreBackup({
    ...{ backup, dataFolder: join(base, 'data'), allowOther: false, allowOlder: false },
    ...{ now: () => now, ...more },
  });

/** A folder of data in which this database stands as it is now, its server stopped. */
async function standing(): Promise<string> {
  const { path } = await backUp({ target: join(base, 'standing') });
  const folder = mkdtempSync(join(base, 'folder-'));
  await restore(path, { dataFolder: folder });
  return folder;
}

const seqIn = (folder: string) => {
  const database = readDatabase(join(folder, 'vigie.db'));
  const seq = database.client.prepare('SELECT max(seq) FROM events').pluck().get();
  database.close();
  return seq;
};

describe('[RUN-4] a backup', () => {
  test('is one state, however much is written while it is made', async () => {
    await desk.ticket('long', {}, { writes: { words: bulk(2_000) } });
    const before = await desk.log.head();
    let copied = 0;
    const writing: Promise<unknown>[] = [];
    const { path, manifest } = await backUp({
      progress: ({ step }) => {
        if (step !== 'copy' || copied >= 100) return;
        copied += 1;
        writing.push(desk.ticket(`during-${String(copied)}`));
      },
    });
    await Promise.all(writing);
    expect(copied).toBeGreaterThan(1);
    expect(copied).toBeLessThan(100);
    expect(manifest.head).toEqual(before);
    const copy = readDatabase(join(path, 'vigie.db'));
    expect(await verifyChain(copy)).toMatchObject({ ok: true, head: before });
    expect(await checkProjections(copy)).toMatchObject({ ok: true });
    copy.close();
    expect(await desk.log.verify()).toMatchObject({ ok: true, events: before.seq + copied });
  });

  test('says in its manifest what it is, and holds the secret for its owner’s eyes', async () => {
    const { path, manifest } = await backUp();
    expect(path).toBe(join(base, 'backups/vigie-20261125T033000Z'));
    expect(readdirSync(path).sort()).toEqual(['manifest.json', 'secret', 'vigie.db']);
    expect(manifest).toMatchObject({
      ...{ format: 1, at: now, logId: medium.database.logId, mode: 'production' },
      ...{ head: { seq: 4 }, secretFrom: 'file' },
    });
    expect(readFileSync(join(path, 'secret'), 'utf8')).toContain('the secret');
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  test('tells how far it is, step by step', async () => {
    const steps: string[] = [];
    await backUp({ progress: ({ step }) => steps.push(step) });
    expect(new Set(steps)).toEqual(new Set(['copy', 'proof', 'hash']));
  });

  test('of the last ones so many are kept; another installation’s, and what is none, are left alone', async () => {
    const target = join(base, 'backups');
    for (let n = 0; n < 5; n += 1) {
      now += 60_000;
      await backUp();
    }
    writeFileSync(join(target, 'notes.txt'), 'mine');
    const kept = listBackups(target, medium.database.logId);
    expect(kept.map(({ manifest }) => manifest.at)).toEqual([now, now - 60_000, now - 120_000]);
    const manifest = join(kept[2]?.path ?? '', 'manifest.json');
    const foreign = readFileSync(manifest, 'utf8').replace(medium.database.logId, 'another-log');
    writeFileSync(manifest, foreign);
    now += 60_000;
    await backUp({ keep: 1 });
    expect(readdirSync(target)).toHaveLength(3);
    expect(readdirSync(target)).toContain('notes.txt');
  });

  test('two of one instant stand side by side', async () => {
    const paths = [(await backUp()).path, (await backUp()).path];
    expect(new Set(paths).size).toBe(2);
  });

  test('of a folder without a database is refused by what was expected', async () => {
    await expect(backUp({ dataFolder: base })).rejects.toMatchObject({
      fault: 'no-database',
      message: expect.stringContaining('VIGIE_DATA') as string,
    });
  });

  test('on a disk that fills up says so, leaves nothing half done, and the former one is whole', async () => {
    const { path } = await backUp();
    await desk.ticket('long', {}, { writes: { words: bulk(200) } });
    // A limit on the size of files makes writing fail where the disk's end would.
    const script = fileURLToPath(new URL('../testing/back-up-once.ts', import.meta.url));
    const ask = `ulimit -S -f 1500; exec "$0" "$@"`;
    const told = execFileSync(
      'sh',
      ['-c', ask, process.execPath, script, dirname(medium.path), join(base, 'backups')],
      { encoding: 'utf8' },
    );
    expect(told).toMatch(/^(no-room|cannot-write) .*Rien n’y a été remplacé/);
    expect(readdirSync(join(base, 'backups'))).toEqual([path.split('/').at(-1)]);
    await restore(path);
    expect(seqIn(join(base, 'data'))).toBe(4);
  });

  test.skipIf(!hasOwnDisks())('on a really full disk the same', async () => {
    await desk.ticket('long', {}, { writes: { words: bulk(200) } });
    medium.database.client.pragma('wal_checkpoint(TRUNCATE)');
    // Room for the database and one page: enough to begin.
    const bytes = statSync(medium.path).size + 4_096;
    const script = fileURLToPath(new URL('../testing/back-up-once.ts', import.meta.url));
    const ask = `mount -t tmpfs -o size="$1" none "$2" && shift 2 && "$@" && ls -A "$4"`;
    const disk = join(base, 'data');
    const words = [String(bytes), disk, process.execPath, script, dirname(medium.path), disk];
    const told = execFileSync('unshare', ['-rm', 'sh', '-c', ask, 'sh', ...words], {
      encoding: 'utf8',
    });
    expect(told).toMatch(/^no-room .*Rien n’y a été remplacé[^\n]*\n$/);
  });
});

describe('[RUN-4] a restore', () => {
  test('brings back all of it into a new folder: log, projections, secret, mode', async () => {
    const { path, manifest } = await backUp();
    const { formerDatabase } = await restore(path);
    const data = join(base, 'data');
    expect(formerDatabase).toBe(null);
    expect(readFileSync(join(data, 'secret'), 'utf8')).toContain('the secret');
    expect(readFileSync(join(data, 'mode'), 'utf8').trim()).toBe('production');
    const database = openDatabase(join(data, 'vigie.db'));
    expect(database.logId).toBe(manifest.logId);
    expect(await verifyChain(database)).toMatchObject({ ok: true, head: manifest.head });
    expect(await checkProjections(database)).toMatchObject({ ok: true });
    expect(lastRestored(database)).toEqual({ from: manifest.at, at: now, doubted: false });
    database.close();
  });

  test('keeps what stood before beside it', async () => {
    const folder = await standing();
    const { path } = await backUp();
    const { formerDatabase } = await restore(path, { dataFolder: folder });
    expect(existsSync(formerDatabase ?? '')).toBe(true);
    expect(existsSync(restorationMark(folder))).toBe(false);
  });

  test.each(['vigie.db', 'secret'])('refuses a backup whose %s was damaged', async (name) => {
    const folder = await standing();
    const { path } = await backUp();
    const file = readFileSync(join(path, name));
    file[file.length >> 1] = (file[file.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(path, name), file);
    await expect(restore(path, { dataFolder: folder })).rejects.toMatchObject({
      fault: 'damaged',
      message: expect.stringContaining(name) as string,
    });
    expect(seqIn(folder)).toBe(4);
  });

  test('refuses one that was cut off, one without its manifest, and what is none', async () => {
    const { path } = await backUp();
    truncateSync(join(path, 'vigie.db'), 8_192);
    await expect(restore(path)).rejects.toMatchObject({ fault: 'damaged' });
    rmSync(join(path, 'vigie.db'));
    await expect(restore(path)).rejects.toMatchObject({ fault: 'damaged' });
    appendFileSync(join(path, 'manifest.json'), 'x');
    await expect(restore(path)).rejects.toMatchObject({ fault: 'not-a-backup' });
    await expect(restore(join(base, 'nowhere'))).rejects.toMatchObject({ fault: 'not-a-backup' });
    expect(existsSync(join(base, 'data/vigie.db'))).toBe(false);
  });

  test('refuses one that is older than what stands, and says by how much; told to, it goes back', async () => {
    const { path } = await backUp();
    await desk.ticket('d');
    await desk.ticket('e');
    const folder = await standing();
    await expect(restore(path, { dataFolder: folder })).rejects.toMatchObject({
      fault: 'older',
      message: expect.stringMatching(/de 2 faits.*--older/) as string,
    });
    expect(seqIn(folder)).toBe(6);
    await restore(path, { dataFolder: folder, allowOlder: true });
    expect(seqIn(folder)).toBe(4);
  });

  test('refuses to replace what cannot be read, unless told', async () => {
    const { path } = await backUp();
    const folder = mkdtempSync(join(base, 'broken-'));
    writeFileSync(join(folder, 'vigie.db'), 'Madame, Monsieur, '.repeat(1_000));
    await expect(restore(path, { dataFolder: folder })).rejects.toMatchObject({ fault: 'older' });
    await restore(path, { dataFolder: folder, allowOlder: true });
    expect(seqIn(folder)).toBe(4);
  });

  test('refuses another installation’s, unless told', async () => {
    const folder = mkdtempSync(join(base, 'other-'));
    openDatabase(join(folder, 'vigie.db')).close();
    const { path } = await backUp();
    const other = { dataFolder: folder };
    await expect(restore(path, other)).rejects.toMatchObject({ fault: 'another-installation' });
    await restore(path, { ...other, allowOther: true });
    expect(seqIn(folder)).toBe(4);
  });

  test('[RUN-1] refuses real mail in a folder of the demonstration', async () => {
    const folder = mkdtempSync(join(base, 'demo-'));
    writeFileSync(join(folder, 'mode'), 'demo\n');
    const { path } = await backUp();
    await expect(restore(path, { dataFolder: folder })).rejects.toMatchObject({
      fault: 'another-mode',
    });
  });

  test('refuses one of a newer program by its name', async () => {
    const { path, manifest } = await backUp();
    const versions = { ...manifest.versions, program: '9.0.0', schema: '0999_from-the-future' };
    writeFileSync(join(path, 'manifest.json'), JSON.stringify({ ...manifest, versions }));
    await expect(restore(path)).rejects.toMatchObject({
      fault: 'newer-program',
      message: expect.stringContaining('9.0.0') as string,
    });
  });
});

function bulk(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: `word-${String(n)}`, kind: 'note' as const, ticketId: 'a', by: 'ana', at: 1 },
    ...{ text: 'Madame, Monsieur, '.repeat(400), refusal: null },
  }));
}

/** Where this user may give a process a small disk of its own. */
function hasOwnDisks(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
