/** What keeps a mail from arriving, as far as a server's code tells (MAIL-6, MAIL-8). */
export const failureMeanings = [
  'no-such-address',
  'no-such-domain',
  'mailbox-full',
  'mailbox-closed',
  'too-large',
  'address-not-carried',
  'not-accepted',
  'not-in-time',
  'unreachable',
  'asks-to-wait',
  'sign-in-refused',
] as const;
export type FailureMeaning = (typeof failureMeanings)[number];

/** RFC 3463, RFC 6531: what an enhanced status code means to whoever wrote. The first that fits counts. */
const meanings: readonly (readonly [RegExp, FailureMeaning])[] = [
  [/^5\.1\.[0136]$/, 'no-such-address'],
  [/^5\.1\.2$/, 'no-such-domain'],
  [/^[45]\.2\.2$/, 'mailbox-full'],
  [/^5\.2\.1$/, 'mailbox-closed'],
  [/^5\.[23]\.[34]$/, 'too-large'],
  [/^[45]\.6\.[79]$/, 'address-not-carried'],
  [/^4\.7\.[01]$/, 'asks-to-wait'],
  [/^5\.7\.8$/, 'sign-in-refused'],
  [/^5\.7\./, 'not-accepted'],
  [/^4\.4\.7$/, 'not-in-time'],
  [/^[45]\.4\./, 'unreachable'],
];

/** The meaning of an enhanced status code such as 5.1.1; null where it says nothing that helps. */
export function statusMeaning(status: string): FailureMeaning | null {
  return meanings.find(([pattern]) => pattern.test(status))?.[1] ?? null;
}

/** The meaning of what a courier noted: a server's number and status, or the system's name for what broke. */
export function failureMeaning(code: string): FailureMeaning | null {
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(code)?.[0];
  const told = status === undefined ? null : statusMeaning(status);
  if (told) return told;
  if (/^53[0458]\b/.test(code)) return 'sign-in-refused';
  return /^E[A-Z]+/.test(code) ? 'unreachable' : null;
}
