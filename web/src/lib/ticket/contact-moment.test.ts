import { expect, test } from 'vitest';
import { momentOfHour } from './contact-moment.ts';

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds;

test('[MAIL-14] an hour that has passed is of today', () => {
  expect(momentOfHour('15:42', at('2026-11-24T15:00:00Z'))).toBe(at('2026-11-24T14:42:00Z'));
});

test('[MAIL-14] an hour that lies ahead is of yesterday: who was called last night', () => {
  expect(momentOfHour('23:50', at('2026-11-24T00:10:00Z'))).toBe(at('2026-11-23T22:50:00Z'));
});
