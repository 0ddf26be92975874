import type { z } from 'zod';
import { fr } from 'zod/locales';

const { localeError } = fr();

/** How many faults one message names: the first ones tell where to look. */
const faultsNamed = 5;

/** Parses with messages in French that say what was expected, and never repeat what stood there (ACCESS-5). */
export function parseInFrench<T>(schema: z.ZodType<T>, input: unknown): z.ZodSafeParseResult<T> {
  return schema.safeParse(input, { error: localeError, reportInput: false });
}

/** Where an input is wrong and what was expected there. */
export function faultText({ issues }: Pick<z.ZodError, 'issues'>): string {
  const named = issues.slice(0, faultsNamed).map(({ path, message }) => {
    const place = path.map(String).join('.');
    return place ? `${place} : ${message}` : message;
  });
  return named.join(' ; ');
}
