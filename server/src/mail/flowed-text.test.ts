import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flow, unflow } from './flowed-text.ts';

const long =
  'Vous pouvez faire la démarche en ligne, sur le site de France Titres, avec le justificatif que nous joignons.';

test('[MAIL-8] a long line is broken after a space, and is one line again', () => {
  const flowed = flow(long);
  const lines = flowed.split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.slice(0, -1).every((line) => /[^ ] $/.test(line))).toBe(true);
  expect(lines.every((line) => line.length <= 73)).toBe(true);
  expect(unflow(flowed)).toBe(long);
});

test.each([
  ['a line that begins with a space', '  - deuxième point', '   - deuxième point'],
  ['a line that an old mailbox would take for the next mail', 'From Marie', ' From Marie'],
  ['a quoted line', '> Bonjour', '> Bonjour'],
  ['a deeper one, however it was marked', '> > Bonjour', '>> Bonjour'],
  ['an empty quoted line', '>', '>'],
  ['a quoted line that is set in', '>   a', '>   a'],
  ['spaces at an end, which would flow', 'Madame,   ', 'Madame,'],
  ['the mark of a signature', '-- ', '-- '],
  ['the mark of a quoted signature', '> -- ', '> -- '],
])('[MAIL-8] %s', (_what, line, flowed) => {
  expect(flow(line)).toBe(flowed);
});

test('[MAIL-8] a word longer than the line stays whole', () => {
  const address = `https://service.example/${'a'.repeat(200)}`;
  expect(flow(`Voir ${address} puis écrire.`)).toContain(address);
});

test.each([
  ['paragraphs', 'Bonjour, \nMadame.\nFin', 'Bonjour, Madame.\nFin'],
  ['quoted paragraphs', '> un \n> deux\n> trois', '> un deux\n> trois'],
  ['marks with spaces between them', '> > un \n> > deux', '>> un deux'],
  ['a quoted line that goes on with a mark', '> un \n> > deux', '> un > deux'],
  ['another depth, which ends a paragraph', '> un \n>> deux', '> un \n>> deux'],
  ['an answer below a quotation', '> un \nNon.', '> un \nNon.'],
  ['the mark of a signature, which nothing joins', 'Merci \n-- \nMarie', 'Merci \n-- \nMarie'],
  ['stuffed lines', ' From Paris\n > non', 'From Paris\n> non'],
  ['a stuffed line within a paragraph', 'un \n > deux', 'un > deux'],
])('[MAIL-4] read back: %s', (_what, flowed, text) => {
  expect(unflow(flowed)).toBe(text);
});

test('[MAIL-4] read back with DelSp: the space at a break goes, and a word in two is one', () => {
  expect(unflow('anti \nconstitutionnelle  \nment', true)).toBe('anticonstitutionnelle ment');
  expect(unflow('> https://a.example/ \n> b\n-- \nM', true)).toBe('> https://a.example/b\n-- \nM');
});

/** A text as it stands once no line ends with spaces, and every quoted line is marked alike. */
function settled(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, marks = '', rest = ''] = /^((?:> ?(?=>))*>|)(.*)$/.exec(line) ?? [];
      const depth = marks.replaceAll(' ', '').length;
      const own = depth > 0 && rest.startsWith(' ') ? rest.slice(1) : rest;
      const content = own === '-- ' ? own : own.replace(/[ \t]+$/, '');
      return '>'.repeat(depth) + (depth > 0 && content !== '' ? ' ' : '') + content;
    })
    .join('\n');
}

const sign = fc.constantFrom(
  ...['a', 'é', ' ', ' ', '>', '-', '-- ', 'From ', '\t', '\u00a0', 'mot ', '🙂', 'x'.repeat(80)],
);
const text = fc
  .array(
    fc.array(sign, { maxLength: 60 }).map((signs) => signs.join('')),
    { maxLength: 12 },
  )
  .map((lines) => lines.join('\n'));

test('[MAIL-8] whatever is written, it is read back the same', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(unflow(flow(written))).toBe(settled(written));
    }),
    { numRuns: 2_000 },
  );
});

test('[MAIL-8] what was read back is written the same again', () => {
  fc.assert(
    fc.property(text, (written) => {
      const flowed = flow(written);
      expect(flow(unflow(flowed))).toBe(flowed);
    }),
    { numRuns: 2_000 },
  );
});
