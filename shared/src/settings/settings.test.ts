import { expect, test } from 'vitest';
import { categoryKeys } from '../triage/categories.ts';
import { priorities } from '../triage/priority.ts';
import { defaultSettings, settingsOf, targetMs } from './settings.ts';

const minute = 60_000;
const { targets } = defaultSettings;

test('[LOCK-2] the first values are those of the domain', () => {
  const { leaseMs, disconnectedMs, claimLimit, withdrawMs, escalateMs, preferMs } = defaultSettings;
  expect({ leaseMs, disconnectedMs, claimLimit, withdrawMs, escalateMs, preferMs }).toEqual({
    leaseMs: 15 * minute,
    disconnectedMs: 3 * minute,
    claimLimit: 3,
    withdrawMs: 15_000,
    escalateMs: [2 * minute, 5 * minute],
    preferMs: 10 * minute,
  });
});

test.each(categoryKeys)('[MET-1] a danger in %s is answered within 5 minutes', (key) => {
  expect(targetMs(targets, key, 'P0')).toBe(5 * minute);
});

test.each(categoryKeys)('[MET-1] the target of %s never shortens as its priority falls', (key) => {
  const allowed = priorities.map((priority) => targetMs(targets, key, priority));
  expect(allowed).toEqual(allowed.toSorted((one, other) => one - other));
});

test('[MET-1] categories keep the targets of their own that the table gives them', () => {
  expect(targetMs(targets, 'harcel', 'P1')).toBe(60 * minute);
  expect(targetMs(targets, 'igpn', 'P2')).toBe(1440 * minute);
  expect(targetMs(targets, 'suivi', 'P2')).toBe(1440 * minute);
  expect(targetMs(targets, 'biens', 'P2')).toBe(240 * minute);
  expect(targetMs(targets, 'illicite', 'P1')).toBe(15 * minute);
});

test('[MET-1] a category follows its priority until it is given a target of its own', () => {
  const usual = settingsOf({ 'target-P2': 120 }).targets;
  expect(targetMs(usual, 'biens', 'P2')).toBe(120 * minute);
  const own = settingsOf({ 'target-P2': 120, 'target-biens': 30 }).targets;
  expect(targetMs(own, 'biens', 'P2')).toBe(30 * minute);
  expect(targetMs(own, 'biens', 'P1')).toBe(15 * minute);
});
