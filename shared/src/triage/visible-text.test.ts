import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableStretches, visibleStretches } from './visible-text.ts';

const seen = (body: string) =>
  visibleStretches(body)
    .map(({ start, end }) => body.slice(start, end))
    .filter((part) => part.trim() !== '')
    .join('|')
    .trim();

const gmail = 'Le mar. 24 nov. 2026 à 10:12, Contact Vigie <contact@vigie.example> a écrit :';

test('[MAIL-14] marked lines are left out, what stands around them is read', () => {
  expect(seen('Merci.\n> il va me tuer\n> au secours\nIl revient')).toBe('Merci.\n|Il revient');
});

test.each([
  ['of Gmail', `Merci.\n\n${gmail}\n> il va me tuer\n`],
  [
    'wrapped over two lines',
    `Merci.\n\n${gmail.replace(' a écrit', ' a\nécrit')}\n\n> il va me tuer\n`,
  ],
  ['unmarked below an address', `Merci.\n\n${gmail}\n\nil va me tuer\n`],
  ['in English', 'Merci.\n\nOn Tue, Nov 24, 2026 at 10:12 AM X <x@y.fr> wrote:\n> il va me tuer'],
  ['of Thunderbird', 'Merci.\nLe 24/11/2026 à 10:12, Contact Vigie a écrit :\n> il va me tuer'],
  ['below the bar of Outlook', 'Merci.\n-----Message d’origine-----\nDe : x@y.fr\nil va me tuer'],
  [
    'below headers',
    'Merci.\nDe : X <x@y.fr>\nEnvoyé : mardi 24 novembre 2026 10:12\n\nil va me tuer',
  ],
])('[MAIL-14] history %s is left out', (_, body) => {
  expect(seen(body)).toBe('Merci.');
});

test('[MAIL-14] a sentence above the history is not taken for a part of its head', () => {
  expect(seen(`Le voisin me frappe.\n${gmail}\n> il va me tuer`)).toBe('Le voisin me frappe.');
});

test('[MAIL-14] an answer below marked history is read', () => {
  expect(seen(`${gmail}\n> Bonjour\n\nIl défonce la porte`)).toBe('Il défonce la porte');
});

test.each([
  ['nothing else', ''],
  ['a greeting only', 'Bonjour,\n'],
  ['what a telephone adds', 'Envoyé de mon iPhone\n\n'],
])('[MAIL-14] history is read where there is %s', (_, above) => {
  const body = `${above}${gmail}\n> il va me tuer`;
  expect(seen(body)).toBe(body);
});

test.each([
  'Le 12 mars 2026 à 14h30 mon ex m’a écrit :\nje vais te tuer',
  'Le 12 mars 2026 à 14:30 mon mari a écrit :\nje vais te tuer',
  'Voici son message.\n---------- Message transféré ----------\nDe : Ex <ex@y.fr>\nDate : 24 novembre 2026\n\nje vais te tuer',
])('[MAIL-14] what a citizen tells or forwards is no history: %s', (body) => {
  expect(seen(body)).toBe(body);
});

test('[MAIL-14] of a text longer than people write, the beginning and the end are read', () => {
  const body = 'a'.repeat(1_000_000);
  expect(readableStretches('b'.repeat(200_000))).toEqual([{ start: 0, end: 200_000 }]);
  expect(readableStretches(body)).toEqual([
    { start: 0, end: 150_000 },
    { start: 950_000, end: 1_000_000 },
  ]);
});

test('[MAIL-14] stretches are in order, apart, and never empty where there is text', () => {
  const line = fc.constantFrom('> oui', gmail, 'Bonjour', '', 'Merci', 'De : x@y.fr', 'a écrit :');
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const body = lines.join('\n');
      const stretches = visibleStretches(body);
      stretches.forEach(({ start, end }, n) => {
        expect(start).toBeGreaterThanOrEqual(stretches[n - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
      });
      expect(stretches.length > 0).toBe(body.length > 0);
    }),
  );
});
