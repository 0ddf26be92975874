import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCycle } from './cycle.ts';
import { currentShift, reliefAt, type Shift, shiftsAt, shiftsBetween } from './on-duty.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const hm = (hours: number, minutes: number) => hours * hour + minutes * minute;
/** An instant by the wall clock of the unit. */
const at = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').epochMilliseconds;

const teamIds = defaultCycle.teams.map(({ id }) => id);
const start = at('2026-01-05T06:00');
/** 104 weeks, with four clock changes in them. */
const end = at('2028-01-03T06:00');
const shiftsOf = Object.fromEntries(
  teamIds.map((id) => [id, shiftsBetween(defaultCycle, id, start, end)]),
);
const length = (shift: Shift) => shift.endMs - shift.startMs;
const rests = (shifts: readonly Shift[]) =>
  shifts.slice(1).map((shift, index) => shift.startMs - shifts[index]!.endMs);
const worked = (shifts: readonly Shift[], fromMs: number, toMs: number) =>
  shifts.reduce(
    (sum, { startMs, endMs }) =>
      sum + Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs)),
    0,
  );

/** Most time on duty in any seven days in a row: a stretch that is worst begins or ends with a shift. */
const busiestWeek = (shifts: readonly Shift[]) =>
  Math.max(
    ...shifts.flatMap(({ startMs, endMs }) => [
      worked(shifts, startMs, startMs + 7 * day),
      worked(shifts, endMs - 7 * day, endMs),
    ]),
  );

const anyInstant = fc.integer({ min: at('2019-01-01T00:00'), max: at('2040-01-01T00:00') });

test('[ROST-1] exactly one day team and one night team start on every date', () => {
  const dates = Map.groupBy(
    teamIds.flatMap((id) => shiftsOf[id]!).filter(({ startMs }) => startMs >= start),
    ({ date }) => date,
  );
  expect(dates.size).toBe(104 * 7);
  for (const shifts of dates.values())
    expect(shifts.map(({ kind }) => kind).sort()).toEqual(['day', 'night']);
});

test.each(['JOUR-A', 'JOUR-B'])(
  '[ROST-1] %s works 84 h 56 in each round of 14 days, 42 h 28 a week',
  (id) => {
    const rounds = Map.groupBy(shiftsOf[id]!, ({ date }) =>
      Math.floor(
        Temporal.PlainDate.from('2026-01-05').until(date, { largestUnit: 'day' }).days / 14,
      ),
    );
    expect(rounds.size).toBe(52);
    for (const shifts of rounds.values()) expect(worked(shifts, start, end)).toBe(hm(84, 56));
    expect(worked(shiftsOf[id]!, start, end) / 104).toBe(hm(42, 28));
  },
);

test.each(['NUIT-A', 'NUIT-B'])(
  '[ROST-1] %s works 84 h 56 in each round, one hour off where the clock changes',
  (id) => {
    const rounds = Map.groupBy(
      shiftsBetween(defaultCycle, id, start + 13 * hour, end),
      ({ date }) =>
        Math.floor(
          Temporal.PlainDate.from('2026-01-05').until(date, { largestUnit: 'day' }).days / 14,
        ),
    );
    const sums = [...rounds.values()].map((shifts) =>
      shifts.reduce((sum, shift) => sum + length(shift), 0),
    );
    const usual = sums.filter((sum) => sum === hm(84, 56));
    expect(sums.filter((sum) => ![hm(83, 56), hm(84, 56), hm(85, 56)].includes(sum))).toEqual([]);
    expect(sums.length).toBe(52);
    expect(usual.length).toBeGreaterThanOrEqual(48);
  },
);

test('[ROST-1] nobody works over 60 h 40 in any seven days, or 61 h 40 with the autumn night in them', () => {
  expect(busiestWeek(shiftsOf['JOUR-A']!)).toBe(hm(60, 40));
  expect(busiestWeek(shiftsOf['JOUR-B']!)).toBe(hm(60, 40));
  const nights = ['NUIT-A', 'NUIT-B'].map((id) => busiestWeek(shiftsOf[id]!));
  expect(Math.max(...nights)).toBe(hm(61, 40));
});

test.each(['NUIT-A', 'NUIT-B'])(
  '[ROST-1] the normal rest of %s is 11 h 52, and never shorter',
  (id) => {
    expect(Math.min(...rests(shiftsOf[id]!))).toBe(hm(11, 52));
  },
);

test('[ROST-1] the day team that works the weekend of the spring change rests 10 h 52 only', () => {
  const [saturday, sunday] = shiftsBetween(
    defaultCycle,
    'JOUR-B',
    at('2026-03-28T00:00'),
    at('2026-03-30T00:00'),
  );
  expect([saturday?.id, sunday?.id]).toEqual(['JOUR-B:2026-03-28', 'JOUR-B:2026-03-29']);
  expect(rests([saturday!, sunday!])).toEqual([hm(10, 52)]);
  expect(Math.min(...rests(shiftsOf['JOUR-B']!))).toBe(hm(10, 52));
});

test.each([
  ['spring', '2026-03-29T01:30', hm(11, 8)],
  ['autumn', '2026-10-25T01:30', hm(13, 8)],
  ['ordinary', '2026-11-25T01:30', hm(12, 8)],
])('[ROST-1] the %s night at %s lasts as long as the clocks make it', (_, instant, expected) => {
  expect(length(currentShift(defaultCycle, at(instant)))).toBe(expected);
});

test.each([
  ['2026-11-24T17:59:59.999', ['JOUR-A'], 'JOUR-A', '2026-11-24T18:08'],
  ['2026-11-24T18:00', ['JOUR-A', 'NUIT-A'], 'JOUR-A', '2026-11-24T18:08'],
  ['2026-11-24T18:07:59.999', ['JOUR-A', 'NUIT-A'], 'JOUR-A', '2026-11-24T18:08'],
  ['2026-11-24T18:08', ['NUIT-A'], 'NUIT-A', '2026-11-25T06:08'],
  ['2026-11-25T05:59', ['NUIT-A'], 'NUIT-A', '2026-11-25T06:08'],
  ['2026-11-25T06:00', ['NUIT-A', 'JOUR-B'], 'NUIT-A', '2026-11-25T06:08'],
  ['2026-11-25T06:08', ['JOUR-B'], 'JOUR-B', '2026-11-25T18:08'],
])(
  '[ROST-1] at %s %o are on duty, and %s is responsible until %s',
  (local, onDuty, responsible, relief) => {
    const instant = at(local);
    expect(shiftsAt(defaultCycle, instant).map(({ teamId }) => teamId)).toEqual(onDuty);
    expect(currentShift(defaultCycle, instant).teamId).toBe(responsible);
    expect(reliefAt(defaultCycle, instant)).toBe(at(relief));
  },
);

test('[ROST-1] a shift has one name, whatever instant of it is asked', () => {
  const night = currentShift(defaultCycle, at('2026-11-25T03:00'));
  expect(night).toEqual({
    id: 'NUIT-A:2026-11-24',
    teamId: 'NUIT-A',
    kind: 'night',
    date: '2026-11-24',
    startMs: at('2026-11-24T18:00'),
    endMs: at('2026-11-25T06:08'),
  });
  expect(currentShift(defaultCycle, at('2026-11-24T22:00'))).toEqual(night);
});

test('[ROST-1] someone is on duty at each instant, and two teams only during a relief', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const shifts = shiftsAt(defaultCycle, instant);
      expect(shifts.length).toBeGreaterThanOrEqual(1);
      expect(shifts.length).toBeLessThanOrEqual(2);
      for (const { startMs, endMs } of shifts) {
        expect(startMs).toBeLessThanOrEqual(instant);
        expect(endMs).toBeGreaterThan(instant);
      }
      if (shifts.length === 2) expect(shifts[0]!.endMs - shifts[1]!.startMs).toBe(8 * minute);
    }),
  );
});

test('[ROST-1] responsibility passes from shift to shift without a gap', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const outgoing = currentShift(defaultCycle, instant);
      const incoming = currentShift(defaultCycle, reliefAt(defaultCycle, instant));
      expect(incoming.startMs).toBe(outgoing.endMs - 8 * minute);
      expect(incoming.kind).not.toBe(outgoing.kind);
    }),
  );
});

test('[ROST-1] the shifts of a stretch are those on duty at some instant of it', () => {
  fc.assert(
    fc.property(
      anyInstant,
      fc.integer({ min: 1, max: 5 * day }),
      fc.constantFrom(...teamIds),
      (from, ms, id) => {
        const between = shiftsBetween(defaultCycle, id, from, from + ms);
        const wider = shiftsBetween(defaultCycle, id, from - 3 * day, from + ms + 3 * day);
        expect(between).toEqual(
          wider.filter(({ startMs, endMs }) => startMs < from + ms && endMs > from),
        );
      },
    ),
  );
});

test('[ROST-1] a stretch without length, and a team that does not exist, have no shifts', () => {
  expect(shiftsBetween(defaultCycle, 'JOUR-A', start + hour, start + hour)).toEqual([]);
  expect(shiftsBetween(defaultCycle, 'JOUR-Z', start, end)).toEqual([]);
});

test('[ROST-1] an instant between two milliseconds has an answer too', () => {
  expect(currentShift(defaultCycle, at('2026-11-24T12:00') + 0.5).id).toBe('JOUR-A:2026-11-24');
});
