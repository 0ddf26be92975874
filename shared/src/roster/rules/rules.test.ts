import { describe, expect, test } from 'vitest';
import type { Departure } from '../override.ts';
import { defaultPlan } from '../plan.ts';
import { at, bookOf, hm } from '../testing.ts';
import { coverOn, findingsBetween, personFindings } from './judge.ts';

const of = (departures: readonly Departure[], personId: string, from: string, to = from) =>
  personFindings(bookOf(departures), personId, from, to);
const recall = (personId: string, shiftId: string): Departure => ({
  ...{ kind: 'recall', personId, shiftId },
});
const sick = (personId: string, date: string): Departure => ({
  ...{ kind: 'absence', absence: 'CM', personId, from: date, to: date },
});
const rules = (findings: readonly { rule: string; severity: string }[]) =>
  findings.map(({ rule, severity }) => `${rule} ${severity}`);

describe('[ROST-2] the cycle of the domain', () => {
  const year = findingsBetween(bookOf(), '2026-01-05', '2027-01-03');

  test('breaks no rule in a year: 35 h of rest, averages and cover included', () => {
    expect(year.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('its clock changes are found by the product itself, once for each team', () => {
    expect(year.map(({ rule, shiftId, measured }) => [rule, shiftId, measured])).toEqual([
      ['clock-change', 'NUIT-B:2026-03-28', hm(11, 8)],
      ['clock-change', 'JOUR-B:2026-03-29', hm(10, 52)],
      ['clock-change', 'NUIT-B:2026-10-24', hm(13, 8)],
    ]);
  });

  test('JOUR-B on 28 March 2026 rests 10 h 52: a warning, with the exact times in French', () => {
    const found = year.find(({ shiftId }) => shiftId === 'JOUR-B:2026-03-29');
    expect(found).toMatchObject({ severity: 'warning', personId: null, limit: hm(11) });
    expect(found?.message).toBe(
      'JOUR-B : Repos de 10 h 52 entre le 28 mars 2026 à 18 h 08 et le 29 mars 2026 à 6 h 00 : ' +
        '11 h 00 attendues. Le changement d’heure en est la cause.',
    );
  });
});

describe('[ROST-2] errors for one person', () => {
  test('two shifts at once', () => {
    const extra: Departure = {
      ...{ kind: 'extra', personId: 'JOUR-A-1', teamId: null },
      ...{ startMs: at('2026-11-24T17:00'), endMs: at('2026-11-24T20:00') },
    };
    const [found] = of([extra], 'JOUR-A-1', '2026-11-24');
    expect(found).toMatchObject({
      ...{ rule: 'double-shift', severity: 'error' },
      ...{ fromMs: at('2026-11-24T17:00'), toMs: at('2026-11-24T18:08') },
    });
  });

  test('less than 11 h of rest in 24 h: a night after a day, and no error at exactly 11 h', () => {
    const after = of([recall('JOUR-A-1', 'NUIT-B:2026-11-25')], 'JOUR-A-1', '2026-11-25');
    expect(rules(after)).not.toContain('daily-rest error');
    const night = of([recall('JOUR-A-1', 'NUIT-A:2026-11-24')], 'JOUR-A-1', '2026-11-24');
    expect(rules(night)).toContain('daily-rest error');
    const until = (local: string): Departure => ({
      ...{ kind: 'extra', personId: 'JOUR-A-1', teamId: null },
      ...{ startMs: at('2026-11-24T18:08'), endMs: at(local) },
    });
    // 25 November is free for JOUR-A: 24 h after 06:00 is what counts.
    expect(rules(of([until('2026-11-24T19:00')], 'JOUR-A-1', '2026-11-24'))).toEqual([]);
    expect(rules(of([until('2026-11-24T19:01')], 'JOUR-A-1', '2026-11-24'))).toEqual([
      'daily-rest error',
    ]);
  });

  test('less than 35 h in a row within seven days', () => {
    // JOUR-A rests on 18, 19, 22, … November 2026: work on the rest days leaves no long rest.
    const calls = [
      '2026-11-16',
      '2026-11-17',
      '2026-11-21',
      '2026-11-22',
      '2026-11-25',
      '2026-11-26',
    ];
    const shifts = calls.map((date) => recall('JOUR-A-1', `JOUR-B:${date}`));
    expect(rules(of(shifts, 'JOUR-A-1', '2026-11-16', '2026-11-26'))).toContain(
      'weekly-rest error',
    );
    expect(rules(of([], 'JOUR-A-1', '2026-11-16', '2026-11-26'))).toEqual([]);
  });

  test('more than 48 h a week on average over 26 weeks, overtime included', () => {
    const extra = (n: number): Departure => {
      const date = Temporal.PlainDate.from('2026-06-01').add({ days: 7 * n });
      const startMs = at(`${date.toString()}T20:00`);
      return { kind: 'extra', personId: 'JOUR-A-1', teamId: null, startMs, endMs: startMs + hm(6) };
    };
    const weeks = Array.from({ length: 26 }, (_, n) => extra(n));
    const found = of(weeks, 'JOUR-A-1', '2026-08-01').find(({ rule }) => rule === 'weekly-average');
    expect(found?.measured).toBeGreaterThan(hm(48));
    expect(found?.measured).toBeLessThan(hm(49));
    const fewer = of(weeks.slice(0, 20), 'JOUR-A-1', '2026-08-01');
    expect(rules(fewer)).not.toContain('weekly-average error');
  });

  test('leave is left out of the weekly average, and does not hide overtime', () => {
    const weeks = Array.from({ length: 22 }, (_, n): Departure => {
      const date = Temporal.PlainDate.from('2026-06-01').add({ days: 7 * n });
      const startMs = at(`${date.toString()}T20:00`);
      return { kind: 'extra', personId: 'JOUR-A-1', teamId: null, startMs, endMs: startMs + hm(6) };
    });
    const leave: Departure = {
      ...{ kind: 'absence', absence: 'CA', personId: 'JOUR-A-1' },
      ...{ from: '2026-11-02', to: '2026-11-29' },
    };
    expect(rules(of(weeks, 'JOUR-A-1', '2026-08-01'))).not.toContain('weekly-average error');
    expect(rules(of([...weeks, leave], 'JOUR-A-1', '2026-08-01'))).toContain(
      'weekly-average error',
    );
  });

  test('night work over 8 h a day on average over three months, weekly rest days left out', () => {
    const all = Array.from({ length: 13 }, (_, n) =>
      Temporal.PlainDate.from('2026-09-01')
        .add({ days: 7 * n })
        .toString(),
    ).map((date) => recall('NUIT-A-1', `NUIT-B:${date}`));
    const fewer = of(all.slice(0, 3), 'NUIT-A-1', '2026-10-20');
    expect(rules(fewer)).not.toContain('night-average error');
    const found = of(all, 'NUIT-A-1', '2026-10-20').find(({ rule }) => rule === 'night-average');
    expect(found?.measured ?? 0).toBeGreaterThan(hm(8));
  });
});

describe('[ROST-2] cover of a shift', () => {
  const absences = (count: number): Departure[] =>
    Array.from({ length: count }, (_, n) => sick(`JOUR-A-${String(n + 1)}`, '2026-11-24'));

  test('below the minimum is an error; the minimum itself is not', () => {
    expect(rules(coverOn(bookOf(absences(4)), '2026-11-24'))).toEqual(['under-strength warning']);
    expect(rules(coverOn(bookOf(absences(5)), '2026-11-24'))).toContain('cover error');
  });

  test('a late arrival is a hole for exactly as long as it lasts', () => {
    const late: Departure = {
      ...{ kind: 'late', personId: 'JOUR-A-11', shiftId: 'JOUR-A:2026-11-24' },
      arrivesMs: at('2026-11-24T07:30'),
    };
    const [found] = coverOn(bookOf([...absences(4), late]), '2026-11-24');
    expect(found).toMatchObject({
      ...{ rule: 'cover', measured: 7, limit: 8 },
      ...{ fromMs: at('2026-11-24T06:00'), toMs: at('2026-11-24T07:30') },
    });
  });

  test('a team without its lead, and a shift without anybody cleared, are warnings', () => {
    expect(rules(coverOn(bookOf([sick('NUIT-A-0', '2026-11-24')]), '2026-11-24'))).toEqual([
      'no-lead warning',
    ]);
    const uncleared = [sick('NUIT-A-0', '2026-11-24'), sick('NUIT-A-3', '2026-11-24')];
    expect(rules(coverOn(bookOf(uncleared), '2026-11-24'))).toContain('not-cleared warning');
  });

  test('extra hours count for the team that they name', () => {
    const extra: Departure = {
      ...{ kind: 'extra', personId: 'JOUR-B-1', teamId: 'JOUR-A' },
      ...{ startMs: at('2026-11-24T06:00'), endMs: at('2026-11-24T18:08') },
    };
    expect(rules(coverOn(bookOf([...absences(5), extra]), '2026-11-24'))).not.toContain(
      'cover error',
    );
  });

  test('the minimum is a setting, from its date on', () => {
    const cover = [...defaultPlan.cover, { from: '2026-11-25', value: { day: 13, night: 4 } }];
    const book = bookOf([], { ...defaultPlan, cover });
    expect(coverOn(book, '2026-11-24')).toEqual([]);
    expect(rules(coverOn(book, '2026-11-25'))).toEqual(['cover error']);
  });
});
