import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = globSync('messages/*fr.json');
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
// A message with a plural is a list of variants; the blanks of all of them are compared, each once.
const blanks = (text: unknown) =>
  [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

/** Words that are the same in both languages. */
const sameInBoth = new Set([
  ...['Signature', 'minutes', 'Administration', 'Service', 'Port', 'Possible', 'Version', 'Code'],
  ...['Radicalisation', 'agent', 'Supervision', ', menu', 'Conversation', 'Vigie'],
  ...['Situation', 'Questions', 'Absence', 'Mission', 'Date', 'Note', 'Compensation', 'absent'],
  ...['Danger', 'Urgent', 'France', 'Alsace-Moselle', 'Cycle', 'Pause', 'Orientation'],
  // Names of formats and units, and letters of the roster.
  ...[
    'TLS',
    'STARTTLS',
    'PDF',
    'CSV',
    'JSON',
    '{count} s',
    '{count} min',
    '< 1 min',
    'P0',
    'n {count}',
  ],
  ...['N', 'R', 'S', 'A', 'M'],
]);

test.each(files)('%s says everything in both languages, with the same blanks', (file) => {
  const [french, english] = [read(file), read(file.replace('fr.json', 'en.json'))];
  expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
  for (const [key, text] of Object.entries(french)) {
    if (!key.startsWith('$')) expect(blanks(english[key] ?? ''), key).toEqual(blanks(text));
  }
});

test.each(files)('%s is translated: no text stands in English as it stands in French', (file) => {
  const english = read(file.replace('fr.json', 'en.json'));
  const alike = Object.entries(read(file)).filter(
    ([key, text]) =>
      !key.startsWith('$') &&
      JSON.stringify(text) === JSON.stringify(english[key]) &&
      !sameInBoth.has(String(text)) &&
      // Blanks and signs alone have no language.
      /\p{L}/u.test(JSON.stringify(text).replaceAll(/\{\w+\}/g, '')),
  );
  expect(alike).toEqual([]);
});

test('no English text bears the marks of French', () => {
  const french = files
    .flatMap((file) => Object.entries(read(file.replace('fr.json', 'en.json'))))
    .filter(([, text]) => /[«»]|\s[:;?!]|[éèêàùçôîœ]/.test(JSON.stringify(text)))
    .map(([key, text]) => `${key}: ${JSON.stringify(text)}`);
  expect(french).toEqual([]);
});

test('each message is said somewhere', () => {
  const code = globSync('src/**/*.{svelte,ts}')
    .filter((file) => !file.includes('/paraglide/'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const said = new Set([...code.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));
  const keys = files.flatMap((file) => Object.keys(read(file)));
  expect(keys.filter((key) => !key.startsWith('$') && !said.has(key))).toEqual([]);
});

test('every file of messages is one that the build reads', () => {
  const settings = readFileSync('project.inlang/settings.json', 'utf8');
  const patterns = files.map((file) => file.replace('fr.json', '{locale}.json'));
  expect(patterns.filter((pattern) => !settings.includes(`"./${pattern}"`))).toEqual([]);
});
