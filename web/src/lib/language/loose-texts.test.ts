import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { looseTexts } from './testing/loose-texts.ts';

const files = globSync('src/**/*.{svelte,ts}').filter(
  (file) => !/\/paraglide\/|\.test\.ts$|\/testing(\/|\.ts)/.test(file),
);

/** Texts that are no message, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  Vigie: 'the name of the product',
  '· Vigie': 'the name of the product',
  Français: 'each language is named in its own words',
  English: 'each language is named in its own words',
  'Madame, Monsieur,': 'citizens are written to in French',
  Cre: 'a rank, written the same in both languages',
  '…': 'stands for what is not known',
  UID: 'the number of a mail in its mailbox, as mail servers call it',
  h: 'hours, the same in both languages',
  Mo: 'sizes of French files, beside the English ones',
  Go: 'sizes of French files, beside the English ones',
  'Ctrl K': 'the name of a key',
  'Ctrl ↵': 'the name of a key',
  Enter: 'the name of a key to the browser',
  Escape: 'the name of a key to the browser',
  Home: 'the name of a key to the browser',
  End: 'the name of a key to the browser',
  'Enter R L T': 'the names of keys to the browser',
  Temporal: 'an interface of the browser',
  Notification: 'an interface of the browser',
  'noopener noreferrer': 'what a link is, to the browser',
  'input, textarea, select': 'a selector',
  'T extends string': 'a type',
};

const found = files.flatMap((file) =>
  looseTexts(readFileSync(file, 'utf8'), file).map((loose) => ({ file, ...loose })),
);

test('no screen says anything by itself: all its texts are messages', () => {
  expect(found.filter(({ text }) => !Object.hasOwn(allowed, text))).toEqual([]);
});

test('every exception is one that is still needed', () => {
  const needed = new Set(found.map(({ text }) => text));
  expect(Object.keys(allowed).filter((text) => !needed.has(text))).toEqual([]);
});

test.each([
  ['<p>perdu</p>', 'perdu'],
  ['<input placeholder="nom" />', 'nom'],
  ['<button aria-label={busy ? "attendre" : label}>{label}</button>', 'attendre'],
  ['<Field label="Identifiant" />', 'Identifiant'],
  ['<p>{late ? "En retard" : ""}</p>', 'En retard'],
  ['<p>{`reçu à ${time}`}</p>', 'reçu à'],
  ['<p title="un {count}"></p>', 'un'],
])('in %s the text %s is found', (markup, text) => {
  expect(looseTexts(markup, 'One.svelte')).toEqual([{ text, line: 1 }]);
});

test.each([
  ["export const hint = 'Attendu : un nombre';", 'Attendu : un nombre'],
  ["toast.error('le dossier est pris');", 'le dossier est pris'],
  ['const late = () => `depuis ${minutes} minutes déjà`;', 'minutes déjà'],
])('in %s the text %s is found', (code, text) => {
  expect(looseTexts(code, 'one.ts')).toContainEqual({ text, line: 1 });
});

test.each([
  "import { one } from './Two Words.svelte';",
  "throw new Error('the word was not found');",
  "const kind: 'Some Words' = 'primary';",
  "const style = { 'Content-Type': 'text/csv' };",
])('%s says nothing to people', (code) => {
  expect(looseTexts(code, 'one.ts')).toEqual([]);
});

test('no screen shows a sentence of the server: it says itself what the facts mean', () => {
  // What shared and server say in French, for other programs: `message`, a candidate's `reason`, `label`.
  const sentences = /\w\??\.message\b|candidate\.reason\b|categories\[[^\]]+\]\.label\b/;
  const showing = files.filter((file) => sentences.test(readFileSync(file, 'utf8')));
  // A webhook's failure is a code, which has its text there.
  expect(showing).toEqual(['src/lib/administration/api-access-text.ts']);
});
