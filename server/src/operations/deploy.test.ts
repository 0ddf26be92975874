import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingNames } from '../environment.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test.skipIf(!hasSystemd)('[RUN-4] the unit is one that systemd understands', () => {
  const { stderr } = spawnSync('systemd-analyze', ['verify', `${root}/deploy/vigie.service`], {
    encoding: 'utf8',
  });
  // The program, the documentation and the user are not where this test runs.
  const faults = stderr
    .split('\n')
    .filter((line) => line.includes('vigie.service'))
    .filter(
      (line) => !/not executable|No such file|user .* (does not exist|not found)/i.test(line),
    );
  expect(faults).toEqual([]);
});

test('[RUN-4] unit and container start the same entry, and know no setting that the program does not', () => {
  const entries = {
    'deploy/vigie.service': 'server/src/start.ts',
    'deploy/vigie-standby.service': 'server/src/standby/standby-cli.ts',
    'deploy/Containerfile': 'server/src/start.ts',
  };
  for (const [path, entry] of Object.entries(entries)) {
    const text = read(path);
    expect(text).toContain(entry);
    // Without these two the process keeps memory that nobody uses.
    expect(text).toContain('MALLOC_MMAP_THRESHOLD_=1048576');
    expect(text).toContain('--max-semi-space-size=4');
    const named = [...text.matchAll(/\bVIGIE_[A-Z_]+\b/g)].map(([name]) => name);
    expect(named.filter((name) => !settingNames.includes(name))).toEqual([]);
  }
});

test('[RUN-4] units and container name files and commands of the project that exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const path of readdirSync(`${root}/deploy`).map((name) => `deploy/${name}`)) {
    const text = read(path);
    const files = [...text.matchAll(/\b(?:docs|server|deploy)\/[\w/-]+(?:\.\w+)?/g)];
    for (const [file] of files) expect(existsSync(`${root}/${file}`), file).toBe(true);
    const commands = [...text.matchAll(/pnpm@12 ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => name !== 'install' && !(name in scripts))).toEqual([]);
  }
});

test('[RUN-2] every setting stands in the table of the documentation', () => {
  const page = read('docs/operating.md');
  expect(settingNames.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
});
