import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = globSync('messages/*fr.json');
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
// A message with a plural is a list of variants; all blanks of all of them are compared.
const blanks = (text: unknown) =>
  [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test.each(files)('%s says everything in both languages, with the same blanks', (file) => {
  const [french, english] = [read(file), read(file.replace('fr.json', 'en.json'))];
  expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
  for (const [key, text] of Object.entries(french)) {
    if (!key.startsWith('$')) expect(blanks(english[key] ?? ''), key).toEqual(blanks(text));
  }
});
