import { kindOfEvent } from '@vigie/shared/journal/event-kinds';
import type { JournalEvent } from '@vigie/shared/wire/journal';
import { afterEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { eventText } from './event-text.ts';

const names: Record<string, string> = { ana: 'Gpx Ana', ben: 'Brg Ben' };
const nameOf = (id: string) => names[id] ?? '?';
const event = (type: string, detail: JournalEvent['detail'] = {}): JournalEvent => ({
  ...{ veiled: false, seq: 7, at: 0, by: 'ana', stream: 'person', streamId: 'ben', type, detail },
  ...{ ticket: null, words: [], erased: false },
});

afterEach(() => overwriteGetLocale(() => 'fr'));

describe.each(['fr', 'en'] as const)('[LOG-1] in %s', (locale) => {
  test.each(Object.keys(kindOfEvent))('%s has a sentence', (type) => {
    overwriteGetLocale(() => locale);
    const text = eventText(event(type), nameOf);
    expect(text.length).toBeGreaterThan(3);
    expect(text).not.toContain(type);
    expect(text).not.toMatch(/undefined|\{|\}/);
  });
});

test('[LOG-1] the two languages say different things', () => {
  const same = Object.keys(kindOfEvent).filter((type) => {
    const [french, english] = (['fr', 'en'] as const).map((locale) => {
      overwriteGetLocale(() => locale);
      return eventText(event(type), nameOf);
    });
    return french === english;
  });
  expect(same).toEqual([]);
});

test('[LOG-1] a type to come shows its name and ids rather than breaking', () => {
  const text = eventText(event('moon-landed', { craterId: 'c1', deep: { more: 1 } }), nameOf);
  expect(text).toBe('moon-landed (person ben, craterId c1)');
});

test('[LOG-1] a sentence names who did it, and to whom', () => {
  expect(eventText(event('password-reset'), nameOf)).toBe(
    'mot de passe de Brg Ben réinitialisé par Gpx Ana',
  );
});
