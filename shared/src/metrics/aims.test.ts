import { expect, test } from 'vitest';
import type { SettingsEvent } from '../settings/state.ts';
import { aimAt, aimHistory, historyOf, verdictOf } from './aims.ts';
import { minute, now } from './fixtures/episodes.ts';
import { measuredAnswered, measuredWaiting } from './fixtures/measured.ts';

const change = (
  at: number,
  setting: SettingsEvent['setting'],
  before: number,
  after: number | null,
) => ({ at, event: { type: 'setting-changed', setting, before, after } as const });

test('[MET-1] an aim speaks for its own time: what is changed today judges nothing of yesterday', () => {
  const aims = aimHistory({}, [change(100, 'aim-P1', 95, 97), change(200, 'aim-P2', 90, 80)]);
  expect([99, 100, 250].map((at) => aimAt(aims, 'P1', at))).toEqual([95, 97, 97]);
  expect([199, 200].map((at) => aimAt(aims, 'P2', at))).toEqual([90, 80]);
});

test('[MET-1] before the first change stood what was in force then, and a value taken back is the environment’s', () => {
  const given = { 'aim-P1': 96 };
  const history = historyOf('aim-P1', given, [
    change(100, 'aim-P1', 94, 97),
    change(300, 'aim-P1', 97, null),
  ]);
  expect(history.map(({ fromMs, value }) => [fromMs, value])).toEqual([
    [0, 94],
    [100, 97],
    [300, 96],
  ]);
});

test('[MET-1] a category without a target of its own has a history only while it had one', () => {
  expect(historyOf('target-vif', {}, [])).toEqual([]);
});

test('[MET-1] a miss is certain from the instant at which the time was up, not from the late answer on', () => {
  const late = measuredAnswered(90);
  expect(verdictOf(late, now)).toEqual({ isHit: false, atMs: now - 30 * minute });
  expect(verdictOf(measuredAnswered(20), now)).toEqual({ isHit: true, atMs: now });
  expect(verdictOf(measuredWaiting(61), now)).toEqual({ isHit: false, atMs: now - minute });
  expect(verdictOf(measuredWaiting(60), now)).toBeNull();
});
