import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret of somebody's calendar link: it follows from the event that made it, so that it is stored
 * nowhere and ends with that event's being revoked or followed by another (ROST-1).
 */
function calendarSecret(secret: string, personId: string, madeAtSeq: number): string {
  return createHmac('sha256', secret)
    .update(`calendar\n${personId}\n${String(madeAtSeq)}`)
    .digest('base64url');
}

/** The path of somebody's feed. */
export function calendarPath(secret: string, personId: string, madeAtSeq: number): string {
  const word = calendarSecret(secret, personId, madeAtSeq);
  return `/calendrier/${encodeURIComponent(personId)}/${word}.ics`;
}

/** True for the secret of the link in force; compared in a time that tells nothing. */
export function opensCalendar(
  secret: string,
  personId: string,
  madeAtSeq: number,
  shown: string,
): boolean {
  const [one, other] = [calendarSecret(secret, personId, madeAtSeq), shown].map((word) =>
    createHmac('sha256', secret).update(word).digest(),
  );
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
