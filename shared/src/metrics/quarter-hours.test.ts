import fc from 'fast-check';
import { expect, test } from 'vitest';
import { perQuarterHour, quarterMs } from './quarter-hours.ts';

const at = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').epochMilliseconds;
const minutesInParis = (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Paris').minute;

test('[MET-2] an instant belongs to the quarter hour that it opens', () => {
  const times = [at('2026-11-24T06:00'), at('2026-11-24T06:14:59.999'), at('2026-11-24T06:15')];
  expect(perQuarterHour(times, at('2026-11-24T06:00'), at('2026-11-24T06:45'))).toEqual([
    { startMs: at('2026-11-24T06:00'), count: 2 },
    { startMs: at('2026-11-24T06:15'), count: 1 },
    { startMs: at('2026-11-24T06:30'), count: 0 },
  ]);
});

test('[MET-2] what lies outside the stretch is not counted, even within its first and last quarter', () => {
  const [from, to] = [at('2026-11-24T06:05'), at('2026-11-24T06:20')];
  const bins = perQuarterHour([from - 1, from, to - 1, to], from, to);
  expect(bins).toEqual([
    { startMs: at('2026-11-24T06:00'), count: 1 },
    { startMs: at('2026-11-24T06:15'), count: 1 },
  ]);
});

test('[MET-2] a stretch without length has no quarters', () => {
  const noon = at('2026-11-24T12:00');
  expect(perQuarterHour([noon], noon, noon)).toEqual([]);
  expect(perQuarterHour([noon], noon, noon - 1)).toEqual([]);
});

test.each([
  ['spring', '2026-03-28T18:00', '2026-03-29T06:00', 11 * 4],
  ['autumn', '2026-10-24T18:00', '2026-10-25T06:00', 13 * 4],
])(
  '[MET-2] the night of the %s change, from %s to %s, has %i quarters',
  (_, from, to, expected) => {
    expect(perQuarterHour([], at(from), at(to)).length).toBe(expected);
  },
);

const instant = fc.integer({ min: at('2020-01-01T00:00'), max: at('2035-01-01T00:00') });

test('[MET-2] quarters follow each other on the quarter hour of Paris and count every instant once', () => {
  const offsets = fc.array(fc.integer({ min: -quarterMs, max: 14 * 60 * 60_000 }));
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 0, max: 13 * 60 * 60_000 }),
      offsets,
      (from, ms, near) => {
        const times = near.map((offset) => from + offset);
        const bins = perQuarterHour(times, from, from + ms);
        bins.forEach(({ startMs }, n) => {
          expect(minutesInParis(startMs) % 15).toBe(0);
          expect(startMs).toBe(bins[0]!.startMs + n * quarterMs);
        });
        const inside = times.filter((time) => time >= from && time < from + ms).length;
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(inside);
      },
    ),
  );
});
