import { z } from 'zod';

/** What came of a suite. Of the skipped the names are kept, since each needs a reason. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

export const nothing: Outcome = { passed: 0, failed: 0, skipped: [] };
export const oneFailure: Outcome = { passed: 0, failed: 1, skipped: [] };

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Counts a report of Vitest's JSON reporter; a file that could not even be loaded is a failure. */
export function outcomeOfVitest(json: string): Outcome {
  const files = vitestReport.parse(JSON.parse(json)).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const failedTests = tests.filter((test) => test.status === 'failed').length;
  const brokenFiles = files.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failedTests + brokenFiles,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  };
}

const playwrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.unknown()),
});

/** Counts a report of Playwright's JSON reporter; a flake is a bug, and an error outside a test too. */
export function outcomeOfPlaywright(json: string): Outcome {
  const report = playwrightReport.parse(JSON.parse(json));
  const tests = report.suites.flatMap(testsOf);
  return {
    passed: tests.filter((test) => test.status === 'expected').length,
    failed:
      tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky').length +
      report.errors.length,
    skipped: tests.filter((test) => test.status === 'skipped').map((test) => test.title),
  };
}

function testsOf(suite: z.infer<typeof playwrightSuite>): { title: string; status: string }[] {
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.map(({ status }) => ({ title, status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

/** A suite that ended badly, or ran no test at all, has failed whatever its report says. */
export function judge(reported: Outcome, exitCode: number): Outcome {
  const ranNothing = reported.passed + reported.failed === 0;
  const endedBadly = exitCode !== 0 && reported.failed === 0;
  return ranNothing || endedBadly ? { ...reported, failed: reported.failed + 1 } : reported;
}

type Reasons = Readonly<Record<string, string>>;

/** The skips that nobody gave a reason for. */
export function unlistedSkips({ skipped }: Outcome, reasons: Reasons): string[] {
  return skipped.filter((name) => !Object.hasOwn(reasons, name));
}

/** Where a skip needs a reason (on CI), one that has none counts as failed. */
export function failUnlistedSkips(outcome: Outcome, reasons: Reasons): Outcome {
  const unlisted = unlistedSkips(outcome, reasons);
  return {
    passed: outcome.passed,
    failed: outcome.failed + unlisted.length,
    skipped: outcome.skipped.filter((name) => !unlisted.includes(name)),
  };
}

/** The sum of several outcomes. */
export function sum(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: [...total.skipped, ...one.skipped],
    }),
    nothing,
  );
}

/** The closing line that people and machines read: `N passed, N failed`, and the skipped if any. */
export function closingLine({ passed, failed, skipped }: Outcome): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${line}, ${skipped.length} skipped` : line;
}
