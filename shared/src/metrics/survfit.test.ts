import { expect, test } from 'vitest';
import { aml, waits, type SurvfitTable } from './fixtures/survfit-tables.ts';
import { curveOf, quantileOf } from './survival.ts';

const minute = 60_000;
const spansIn = ({ time, status }: SurvfitTable) =>
  time.map((minutes, n) => ({ ms: minutes * minute, isOver: status[n] === 1 }));

test.each([
  ['waits', waits],
  ['aml', aml],
])('[MET-1] the curve of %s is the one that R makes', (_, table) => {
  const curve = curveOf(spansIn(table));
  expect(curve.map(({ minutes, atRisk, answered }) => [minutes, atRisk, answered])).toEqual(
    table.table.map(([time, risk, events]) => [time, risk, events]),
  );
  table.table.forEach(([, , , survival], n) =>
    expect(curve[n]?.waitingShare).toBeCloseTo(survival, 5),
  );
});

test('[MET-1] the quantiles of the waits are those that R makes', () => {
  for (const [share, minutes] of Object.entries(waits.quantiles)) {
    expect(quantileOf(spansIn(waits), Number(share))).toEqual({ minutes });
  }
});

test('[MET-1] what R calls NA is not reached, whatever else is known', () => {
  // Eleven cases are too few for a quantile of ours; twice the same ones have the same curve.
  const twice = [...spansIn(aml), ...spansIn(aml)];
  expect(quantileOf(twice, 0.5)).toEqual({ minutes: aml.quantiles[0.5] });
  expect(quantileOf(twice, 0.9)).toEqual({ notReached: true });
});
