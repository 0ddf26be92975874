import { hourMs, minuteMs } from './calendar.ts';

const months = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];

/** A date as French writes it: `28 mars 2026`. */
export function spelledDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  const first = day === 1 ? '1er' : String(day);
  return `${first} ${months[(month ?? 1) - 1] ?? ''} ${String(year)}`;
}

/** An instant by the wall clock of a zone: `28 mars 2026 à 18 h 08`. */
export function spelledInstant(tz: string, instantMs: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(tz);
  const minutes = String(local.minute).padStart(2, '0');
  return `${spelledDate(local.toPlainDate().toString())} à ${String(local.hour)} h ${minutes}`;
}

/** A length of time in hours and minutes: `10 h 52`. */
export function spelledLength(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / minuteMs);
  const rest = String(minutes % 60).padStart(2, '0');
  return `${ms < 0 ? '−' : ''}${String(Math.floor((minutes * minuteMs) / hourMs))} h ${rest}`;
}
