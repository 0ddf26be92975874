import { describe, expect, test } from 'vitest';
import {
  closingLine,
  failUnlistedSkips,
  judge,
  nothing,
  outcomeOfPlaywright,
  outcomeOfVitest,
  sum,
} from './tally.ts';

const vitestFile = (status: string, ...tests: [string, string][]) => ({
  status,
  assertionResults: tests.map(([fullName, verdict]) => ({ fullName, status: verdict })),
});
const vitest = (...testResults: unknown[]) => outcomeOfVitest(JSON.stringify({ testResults }));

describe('what Vitest reports', () => {
  test('each test counts once, and what was not run is named', () => {
    const outcome = vitest(
      vitestFile('passed', ['a', 'passed'], ['b', 'pending'], ['c', 'todo']),
      vitestFile('failed', ['d', 'failed'], ['e', 'passed']),
    );
    expect(outcome).toEqual({ passed: 2, failed: 1, skipped: ['b', 'c'] });
  });

  test('a file that could not be loaded is one failure', () => {
    expect(vitest(vitestFile('failed'))).toEqual({ passed: 0, failed: 1, skipped: [] });
  });

  test('a file whose hook failed after its tests had passed is one failure', () => {
    expect(vitest(vitestFile('failed', ['a', 'passed'])).failed).toBe(1);
  });
});

describe('what Playwright reports', () => {
  const spec = (title: string, ...statuses: string[]) => ({
    title,
    tests: statuses.map((status) => ({ status })),
  });

  test('tests count at every depth, and a flaky one has failed', () => {
    const suites = [
      {
        specs: [spec('a', 'expected'), spec('b', 'flaky')],
        suites: [{ specs: [spec('c', 'unexpected', 'expected'), spec('d', 'skipped')] }],
      },
    ];
    const outcome = outcomeOfPlaywright(JSON.stringify({ suites, errors: [] }));
    expect(outcome).toEqual({ passed: 2, failed: 2, skipped: ['d'] });
  });

  test('an error outside every test is a failure', () => {
    const report = { suites: [], errors: [{ message: 'the server did not start' }] };
    expect(outcomeOfPlaywright(JSON.stringify(report)).failed).toBe(1);
  });
});

describe('the verdict on a suite', () => {
  test('a runner that exits in anger has failed, though every test passed', () => {
    expect(judge({ passed: 3, failed: 0, skipped: [] }, 1).failed).toBe(1);
    expect(judge({ passed: 3, failed: 2, skipped: [] }, 1).failed).toBe(2);
  });

  test('a suite that ran no test has failed', () => {
    expect(judge(nothing, 0).failed).toBe(1);
    expect(judge({ passed: 0, failed: 0, skipped: ['a'] }, 0).failed).toBe(1);
    expect(judge({ passed: 1, failed: 0, skipped: ['a'] }, 0).failed).toBe(0);
  });

  test('a skip without a listed reason counts as failed, one with a reason as skipped', () => {
    const outcome = { passed: 1, failed: 0, skipped: ['mail', 'e2e: a'] };
    expect(failUnlistedSkips(outcome, { mail: 'no Dovecot on this machine' })).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['mail'],
    });
  });

  test('no skip is allowed by what every object inherits', () => {
    const outcome = { passed: 1, failed: 0, skipped: ['constructor'] };
    expect(failUnlistedSkips(outcome, {}).failed).toBe(1);
  });
});

test('the closing line sums the suites up and names the skipped only if there are any', () => {
  const total = sum([
    { passed: 3, failed: 0, skipped: [] },
    { passed: 2, failed: 1, skipped: ['a', 'b'] },
  ]);
  expect(closingLine(total)).toBe('5 passed, 1 failed, 2 skipped');
  expect(closingLine({ ...total, skipped: [] })).toBe('5 passed, 1 failed');
});
