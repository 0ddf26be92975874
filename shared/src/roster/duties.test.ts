import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultCycle } from './cycle.ts';
import { dutiesBetween, isOnDuty, onDutyAt, ownDuty } from './duties.ts';
import { shiftsAt } from './on-duty.ts';
import type { Departure } from './override.ts';
import { defaultPlan } from './plan.ts';
import { RosterBook } from './roster-book.ts';
import { at, bookOf, entered, hm, member, unit } from './testing.ts';

/** Tuesday 24 November 2026 at noon: JOUR-A is on, NUIT-A comes tonight. */
const noon = at('2026-11-24T12:00');
const onDuty = (book: RosterBook, instant: number) =>
  onDutyAt(book, instant).map(({ personId }) => personId);
const absence = (personId: string, from: string, to = from): Departure => ({
  ...{ kind: 'absence', absence: 'CA' },
  ...{ personId, from, to },
});
const dayOf = (personId: string, date: string) =>
  dutiesBetween(bookOf(), personId, at(`${date}T00:00`), at(`${date}T23:59`));

describe('[ROST-1] who is on duty', () => {
  test('is the team of the cycle, and whoever is in the office, where nothing departs from it', () => {
    expect(onDuty(bookOf(), noon)).toHaveLength(12 + 4);
    expect(onDuty(bookOf(), at('2026-11-24T23:00'))).toHaveLength(6);
    expect(onDuty(bookOf(), at('2026-11-24T18:04'))).toHaveLength(12 + 6);
  });

  test('is never somebody who is absent, on the first date and the last', () => {
    const book = bookOf([absence('JOUR-A-3', '2026-11-24', '2026-11-28')]);
    expect(onDuty(book, noon)).not.toContain('JOUR-A-3');
    expect(onDuty(book, at('2026-11-28T12:00'))).not.toContain('JOUR-A-3');
    expect(isOnDuty(book, 'JOUR-A-3', at('2026-11-23T12:00'))).toBe(true);
  });

  test('keeps the night that began before the absence', () => {
    const book = bookOf([absence('NUIT-A-1', '2026-11-25', '2026-11-26')]);
    expect(isOnDuty(book, 'NUIT-A-1', at('2026-11-25T05:00'))).toBe(true);
  });

  test('is the replacement in the place of the absent, under their own name', () => {
    const shiftId = 'JOUR-A:2026-11-24';
    const book = bookOf([
      absence('JOUR-A-3', '2026-11-24'),
      { kind: 'replacement', personId: 'JOUR-B-4', replaces: 'JOUR-A-3', shiftId },
    ]);
    const duty = onDutyAt(book, noon).find(({ personId }) => personId === 'JOUR-B-4');
    expect(duty).toMatchObject({ shiftId, basis: 'replacement', replaces: 'JOUR-A-3' });
  });

  test('is each in the shift of the other after a swap', () => {
    const swap: Departure = {
      ...{ kind: 'swap', personId: 'JOUR-A-3', shiftId: 'JOUR-A:2026-11-24' },
      ...{ withId: 'JOUR-B-4', withShiftId: 'JOUR-B:2026-11-25' },
    };
    const book = bookOf([swap]);
    expect(onDuty(book, noon)).toContain('JOUR-B-4');
    expect(onDuty(book, noon)).not.toContain('JOUR-A-3');
    expect(onDuty(book, at('2026-11-25T12:00'))).toContain('JOUR-A-3');
    expect(onDuty(book, at('2026-11-25T12:00'))).not.toContain('JOUR-B-4');
  });

  test('is nobody by a swap that was asked for only', () => {
    const swap = entered({
      ...{ kind: 'swap', personId: 'JOUR-A-3', shiftId: 'JOUR-A:2026-11-24' },
      ...{ withId: 'JOUR-B-4', withShiftId: 'JOUR-B:2026-11-25' },
    });
    const book = bookOf();
    book.put({ ...swap, status: 'agreed' });
    expect(onDuty(book, noon)).toContain('JOUR-A-3');
  });

  test('begins with a late arrival and ends with an early leave', () => {
    const shiftId = 'JOUR-A:2026-11-24';
    const book = bookOf([
      { kind: 'late', personId: 'JOUR-A-1', shiftId, arrivesMs: at('2026-11-24T09:00') },
      { kind: 'early-leave', personId: 'JOUR-A-1', shiftId, leavesMs: at('2026-11-24T15:00') },
    ]);
    const hours = ['08:59', '09:00', '14:59', '15:00'];
    const there = hours.map((hour) => isOnDuty(book, 'JOUR-A-1', at(`2026-11-24T${hour}`)));
    expect(there).toEqual([false, true, true, false]);
  });

  test('includes extra hours exactly as they were ordered', () => {
    const [startMs, endMs] = [at('2026-11-24T20:00'), at('2026-11-25T02:00')];
    const book = bookOf([
      { kind: 'extra', personId: 'JOUR-B-1', teamId: 'NUIT-A', startMs, endMs },
    ]);
    expect(isOnDuty(book, 'JOUR-B-1', endMs - 1)).toBe(true);
    expect(isOnDuty(book, 'JOUR-B-1', endMs)).toBe(false);
  });

  test('is not changed by what was cancelled', () => {
    const book = bookOf([absence('JOUR-A-3', '2026-11-24')]);
    book.put({ ...entered(absence('JOUR-A-3', '2026-11-24')), status: 'cancelled' });
    expect(onDuty(book, noon)).toContain('JOUR-A-3');
  });

  test('knows office hours, and public holidays by the region', () => {
    expect(dayOf('clerk-2', '2026-11-24')).toMatchObject([{ kind: 'office' }]);
    expect(dayOf('clerk-2', '2026-11-22')).toEqual([]);
    expect(ownDuty(bookOf(), 'clerk-2', '2026-11-11')).toBeNull();
    expect(ownDuty(bookOf(), 'clerk-2', '2026-04-03')).not.toBeNull();
    const alsace = bookOf([], { ...defaultPlan, holidays: 'alsace-moselle' });
    expect(ownDuty(alsace, 'clerk-2', '2026-04-03')).toBeNull();
  });
});

describe('[ROST-1] teams over time', () => {
  const moved = member('petit', {
    teamId: 'NUIT-A',
    former: [{ role: 'agent', teamId: 'JOUR-B', until: at('2026-11-24T10:00') }],
  });

  test('a change of team today leaves last year as it was', () => {
    const book = new RosterBook(defaultPlan, [moved]);
    expect(ownDuty(book, 'petit', '2025-11-26')?.teamId).toBe('JOUR-B');
    expect(ownDuty(book, 'petit', '2026-11-22')?.teamId).toBe('JOUR-B');
    expect(ownDuty(book, 'petit', '2026-11-24')?.teamId).toBe('NUIT-A');
  });

  test('whoever left has no duty from that date on', () => {
    const former = [{ role: 'agent', teamId: 'JOUR-A', until: at('2026-11-24T10:00') }] as const;
    const book = new RosterBook(defaultPlan, [member('left', { active: false, former })]);
    expect(ownDuty(book, 'left', '2026-11-23')).not.toBeNull();
    expect(ownDuty(book, 'left', '2026-11-24')).toBeNull();
  });

  test('a posting holds between its dates, and the last one entered wins', () => {
    const posting = { kind: 'posting', personId: 'JOUR-B-2', teamId: 'NUIT-A' } as const;
    const book = bookOf([{ ...posting, from: '2026-11-24', to: '2026-11-28' }]);
    expect(ownDuty(book, 'JOUR-B-2', '2026-11-24')?.teamId).toBe('NUIT-A');
    expect(ownDuty(book, 'JOUR-B-2', '2026-11-30')?.teamId).toBe('JOUR-B');
  });
});

describe('[ROST-1] a change of cycle', () => {
  const threeDays = {
    ...defaultCycle,
    cycleDays: 3,
    patterns: { A: [1, 0, 0] as (0 | 1)[], B: [0, 1, 0] as (0 | 1)[], C: [0, 0, 1] as (0 | 1)[] },
    teams: ['A', 'B', 'C'].map((pattern) => ({
      ...{ id: `TRIO-${pattern}`, size: 2, pattern, from: '08:00', to: '08:00+1' },
    })),
  };
  const plan = {
    ...defaultPlan,
    cycles: [...defaultPlan.cycles, { from: '2026-12-01', value: threeDays }],
  };

  test('any cycle of n days holds from its date, and the former one before it', () => {
    const trio = member('trio', { teamId: 'TRIO-A' });
    const book = new RosterBook(plan, [...unit(), trio]);
    expect(onDuty(book, at('2026-11-30T12:00'))).not.toContain('trio');
    const days = dutiesBetween(book, 'trio', at('2026-12-01T00:00'), at('2026-12-31T00:00'));
    expect(days).toHaveLength(10);
    expect(days.every(({ startMs, endMs }) => endMs - startMs === hm(24))).toBe(true);
  });

  test('an anchor on the day of a clock change, beside the change, is a date like any other', () => {
    const shifted = { ...defaultCycle, anchor: '2026-03-29' };
    for (const date of ['2026-03-29', '2026-04-12', '2026-10-25'] as const) {
      expect(shiftsAt(shifted, at(`${date}T12:00`)).map(({ teamId }) => teamId)).toEqual([
        'JOUR-A',
      ]);
    }
  });
});

const personIds = unit().map(({ id }) => id);
const anyInstant = fc.integer({ min: at('2026-01-05T00:00'), max: at('2028-01-03T00:00') });
const anyAbsence = fc.record({
  person: fc.nat({ max: personIds.length - 1 }),
  day: fc.nat({ max: 727 }),
  days: fc.integer({ min: 1, max: 40 }),
});

test('[ROST-1] whoever is on duty has a duty that holds the instant, and nobody else has, over 104 weeks with any absences', () => {
  const departures = fc.array(anyAbsence, { maxLength: 30 }).map((absences) =>
    absences.map(({ person, day, days }): Departure => {
      const from = Temporal.PlainDate.from('2026-01-05').add({ days: day });
      const to = from.add({ days: days - 1 });
      return absence(personIds[person]!, from.toString(), to.toString());
    }),
  );
  fc.assert(
    fc.property(departures, anyInstant, (absences, instant) => {
      const book = bookOf(absences);
      const there = onDuty(book, instant);
      const having = personIds.filter(
        (id) => dutiesBetween(book, id, instant, instant + 1).length > 0,
      );
      expect(there.toSorted()).toEqual(having.toSorted());
    }),
    { numRuns: 200 },
  );
});

test('[ROST-1] one answer at any instant: what is asked a moment before and after differs only where a shift begins or ends', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      const book = bookOf();
      const [one, next] = [onDutyAt(book, instant), onDutyAt(book, instant + 60_000)];
      const changed = one.length !== next.length || one.some(({ id }, n) => next[n]?.id !== id);
      const edges = [...one, ...next].flatMap(({ startMs, endMs }) => [startMs, endMs]);
      expect(changed).toBe(edges.some((ms) => instant < ms && ms <= instant + 60_000));
    }),
  );
});
