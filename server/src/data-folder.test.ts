import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder, type DataFolder } from './data-folder.ts';

let base: string;
let dataDir: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'vigie-folder-'));
  dataDir = join(base, 'data');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function open(mode: 'demo' | 'production' = 'demo', secret: string | null = null): DataFolder {
  const opened = openDataFolder({ dataDir, mode, secret });
  if (!opened.ok) throw new Error(opened.fault);
  return opened.folder;
}

function faultOf(mode: 'demo' | 'production' = 'demo', dir = dataDir): string {
  const opened = openDataFolder({ dataDir: dir, mode, secret: null });
  if (!opened.ok) return opened.fault;
  opened.folder.close();
  return '';
}

test('[RUN-2] a secret is made once, and kept for its owner’s eyes', () => {
  const first = open();
  first.close();
  const second = open();
  second.close();
  expect(second.secret).toBe(first.secret);
  expect(first.secret).toMatch(/^[\w-]{43}$/);
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test('[RUN-2] the setting’s secret is used as it is, and written nowhere', () => {
  const secret = 's'.repeat(40);
  const folder = open('demo', secret);
  folder.close();
  expect(folder.secret).toBe(secret);
  expect(() => readFileSync(join(dataDir, 'secret'))).toThrow('ENOENT');
});

test('[RUN-2] a second process on the same folder is refused, until the first has let go', () => {
  const first = open();
  expect(faultOf()).toMatch(/^VIGIE_DATA : .*un autre Vigie en marche/);
  first.close();
  expect(faultOf()).toBe('');
});

test('[RUN-1] a folder of the other mode is refused: nobody mixes invented and real mail', () => {
  open('production').close();
  expect(faultOf('demo')).toMatch(/^VIGIE_DATA : .*mode production/);
  expect(faultOf('production')).toBe('');
});

test('[RUN-2] a folder that cannot be written is refused by name', () => {
  writeFileSync(join(base, 'file'), '');
  expect(faultOf('demo', join(base, 'file'))).toMatch(/^VIGIE_DATA : .*inutilisable/);
  expect(faultOf('demo', join(base, 'file/below'))).toMatch(/^VIGIE_DATA : .*inutilisable/);
});
