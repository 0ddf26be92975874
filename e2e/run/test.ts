// Runs the test suites, all of them or those named, and closes with the one line that sums them up:
//   node e2e/run/test.ts [suite…]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesOf, type Suite, suites } from './suites.ts';
import {
  closingLine,
  failUnlistedSkips,
  nothing,
  type Outcome,
  sum,
  unlistedSkips,
} from './tally.ts';
import { lament, provide } from './tools.ts';

const chosen = choose(process.argv.slice(2)).filter((suite) => filesOf(suite).length > 0);
const missing = provide(chosen.flatMap(({ needs, wants }) => [needs ?? [], wants ?? []].flat()));
const unable = chosen.filter(({ needs }) => needs && missing.includes(needs));
const reasons = readReasons();

const notRun = [...unable.map(nameOf), ...partly()];

lament(missing, notRun);
const results = chosen.map((suite, index) => {
  console.log(`\n▶ ${index + 1}/${chosen.length} ${suite.name}: ${suite.about}`);
  const begun = performance.now();
  const outcome = strictInCi(outcomeOf(suite));
  return { suite, outcome, seconds: Math.round((performance.now() - begun) / 1000) };
});

console.log('');
lament(missing, notRun);
for (const { suite, outcome, seconds } of results) {
  console.log(`${suite.name.padEnd(5)} ${closingLine(outcome)} (${seconds} s)`);
}
const total = sum(results.map(({ outcome }) => outcome));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(closingLine(total));

/** Suites that run without a part of theirs. */
function partly(): string[] {
  const lacking = chosen.filter(({ wants }) => wants?.some((tool) => missing.includes(tool)));
  return lacking.map(({ name }) => `a part of ${name}`);
}

function choose(names: readonly string[]): readonly Suite[] {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`No suite is called ${unknown.join(', ')}: ${suites.map(nameOf).join(', ')}.`);
    process.exit(2);
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

function outcomeOf(suite: Suite): Outcome {
  if (unable.includes(suite)) return { ...nothing, skipped: [suite.name] };
  const outcome = suite.run();
  return { ...outcome, skipped: outcome.skipped.map((title) => `${suite.name}: ${title}`) };
}

/** On CI nothing is skipped in silence: a skip has its reason in allowed-skips.json, or fails. */
function strictInCi(outcome: Outcome): Outcome {
  if (process.env.CI !== 'true') return outcome;
  for (const name of unlistedSkips(outcome, reasons)) {
    console.error(`Skipped, and not listed with a reason in e2e/run/allowed-skips.json: ${name}`);
  }
  return failUnlistedSkips(outcome, reasons);
}

/** The skips that are allowed, by suite or by `suite: title of the test`, each with its reason. */
function readReasons(): Record<string, string> {
  const file = join(import.meta.dirname, 'allowed-skips.json');
  return z.record(z.string(), z.string().min(1)).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function nameOf(suite: Suite): string {
  return suite.name;
}
