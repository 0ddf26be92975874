import { Secret, TOTP } from 'otpauth';

/** What every app of this kind understands (RFC 6238): six digits, thirty seconds, SHA-1. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** The clocks of two devices differ: so many steps before and after are taken. */
const stepsAround = 1;
const keyBytes = 20;

/** A new key, in base32. */
export function newTotpKey(): string {
  return new Secret({ size: keyBytes }).base32;
}

/** The link that an app takes a key from. */
export function totpLink(key: string, service: string, login: string): string {
  return totpOf(key, service, login).toString();
}

/** The step that a code belongs to at this instant; null where it is none of this key's (ACCESS-2). */
export function totpStep(key: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(key).validate({ token: code, timestamp: now, window: stepsAround });
  return delta === null ? null : Math.floor(now / 1_000 / form.period) + delta;
}

function totpOf(key: string, issuer = '', label = ''): TOTP {
  return new TOTP({ ...form, issuer, label, secret: Secret.fromBase32(key) });
}
