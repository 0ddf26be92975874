import { Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { newTotpKey, totpLink, totpStep } from './totp.ts';

/** The key of RFC 6238, appendix B. */
const key = Secret.fromUTF8('12345678901234567890').base32;

describe('[ACCESS-2] a code of an app', () => {
  // RFC 6238, appendix B, SHA-1: its eight digits end in these six.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i s is %s', (seconds, code) => {
    expect(totpStep(key, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  test('is taken one step early or late, and no more', () => {
    const at = 1_111_111_111_000;
    const step = Math.floor(at / 30_000);
    for (const [later, taken] of [
      [-30_000, true],
      [30_000, true],
      [-60_000, false],
      [60_000, false],
    ] as const) {
      expect(totpStep(key, '050471', at + later)).toBe(taken ? step : null);
    }
  });

  test.each(['', '05047', '0504711', '05047a', '050472'])('that is none: %s', (code) => {
    expect(totpStep(key, code, 1_111_111_111_000)).toBeNull();
  });
});

test('[ACCESS-2] each key is new, and its link names service and login', () => {
  const [one, other] = [newTotpKey(), newTotpKey()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
  const link = new URL(totpLink(one, 'Vigie', 'gallois'));
  expect(link.protocol).toBe('otpauth:');
  expect(link.searchParams.get('secret')).toBe(one);
  expect(link.searchParams.get('issuer')).toBe('Vigie');
});
