import { describe, expect, test } from 'vitest';
import { defaultCycle } from '../roster/cycle.ts';
import { handoverIdOf, nextRelief } from './relief.ts';

const minute = 60_000;
const parisTime = (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO('Europe/Paris')
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

describe.each([
  ['spring', Date.UTC(2026, 2, 28, 10)],
  ['autumn', Date.UTC(2026, 9, 24, 10)],
])('[HAND-4] across the clock change of %s', (_, from) => {
  const instants = Array.from({ length: 2 * 24 * 60 }, (_, n) => from + n * minute);

  test('at each minute one relief comes next, by the clock on the wall, and each follows the one before', () => {
    const reliefs = new Map(
      instants.map((at) => {
        const relief = nextRelief(defaultCycle, at);
        expect(relief.reliefAt).toBeGreaterThan(at);
        return [handoverIdOf(relief), relief];
      }),
    );
    const all = [...reliefs.values()];
    expect(all.map(({ reliefAt }) => parisTime(reliefAt))).toEqual(
      all.map(({ outgoing }) => (outgoing.kind === 'day' ? '18:08' : '06:08')),
    );
    expect(all.length).toBe(5);
    for (const [n, { incoming }] of all.slice(0, -1).entries()) {
      expect(all[n + 1]?.outgoing).toEqual(incoming);
    }
  });
});
