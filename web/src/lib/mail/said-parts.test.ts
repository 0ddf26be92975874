import { expect, test } from 'vitest';
import { saidParts } from './said-parts.ts';

const said = 'Merci, j’ai fait le nécessaire.\n';
const joined = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('');

test.each([
  [
    'French',
    'Le 3 novembre 2026 à 10:12, Service <s@vigie.example> a écrit :\n> Madame,\n> Voici.\n',
  ],
  ['English', 'On 3 Nov 2026 at 10:12, Service <s@vigie.example> wrote:\n> Madame,\n'],
  ['Outlook', '-----Message d’origine-----\nDe : Service\nMadame, voici.\n'],
])('[MAIL-10] quoted history in the way of %s is parted, and nothing is lost', (_way, history) => {
  const text = said + '\n' + history;
  const parts = saidParts('Re: x', text);
  expect(parts.map(({ kind }) => kind)).toEqual(['said', 'history']);
  expect(parts[0]?.text.trim()).toBe(said.trim());
  expect(joined(parts)).toBe(text);
});

test('[MAIL-10] answers between the lines stay in sight', () => {
  const text = '> Où ?\nÀ Lyon.\n> Quand ?\nHier.\n';
  expect(saidParts('Re: x', text).map(({ kind }) => kind)).toEqual([
    'history',
    'said',
    'history',
    'said',
  ]);
});

test('[MAIL-10] a forwarded mail, and history alone, are not folded', () => {
  const history = '> Au secours\n> venez\n';
  expect(saidParts('TR: x', said + history)).toMatchObject([{ kind: 'said' }]);
  expect(saidParts('Re: x', history)).toEqual([{ kind: 'said', text: history }]);
  expect(saidParts('x', '')).toEqual([]);
});
