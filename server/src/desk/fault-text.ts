import type { z } from 'zod';
import { fr } from 'zod/locales';

const { localeError } = fr();

/** How many faults one message names: the first ones tell where to look. */
const faultsNamed = 5;

/**
 * Parses with messages in French that say what was expected, and never repeat what stood there
 * (ACCESS-5). Half a sign, which no disk can hold, becomes the sign for what cannot be shown: words are
 * not refused for it.
 */
export function parseInFrench<T>(schema: z.ZodType<T>, input: unknown): z.ZodSafeParseResult<T> {
  return schema.safeParse(wellFormed(input), { error: localeError, reportInput: false });
}

/** Deeper than anything that is asked for: its schema refuses it as it is. */
const deepest = 50;

function wellFormed(input: unknown, depth = 0): unknown {
  if (typeof input === 'string') return input.toWellFormed();
  if (depth === deepest) return input;
  const deeper = (value: unknown) => wellFormed(value, depth + 1);
  if (Array.isArray(input)) return input.map(deeper);
  return isRecord(input) ? mapValues(input, deeper) : input;
}

function isRecord(input: unknown): input is Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return false;
  const kind: unknown = Object.getPrototypeOf(input);
  return kind === Object.prototype || kind === null;
}

function mapValues(record: Record<string, unknown>, to: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

/** Where an input is wrong and what was expected there. */
export function faultText({ issues }: Pick<z.ZodError, 'issues'>): string {
  const named = issues.slice(0, faultsNamed).map(({ path, message }) => {
    const place = path.map(String).join('.');
    return place ? `${place} : ${message}` : message;
  });
  return named.join(' ; ');
}
