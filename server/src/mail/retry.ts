const minute = 60_000;
const delays = [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * minute);
/** A mail that nobody takes for so long has failed, and a human decides, in ms. */
const RETRY_FOR_MS = 24 * 60 * minute;

/** When a mail is tried again after so many attempts; null once it was tried for a day (MAIL-8). */
export function nextAttempt(attempts: number, queuedAt: number, now: number): number | null {
  const delay = delays[Math.min(Math.max(attempts, 1), delays.length) - 1] ?? minute;
  return now + delay <= givenUpAt(queuedAt) ? now + delay : null;
}

/** The instant after which a mail that was queued then is not tried again (MAIL-8). */
export function givenUpAt(queuedAt: number): number {
  return queuedAt + RETRY_FOR_MS;
}
