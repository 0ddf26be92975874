import { getLocale } from '#lib/paraglide/runtime.js';

/** Thousands, and the sign of a byte: the French octet. */
const units = { fr: ['o', 'ko', 'Mo', 'Go'], en: ['B', 'kB', 'MB', 'GB'] } as const;

/** A size of a file: « 214 ko », « 1,4 Mo ». */
export function bytesText(bytes: number): string {
  const [byte, kilo, mega, giga] = units[getLocale()];
  if (bytes < 1_000) return `${String(bytes)} ${byte}`;
  if (bytes < 1_000_000) return `${String(Math.round(bytes / 1_000))} ${kilo}`;
  if (bytes >= 1_000_000_000) return `${decimalText(bytes / 1_000_000_000)} ${giga}`;
  return `${decimalText(bytes / 1_000_000)} ${mega}`;
}

/** A number with one decimal, parted as the language parts it: « 1,4 ». */
export function decimalText(value: number): string {
  const text = value.toFixed(1);
  return getLocale() === 'fr' ? text.replace('.', ',') : text;
}
