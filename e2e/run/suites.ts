import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, runScript } from './command.ts';
import {
  judge,
  nothing,
  oneFailure,
  type Outcome,
  outcomeOfPlaywright,
  outcomeOfVitest,
  sum,
} from './tally.ts';
import { browser, courier, dovecot, postfix, type Tool } from './tools.ts';

export interface Suite {
  readonly name: string;
  readonly about: string;
  /** Its test files, from the root. A suite that has none yet counts as nothing. */
  readonly files: readonly string[];
  readonly needs?: Tool;
  /** Where one of these is missing, the tests that are about it are skipped by name. */
  readonly wants?: readonly Tool[];
  run(): Outcome;
}

// types:web first has the web app's messages and route types written, which the later ones read.
const checks = ['format:check', 'types', 'types:web', 'lint', 'boundaries', 'dead-code'];
const rooms = '{shared,db,server,e2e}';

/** Every suite of the project, in the order in which they run: the quick to tell first. */
export const suites: readonly Suite[] = [
  {
    name: 'build',
    about: 'the web app, when it is older than its sources',
    files: ['web/vite.config.ts'],
    run: () => check('build:if-stale'),
  },
  {
    name: 'check',
    about: 'format, lint, types, boundaries, dead code',
    files: ['package.json'],
    run: () => sum(checks.map(check)),
  },
  vitest('unit', 'unit and property tests', [`${rooms}/**/!(*.db|*.mail).test.ts`]),
  vitest('db', 'on a real database', [`${rooms}/**/*.db.test.ts`]),
  {
    ...vitest('mail', 'on real mail servers', [`${rooms}/**/*.mail.test.ts`]),
    needs: dovecot,
    wants: [courier, postfix],
  },
  {
    name: 'web',
    about: 'unit tests of the web app',
    files: ['web/src/**/*.test.ts'],
    run: () => reportedBy(outcomeOfVitest, (report) => runVitest(join(root, 'web'), report)),
  },
  {
    name: 'e2e',
    about: 'Playwright on the built product',
    files: ['e2e/tests/**/*.spec.ts'],
    needs: browser,
    run: () => (runScript('build:if-stale') === 0 ? playwright() : oneFailure),
  },
];

/** A suite's test files as they stand now. */
export function filesOf(suite: Suite): string[] {
  return globSync(suite.files, { cwd: root, exclude: ['**/node_modules/**'] });
}

function check(script: string): Outcome {
  const begun = performance.now();
  const failed = runScript(script) !== 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`  ${failed ? '✗' : '✓'} ${script} (${seconds} s)`);
  return failed ? oneFailure : { ...nothing, passed: 1 };
}

/** A project of the root's vitest.config.ts as a suite. */
function vitest(name: string, about: string, files: readonly string[]): Suite {
  const project = `--project=${name}`;
  return {
    name,
    about,
    files,
    run: () => reportedBy(outcomeOfVitest, (report) => runVitest(root, report, [project])),
  };
}

function runVitest(cwd: string, report: string, args: readonly string[] = []): number {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const all = ['run', '--allowOnly=false', ...reporters, ...args];
  return run(join(cwd, 'node_modules/.bin/vitest'), all, { cwd });
}

function playwright(): Outcome {
  const cwd = join(root, 'e2e');
  return reportedBy(outcomeOfPlaywright, (report) =>
    run(
      join(cwd, 'node_modules/.bin/playwright'),
      ['test', '--forbid-only', '--reporter=list,json'],
      { cwd, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    ),
  );
}

/** Lets a runner write its report to a file of its own, and counts what stands in it. */
function reportedBy(
  count: (json: string) => Outcome,
  runTests: (report: string) => number,
): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
  const report = join(folder, 'report.json');
  try {
    const exitCode = runTests(report);
    // A runner that died before its report has failed, and said why on the way.
    return existsSync(report) ? judge(count(readFileSync(report, 'utf8')), exitCode) : oneFailure;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
