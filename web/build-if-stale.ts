// Builds the web app when one of its sources is newer than what was built last, so that `start`
// and the tests show today's screens, and show what they are waiting for.
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const web = import.meta.dirname;
/** The adapter writes it when every other page stands, so its age is that of a finished build. */
const builtLast = join(web, 'build/200.html');
const sources = [
  '{src,static,messages,project.inlang}/**',
  '*.{ts,json}',
  '../shared/src/**',
  '../pnpm-lock.yaml',
];
/** Written by the build itself, or without a part in it. */
const noSource = [
  'src/lib/paraglide',
  'src/lib/paraglide/**',
  'project.inlang/cache/**',
  '**/*.test.ts',
];

if (isStale()) {
  console.log('Building the web app: its sources are newer than web/build.');
  const build = spawnSync(process.execPath, ['--run', 'build'], { cwd: web, stdio: 'inherit' });
  process.exitCode = build.status ?? 1;
}

function isStale(): boolean {
  const builtAt = statSync(builtLast, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return true;
  // Folders count too: a deleted file leaves no other trace.
  const files = globSync(sources, { cwd: web, exclude: noSource });
  return files.some((file) => statSync(join(web, file)).mtimeMs > builtAt);
}
