import { expect, test } from 'vitest';
import { commandOf, emptyDraft, shiftsOf, type EntryDraft } from './entry-draft.ts';
import { rosterAnswer } from './testing/roster-answer.ts';

const tz = 'Europe/Paris';
const nightStart = Date.parse('2026-11-24T17:00:00Z');
const facts = { tz, shiftStartMs: nightStart };
const draft = (kind: EntryDraft['kind'], part: Partial<EntryDraft> = {}): EntryDraft => ({
  ...emptyDraft(kind, 'petit', '2026-11-24'),
  ...part,
});

test('an absence is one day until told otherwise, and never ends before it begins', () => {
  expect(commandOf(draft('absence'), facts)).toEqual({
    type: 'enter-absence',
    personId: 'petit',
    absence: 'CA',
    from: '2026-11-24',
    to: '2026-11-24',
    note: null,
    exemption: null,
  });
  expect(commandOf(draft('absence', { to: '2026-11-23' }), facts)).toBe('dates-crossed');
  expect(commandOf(draft('absence', { to: '' }), facts)).toBe('dates');
});

test.each([
  [draft('absence', { personId: '' }), 'person'],
  [draft('replacement'), 'shift'],
  [draft('replacement', { shiftId: 'NUIT-A:2026-11-24' }), 'other'],
  [draft('swap', { shiftId: 'JOUR-A:2026-11-24', otherId: 'bertin' }), 'with-shift'],
  [draft('extra', { startTime: '08:00' }), 'times'],
  [draft('extra', { startTime: '08:00', endTime: '08:00' }), 'times'],
  [draft('late', { shiftId: 'NUIT-A:2026-11-24' }), 'times'],
])('a form that lacks something says what (%#)', (form, fault) => {
  expect(commandOf(form, facts)).toBe(fault);
});

test('[ROST-2] an exemption has both its words or none', () => {
  expect(commandOf(draft('absence', { reason: 'Renfort' }), facts)).toBe('exemption');
  const both = draft('absence', { reason: 'Renfort', compensation: 'Récupération' });
  expect(commandOf(both, facts)).toMatchObject({
    exemption: { reason: 'Renfort', compensation: 'Récupération' },
  });
});

test('[ROST-1] a late arrival after midnight belongs to the night that began the day before', () => {
  const shiftId = 'NUIT-A:2026-11-24';
  const evening = commandOf(draft('late', { shiftId, startTime: '20:30' }), facts);
  expect(evening).toMatchObject({ arrivesMs: Date.parse('2026-11-24T19:30:00Z') });
  const morning = commandOf(draft('early-leave', { shiftId, startTime: '04:00' }), facts);
  expect(morning).toMatchObject({ leavesMs: Date.parse('2026-11-25T03:00:00Z') });
});

test('[ROST-1] extra hours over midnight end on the next date, by the clock of the service', () => {
  // The clocks go back in this night: 22:00 to 06:00 is nine hours.
  const form = draft('extra', { from: '2026-10-24', startTime: '22:00', endTime: '06:00' });
  const command = commandOf(form, facts);
  if (typeof command === 'string' || command.type !== 'order-extra-shift') throw new Error();
  expect(command.endMs - command.startMs).toBe(9 * 3_600_000);
});

test('shifts that may be given away begin in the future', () => {
  const row = rosterAnswer().rows[0];
  const after = Date.parse('2026-11-24T12:00:00Z');
  expect(shiftsOf(row, after)[0]?.date).toBe('2026-11-27');
  expect(shiftsOf(undefined, after)).toEqual([]);
});
