/** The instant of an hour typed as « 15:42 », today in Paris, or yesterday when it lies ahead. */
export function momentOfHour(hour: string, now: number): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Europe/Paris');
  const then = today.withPlainTime(Temporal.PlainTime.from(hour));
  // A minute's grace: the hour of this very minute may lie seconds ahead of a slow clock.
  const ahead = then.epochMilliseconds > now + 60_000;
  return (ahead ? then.subtract({ days: 1 }) : then).epochMilliseconds;
}
