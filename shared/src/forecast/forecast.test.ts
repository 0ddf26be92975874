import { expect, test } from 'vitest';
import { seededRandom } from '../chance/random.ts';
import { hourMs, minuteMs } from '../roster/calendar.ts';
import { compare, forecast } from './forecast.ts';
import type { Known } from './known.ts';
import { caseOf, knownOf, nowMs, reliefMs, steadyCases } from './testing.ts';

const monthAgo = nowMs - 28 * 24 * hourMs;
const past = steadyCases(monthAgo, nowMs, 12);
const backlog = Array.from({ length: 60 }, (_, n) =>
  caseOf(`w${String(n)}`, nowMs - 45 * minuteMs - n),
);
const make = (known: Known, seed = 1) => forecast(known, seededRandom(seed), 80);
const as = (more: Partial<Known> = {}) => knownOf([...past, ...backlog], more);

test('[MET-4] equal seeds give equal forecasts, and others nearly so', () => {
  expect(make(as())).toEqual(make(as()));
  expect(make(as(), 2).course).not.toEqual(make(as()).course);
});

test('[MET-4] with nobody on duty nothing is answered, and what comes is added to what waits', () => {
  const { queue, course, tickets } = make(as({ staffing: [] }));
  expect(queue.low).toBeGreaterThan(60 + 20);
  expect(course.every(({ answered }) => answered === 0)).toBe(true);
  const [first] = tickets.filter(({ id }) => id === 'w0');
  expect(first).toEqual({ id: 'w0', chance: 0 });
});

test('[MET-4] the roster to come counts: who goes before the relief answers no more', () => {
  const goes = make(
    as({
      staffing: [
        { atMs: monthAgo, people: 6, cleared: 3 },
        { atMs: nowMs + 30 * minuteMs, people: 1, cleared: 0 },
      ],
    }),
  );
  expect(goes.queue.median).toBeGreaterThan(make(as()).queue.high);
});

test('[MET-4] a restricted ticket waits for somebody cleared', () => {
  const one = caseOf('r', nowMs, { restricted: true, dueAt: nowMs + 2 * hourMs });
  const chanceWith = (cleared: number) =>
    make(
      knownOf([...past, one], { staffing: [{ atMs: monthAgo, people: 6, cleared }] }),
    ).tickets.find(({ id }) => id === 'r')?.chance;
  expect(chanceWith(0)).toBe(0);
  expect(chanceWith(6)).toBeGreaterThan(0.9);
});

test('[MET-4] danger is taken first, whatever waits: its chance is good where the others’ is not', () => {
  const danger = caseOf('p0', nowMs, { priority: 'P0', dueAt: nowMs + 30 * minuteMs });
  const late = Array.from({ length: 300 }, (_, n) =>
    caseOf(`l${String(n)}`, nowMs - 3 * hourMs, { dueAt: nowMs + 30 * minuteMs }),
  );
  const { tickets } = make(knownOf([...past, ...late, danger]));
  const chanceOf = (of: string) => tickets.find(({ id }) => id === of)?.chance ?? -1;
  expect(chanceOf('p0')).toBeGreaterThan(0.8);
  const mean = late.reduce((sum, { id }) => sum + chanceOf(id), 0) / late.length;
  expect(mean).toBeLessThan(0.3);
});

test('[MET-4] of a ticket whose time ends beyond the forecast no chance is told', () => {
  const far = caseOf('far', nowMs, { priority: 'P3', dueAt: reliefMs + 20 * hourMs });
  const { tickets } = make(knownOf([...past, far]));
  expect(tickets).toContainEqual({ id: 'far', chance: null });
});

test('[MET-4] what the shift has missed already counts against its targets', () => {
  const missed = Array.from({ length: 8 }, (_, n) => {
    const startedAt = nowMs - 2 * hourMs + n;
    const endedAt = startedAt + hourMs;
    return caseOf(`m${String(n)}`, startedAt, {
      ...{ priority: 'P1', dueAt: startedAt + 15 * minuteMs, holder: 'a' },
      ...{ claimedAt: endedAt - minuteMs, endedAt, outcome: 'answered' },
    });
  });
  expect(make(knownOf([...past, ...missed])).targets.P1).toBeLessThan(0.1);
  expect(make(knownOf(past)).targets.P2).toBeGreaterThan(0.9);
});

test('[MET-4] a question changes what it asks and nothing else: the same chance lies behind both', () => {
  const nothing = { surges: [], staffing: null };
  const { before, after } = compare(as(), nothing, seededRandom(3), 60);
  expect(after).toEqual(before);
  const surge = { factor: 5, fromMs: nowMs + hourMs, untilMs: nowMs + 2 * hourMs };
  const asked = compare(as(), { surges: [surge], staffing: null }, seededRandom(3), 60);
  expect(asked.before).toEqual(before);
  const upTo = (made: typeof before) => made.course.filter(({ atMs }) => atMs <= surge.fromMs);
  expect(upTo(asked.after)).toEqual(upTo(before));
  expect(asked.after.queue.median).toBeGreaterThan(before.queue.median);
});
