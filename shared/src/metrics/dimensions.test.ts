import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCycle } from '../roster/cycle.ts';
import { currentShift } from '../roster/on-duty.ts';
import { groupOf, grouped, stepStart, dimensions } from './dimensions.ts';
import { DutyClock } from './duty-clock.ts';
import { measuredWaiting } from './fixtures/measured.ts';

const clock = new DutyClock(() => defaultCycle);
const at = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(defaultCycle.tz).epochMilliseconds;
const written = (local: string) => measuredWaiting(1, { startedAt: at(local) });

test('[MET-1] a mail counts for the shift, the hour and the day in which it came, by the clock of Paris', () => {
  const night = written('2026-11-24T02:30');
  const groups = dimensions.map((dimension) => [dimension, groupOf(night, dimension, clock)]);
  const { id, teamId } = currentShift(defaultCycle, night.startedAt);
  expect(Object.fromEntries(groups)).toEqual({
    ...{ priority: 'P2', category: 'biens', mailbox: 'contact', orientation: '' },
    ...{ team: teamId, kind: 'night', shift: id },
    ...{ hour: '2', weekday: '1', 'hour-of-week': '26' },
    ...{ day: '2026-11-24', week: '2026-11-23', month: '2026-11-01' },
  });
});

test('[MET-1] in the minutes of a relief the outgoing shift is still the responsible one', () => {
  expect(groupOf(written('2026-11-24T06:07:59'), 'kind', clock)).toBe('night');
  expect(groupOf(written('2026-11-24T06:08'), 'kind', clock)).toBe('day');
});

test('[MET-1] whatever the instant, watch and wall clock are those of the roster and of the zone', () => {
  const [from, to] = [at('2026-01-05T00:00'), at('2027-12-31T00:00')];
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), (ms) => {
      const { shift, hour, weekday } = clock.at(ms);
      const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(defaultCycle.tz);
      expect(shift.id).toBe(currentShift(defaultCycle, ms).id);
      expect([hour, weekday]).toEqual([zoned.hour, zoned.dayOfWeek - 1]);
    }),
  );
});

test('[MET-1] each episode is in one group, and weeks begin on Monday', () => {
  const episodes = ['2026-11-29T12:00', '2026-11-30T12:00', '2026-11-30T13:00'].map(written);
  const weeks = [...grouped(episodes, 'week', clock)].map(([week, some]) => [week, some.length]);
  expect(weeks).toEqual([
    ['2026-11-23', 1],
    ['2026-11-30', 2],
  ]);
  expect(stepStart(clock.at(at('2027-02-28T23:00')).day, 'month')).toBe(
    clock.at(at('2027-02-01T00:00')).day,
  );
});
