import { expect, test } from 'vitest';
import { dateText, dayText, hourText, momentText, secondText, todayIso } from './paris-time.ts';

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds;

test('hours are those of Paris, in winter and in summer', () => {
  expect(hourText(at('2026-11-24T14:42:08Z'))).toBe('15:42');
  expect(hourText(at('2026-07-01T14:42:08Z'))).toBe('16:42');
  expect(secondText(at('2026-11-24T14:42:08.999Z'))).toBe('15:42:08');
});

test('a moment of another day bears its date, of another year its year too', () => {
  const now = at('2026-11-24T14:00:00Z');
  expect(momentText(at('2026-11-24T08:05:00Z'), now)).toBe('09:05');
  expect(momentText(at('2026-11-23T23:30:00Z'), now)).toBe('00:30');
  expect(momentText(at('2026-11-22T08:05:00Z'), now)).toBe('22/11 09:05');
  expect(momentText(at('2025-08-02T08:05:00Z'), now)).toBe('02/08/2025 10:05');
});

test('dates are figures, by the day of Paris', () => {
  expect(dateText(at('2026-12-31T23:30:00Z'))).toBe('01/01/2027');
  expect(todayIso(at('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
  expect(dayText('2027-05-24')).toBe('24/05/2027');
});
