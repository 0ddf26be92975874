import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markedParts } from './marked-text.ts';

const marked = (text: string, found: string[]) =>
  markedParts(text, found)
    .filter((part) => part.marked)
    .map((part) => part.text);

test('[MAIL-14] the words that decided are marked wherever they stand, in whatever case', () => {
  expect(marked('Il va me TUER. il va me tuer !', ['il va me tuer'])).toEqual([
    'Il va me TUER',
    'il va me tuer',
  ]);
});

test('[MAIL-14] words broken over two lines are found', () => {
  expect(marked('au\n  secours', ['au secours'])).toEqual(['au\n  secours']);
});

test('[MAIL-14] marks that overlap are one mark', () => {
  expect(marked('il a un couteau', ['il a un', 'un couteau'])).toEqual(['il a un couteau']);
});

test('[MAIL-14] the parts joined are the text, whatever is sought in it', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ maxLength: 5 })), (text, found) => {
      expect(
        markedParts(text, found)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
