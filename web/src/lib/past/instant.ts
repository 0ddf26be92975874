/** The service lives by the clock of Paris, wherever the browser thinks it is. */
const zone = 'Europe/Paris';
const secondMs = 1_000;

/** An instant as an address carries it, right in the hour that comes twice: « 2026-10-25T02:30:00+01:00 ». */
export function addressOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(toSecond(ms))
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The instant that an address means; null where it means none. */
export function instantOf(address: string): number | null {
  try {
    return toSecond(Temporal.Instant.from(address).epochMilliseconds);
  } catch {
    return null;
  }
}

/** The instant as a field for date and time holds it: « 2026-11-24T15:42:08 ». */
export function fieldOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(toSecond(ms))
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/**
 * The instants at which the clock of Paris showed what such a field holds: one; two in the hour that
 * comes twice in autumn, the summer's first; none in the hour that spring leaves out, and while the
 * field is empty.
 */
export function instantsOf(field: string): number[] {
  if (!field) return [];
  const local = Temporal.PlainDateTime.from(field);
  const both = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  );
  const shown = both.filter((moment) => moment.toPlainDateTime().equals(local));
  return [...new Set(shown.map(({ epochMilliseconds }) => epochMilliseconds))];
}

/** An instant as people read it, to the second: « mardi 24 novembre 2026 à 15:42:08 ». */
export function instantText(ms: number, locale: string): string {
  const name = { timeZone: zone, dateStyle: 'full', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(locale, name).format(ms);
}

/** Which clock Paris went by: « heure d’été » or « heure normale » with its name. */
export function clockText(ms: number, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' });
  return parts.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The whole second in which an instant falls. */
export function toSecond(ms: number): number {
  return Math.floor(ms / secondMs) * secondMs;
}
