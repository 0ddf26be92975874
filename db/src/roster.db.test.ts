import { describe, expect, test } from 'vitest';
import type { DepartureOf, OverrideEvent } from '@vigie/shared/roster/override';
import { defaultPlan, planStreamId } from '@vigie/shared/roster/plan';
import { checkProjections } from './check-projections.ts';
import { loadRoster } from './load-roster.ts';
import {
  allOverrides,
  currentPlan,
  overridesTouching,
  rosterEventsUntil,
} from './queries/roster.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { stageDatabase } from './testing/stage.ts';

const stage = stageDatabase();
const swap: DepartureOf<'swap'> = {
  ...{ kind: 'swap', personId: 'ana', shiftId: 'JOUR-A:2026-11-24' },
  ...{ withId: 'ben', withShiftId: 'JOUR-B:2026-11-30' },
};
const sick = (personId: string, from: string, to = from): OverrideEvent => ({
  type: 'absence-entered',
  departure: { kind: 'absence', personId, absence: 'CM', from, to },
  ...{ noteId: null, exemption: null },
});
const happen = (id: string, event: OverrideEvent, at = 0) =>
  stage.desk.happen({ stream: 'override', id, events: [event] }, at);
const idsTouching = (from: string, to = from) =>
  overridesTouching(stage.database, { from, to })
    .map(({ id }) => id)
    .sort();

async function history(): Promise<void> {
  for (const id of ['ana', 'ben']) await stage.desk.person(id);
  await happen('a1', sick('ana', '2026-11-20', '2026-11-26'), 10);
  await happen('s1', { type: 'swap-asked', departure: swap, noteId: null, exemption: null }, 20);
  await happen('s1', { type: 'swap-agreed' }, 30);
  await happen('a1', { type: 'override-cancelled', reasonId: null, exemption: null }, 40);
  const cover = { day: 7, night: 3 };
  const changed = { type: 'cover-changed', from: '2026-12-01', cover } as const;
  await stage.desk.happen({ stream: 'roster-plan', id: planStreamId, events: [changed] }, 50);
}

describe('[ROST-1] the roster in the log', () => {
  test('[LOG-3] overrides and the frame are the fold of their events', async () => {
    await history();
    const live = [allOverrides(stage.database), currentPlan(stage.database)];
    expect(await checkProjections(stage.database)).toMatchObject({ ok: true });
    rebuildProjections(stage.database);
    expect([allOverrides(stage.database), currentPlan(stage.database)]).toEqual(live);
    expect(live[1]).toMatchObject({ cover: [...defaultPlan.cover, { from: '2026-12-01' }] });
  });

  test('an override is found on every date that it touches, and on no other', async () => {
    await history();
    expect(idsTouching('2026-11-19')).toEqual([]);
    expect(idsTouching('2026-11-20')).toEqual(['a1']);
    expect(idsTouching('2026-11-26')).toEqual(['a1', 's1']);
    expect(idsTouching('2026-12-01')).toEqual([]);
  });

  test('nothing is overwritten: what was known at an instant is told as it was then', async () => {
    await history();
    const dates = { from: '2026-11-24', to: '2026-11-24' };
    const types = (at: number) =>
      rosterEventsUntil(stage.database, at, dates).overrides.map(({ event }) => event.type);
    expect(types(19)).toEqual(['absence-entered']);
    expect(types(30)).toEqual(['absence-entered', 'swap-asked', 'swap-agreed']);
    expect(rosterEventsUntil(stage.database, 49, dates).plan).toEqual([]);
  });

  test('[ROST-2] a change finds whom it concerns over the periods of the averages, and the other of a swap', async () => {
    await history();
    await happen('a2', sick('ben', '2026-06-10'), 60);
    await happen('a3', sick('cleo', '2026-06-10'), 61);
    const { book, override } = loadRoster(stage.database, { overrideId: 's1' });
    expect(override?.status).toBe('agreed');
    expect([...book.overrides()].map(({ id }) => id).sort()).toEqual(['a1', 'a2', 's1']);
  });
});
