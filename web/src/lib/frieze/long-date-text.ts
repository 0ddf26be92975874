/** The day of an instant in Paris, in words: « mardi 24 novembre ». */
export function longDateText(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Paris',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(ms);
}
