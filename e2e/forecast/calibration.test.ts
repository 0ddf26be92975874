import { expect, test } from 'vitest';
import { tryTown } from './calibrate.ts';
import { calibrationOf, reliabilityOf, strongestNaive } from './calibration-table.ts';

// The whole of it is `pnpm forecast:calibrate`, over more reliefs than a test has time for. These towns
// are neither those nor the ones with which the forecast was built. Fewer forecasts are kept to learn from.
const kept = { keptAheadHours: [6, 1.5], firstKeptDay: 18 };
const plan = { leadDays: 29, trialDays: 6, runs: 60, ...kept };
const trials = [2_001, 2_002].flatMap((town) => [...tryTown(town, plan)]);
const all = calibrationOf('all', trials);

test('[MET-4] in towns that it does not know the interval holds most reliefs, and not by being endless', () => {
  expect(trials.length).toBeGreaterThanOrEqual(24);
  expect(all.held).toBeGreaterThan(0.6);
  const mean = trials.reduce((sum, { actual }) => sum + actual, 0) / trials.length;
  expect(all.width).toBeLessThan(5 * mean + 10);
});

test('[MET-4] it errs a fifth less than the stronger of two seasonal-naive forecasts', () => {
  expect(all.error).toBeLessThan(0.8 * strongestNaive(all));
});

test('[MET-4] of tickets that it is sure of nearly all fare as it said', () => {
  const [worst, best] = [reliabilityOf(trials).at(0), reliabilityOf(trials).at(-1)];
  expect(best?.cameTrue).toBeGreaterThan(0.9);
  expect(worst?.cameTrue).toBeLessThan(0.3);
});

test('[MET-4] equal seeds give equal trials', () => {
  const few = { leadDays: 12, trialDays: 1, runs: 20, keptAheadHours: [6], firstKeptDay: 11 };
  expect([...tryTown(2_003, few)]).toEqual([...tryTown(2_003, few)]);
});
