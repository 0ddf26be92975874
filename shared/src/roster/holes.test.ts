import { expect, test } from 'vitest';
import { holesBetween } from './holes.ts';
import { onDutyAt } from './duties.ts';
import type { Departure } from './override.ts';
import { defaultPlan } from './plan.ts';
import { RosterBook } from './roster-book.ts';
import { at, bookOf, entered, member, unit } from './testing.ts';
import { faultOf } from './validity.ts';

const date = '2026-11-24';
const shiftId = `JOUR-A:${date}`;
const now = at('2026-11-23T12:00');
const ill = (personId: string, on = date): Departure => ({
  ...{ kind: 'absence', personId, absence: 'CM', from: on, to: on },
});
const fourIll = ['1', '2', '4', '5'].map((n) => ill(`JOUR-A-${n}`));
/** Nine by day: four of twelve who are ill are one too many. */
const plan = { ...defaultPlan, cover: [{ from: '2020-01-01', value: { day: 9, night: 5 } }] };
const holesOf = (departures: readonly Departure[], instant = now) =>
  holesBetween(bookOf(departures, plan), date, date, instant).filter(
    (hole) => hole.shiftId === shiftId,
  );
/** The other shift of the swap: a date on which JOUR-B works. */
const swap: Departure = {
  ...{ kind: 'swap', personId: 'JOUR-A-1', shiftId },
  ...{ withId: 'JOUR-B-1', withShiftId: 'JOUR-B:2026-11-26' },
};

test('[ROST-3] who is absent and not replaced is named, once they are too few', () => {
  const [hole] = holesOf(fourIll);
  expect(hole).toMatchObject({ lacks: 'people', present: 8, minimum: 9 });
  expect(hole?.absent).toEqual(['JOUR-A-1', 'JOUR-A-2', 'JOUR-A-4', 'JOUR-A-5']);
});

test('[ROST-3] whoever has given the shift away is not to be replaced in it, whoever took it is', () => {
  const departures = [swap, ...fourIll, ill('JOUR-B-1'), ill('JOUR-A-7')];
  const [hole] = holesOf(departures);
  expect(hole?.absent).toEqual(['JOUR-A-2', 'JOUR-A-4', 'JOUR-A-5', 'JOUR-A-7', 'JOUR-B-1']);
});

test('[ROST-3] every candidate’s command is one that the desk would take', () => {
  const departures = [swap, ...fourIll, ill('JOUR-B-1'), ill('JOUR-A-7')];
  const book = bookOf(departures, plan);
  const commands = holesOf(departures).flatMap(({ absent, candidates }) =>
    candidates.flatMap(({ personId }) =>
      absent.map((replaces) => ({ kind: 'replacement', personId, replaces, shiftId }) as const),
    ),
  );
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) expect(faultOf(book, command, now)).toBeNull();
});

test('[ROST-3] a shift without its lead lacks one, and only leads are candidates', () => {
  const hole = holesOf([ill('JOUR-A-0')]).find(({ lacks }) => lacks === 'lead');
  expect(hole?.candidates.length).toBeGreaterThan(0);
  expect(hole?.candidates.every(({ lead }) => lead)).toBe(true);
});

test('[ROST-3] nobody on leave is a candidate', () => {
  const leave: Departure = {
    ...{ kind: 'absence', personId: 'JOUR-B-0', absence: 'CA', from: date, to: date },
  };
  const named = (more: Departure[]) =>
    holesOf([ill('JOUR-A-0'), ...more]).flatMap(({ candidates }) =>
      candidates.map(({ personId }) => personId),
    );
  expect(named([])).toContain('JOUR-B-0');
  expect(named([leave])).not.toContain('JOUR-B-0');
});

test('[ROST-3] a shift that is over has no holes', () => {
  const departures = [ill('JOUR-A-0'), ...fourIll];
  const lacks = (time: string) =>
    holesOf(departures, at(`${date}T${time}`)).map((hole) => hole.lacks);
  expect(lacks('18:07')).toEqual(['lead', 'people']);
  expect(lacks('18:08')).toEqual([]);
});

test('[ROST-3] whoever has been replaced is not to be replaced again', () => {
  const replacement: Departure = {
    ...{ kind: 'replacement', personId: 'JOUR-B-1', replaces: 'JOUR-A-1', shiftId },
  };
  const [hole] = holesOf([...fourIll, ill('JOUR-A-7'), replacement]);
  expect(hole?.absent).toEqual(['JOUR-A-2', 'JOUR-A-4', 'JOUR-A-5', 'JOUR-A-7']);
});

test('[ROST-3] whom a rule forbids comes after whom none does', () => {
  for (const { candidates } of holesOf([ill('JOUR-A-0'), ...fourIll])) {
    const forbidden = candidates.map(({ findings }) =>
      findings.some(({ severity }) => severity === 'error'),
    );
    expect(forbidden).toEqual(forbidden.toSorted());
  }
});

test('[ROST-3] a free ninth is found behind eight whom an average forbids', () => {
  const cleared = Array.from({ length: 8 }, (_, n) =>
    member(`b${String(n)}`, { teamId: 'JOUR-B', clearances: ['violence'] }),
  );
  const free = member('free', { teamId: 'JOUR-B' });
  const team = unit().filter(({ teamId }) => teamId === 'JOUR-A');
  // Fourteen days of twelve hours in June: half a year's average is over, the rest before is not short.
  const worked = cleared.flatMap(({ id }) =>
    Array.from({ length: 14 }, (_, n): Departure => {
      const day = `2026-06-${String(n + 10)}`;
      return {
        ...{ kind: 'extra', personId: id, teamId: null },
        ...{ startMs: at(`${day}T08:00`), endMs: at(`${day}T20:00`) },
      };
    }),
  );
  const book = new RosterBook(
    plan,
    [...team, ...cleared, free],
    [...fourIll, ...worked].map(entered),
  );
  const [hole] = holesBetween(book, date, date, now);
  expect(hole?.candidates[0]).toMatchObject({ personId: 'free', findings: [] });
  expect(hole?.candidates.length).toBe(8);
});

test('[ROST-3] a shift that is empty for its last minutes still lacks its lead', () => {
  const leaving = onDutyAt(bookOf([], plan), at(`${date}T12:00`))
    .filter((duty) => duty.shiftId === shiftId)
    .map(({ personId }): Departure => ({
      ...{ kind: 'early-leave', personId, shiftId, leavesMs: at(`${date}T18:00`) },
    }));
  expect(holesOf([ill('JOUR-A-0'), ...leaving]).map(({ lacks }) => lacks)).toContain('lead');
});

test('[ROST-3] whoever led on that date, and leads no more today, is named as a lead', () => {
  const former = { role: 'lead', teamId: 'JOUR-B', until: at('2026-12-01T00:00') } as const;
  const people = [...unit(), member('former', { teamId: 'JOUR-B', former: [former] })];
  const book = new RosterBook(plan, people, [ill('JOUR-A-0'), ill('JOUR-B-0')].map(entered));
  const hole = holesBetween(book, date, date, now).find(({ lacks }) => lacks === 'lead');
  expect(hole?.candidates).toContainEqual(
    expect.objectContaining({ personId: 'former', lead: true }),
  );
});
