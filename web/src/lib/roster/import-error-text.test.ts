import type { ImportError } from '@vigie/shared/wire/roster';
import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { importErrorText } from './import-error-text.ts';

afterEach(() => overwriteGetLocale(() => 'fr'));

const at = (why: ImportError['why']): ImportError => ({ line: 3, why, message: 'en français' });
const unknown = at({ kind: 'line', fault: 'unknown-person', words: ['zorro'] });
const overlapping = at({ kind: 'refusal', refusal: 'overlapping-absence' });

test('a wrong line says in the reader’s language what was wrong, with its own words', () => {
  expect(importErrorText(unknown, {}, 0)).toBe('« zorro » : identifiant ou nom inconnu');
  overwriteGetLocale(() => 'en');
  expect(importErrorText(unknown, {}, 0)).toBe('“zorro”: unknown login or name');
});

test('what the desk refuses is said as everywhere, never in the server’s sentence', () => {
  overwriteGetLocale(() => 'en');
  expect(importErrorText(overlapping, {}, 0)).not.toContain('en français');
  expect(importErrorText(overlapping, {}, 0)).not.toBe('');
});
