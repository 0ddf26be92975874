import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { PlanChange } from './command.ts';
import { defaultCycle, type Cycle } from './cycle.ts';
import { decidePlan } from './decide-plan.ts';
import { defaultOfficeHours } from './plan.ts';
import { at, bookOf } from './testing.ts';

const officer: Actor = {
  ...{ id: 'officer-1', role: 'officer', teamId: null, clearances: [], standsIn: false },
};
const now = { actor: officer, at: at('2026-11-24T12:00') };
const nothing = { cycle: null, office: null, cover: null, holidays: null, exemption: null };
const change = (part: Partial<PlanChange>): PlanChange => ({
  ...nothing,
  from: '2026-12-01',
  ...part,
});
const given = { reasonId: 'why', compensationId: 'what for it' };
/** Twelve hours every day for everybody: no thirty-five hours in a row are left. */
const harsh: Cycle = {
  ...defaultCycle,
  cycleDays: 1,
  patterns: { A: [1], B: [1] },
  teams: defaultCycle.teams,
};

describe('[ROST-1] a new frame', () => {
  test('each part that is given becomes an event with its date, the rest stays', () => {
    const cover = { day: 7, night: 3 };
    const decision = decidePlan(bookOf(), change({ cover, holidays: 'alsace-moselle' }), now);
    expect(decision).toMatchObject({
      ok: true,
      events: [
        { type: 'cover-changed', from: '2026-12-01', cover },
        { type: 'holidays-changed', region: 'alsace-moselle' },
      ],
    });
    const office = { ...defaultOfficeHours, from: '09:00' };
    expect(decidePlan(bookOf(), change({ office }), now)).toMatchObject({
      events: [{ type: 'office-hours-changed', from: '2026-12-01', office }],
    });
  });

  test('holds from today at the earliest: a day that is over is not rewritten', () => {
    const cover = { day: 7, night: 3 };
    expect(decidePlan(bookOf(), change({ from: '2026-11-24', cover }), now)).toMatchObject({
      ok: true,
    });
    expect(decidePlan(bookOf(), change({ from: '2026-11-23', cover }), now)).toEqual({
      ...{ ok: false, refusal: 'in-the-past' },
    });
  });

  test('changes nothing where nothing is given', () => {
    expect(decidePlan(bookOf(), change({}), now)).toEqual({ ok: false, refusal: 'unchanged' });
  });

  test('[ACCESS-1] is the command’s alone', () => {
    const cover = { day: 1, night: 1 };
    for (const role of ['agent', 'lead', 'clerk'] as const) {
      expect(
        decidePlan(bookOf(), change({ cover }), { ...now, actor: { ...officer, role } }),
      ).toEqual({ ok: false, refusal: 'not-allowed' });
    }
  });
});

describe('[ROST-2] a new cycle', () => {
  test('of the same rules is taken, with no findings that were not there', () => {
    const cycle = { ...defaultCycle, anchor: '2026-01-19' };
    expect(decidePlan(bookOf(), change({ cycle }), now)).toMatchObject({ ok: true, findings: [] });
  });

  test('against the law is refused with its findings, and let through by an exemption that names them', () => {
    const refused = decidePlan(bookOf(), change({ cycle: harsh }), now);
    expect(refused).toMatchObject({ ok: false, refusal: 'rules-broken' });
    const rules = new Set(refused.findings?.map(({ rule }) => rule));
    expect(rules).toContain('weekly-rest');
    const exempted = decidePlan(bookOf(), change({ cycle: harsh, exemption: given }), now);
    if (!exempted.ok) throw new Error(exempted.refusal);
    const [event] = exempted.events;
    expect(event).toMatchObject({ type: 'cycle-changed', exemption: given });
    const named = event?.type === 'cycle-changed' ? event.exemption?.findings : [];
    expect(named?.some((key) => key.startsWith('weekly-rest'))).toBe(true);
  });
});
