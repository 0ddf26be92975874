import { expect, test } from 'vitest';
import { bareAddress, headerText, isSameAddress, validAddress } from './address.ts';

test.each([
  ['marie@exemple.example', 'marie@exemple.example'],
  [' Marie.D+tag@Exemple.Example ', 'Marie.D+tag@exemple.example'],
  ['a@préfecture.example', 'a@xn--prfecture-c4a.example'],
])('[MAIL-12] %s is an address', (text, address) => {
  expect(validAddress(text)).toBe(address);
});

test.each([
  '',
  'marie',
  '@exemple.example',
  'marie@',
  'marie@localhost',
  'a b@exemple.example',
  'a@b.example\r\nBcc: c@d.example',
  'a@b.example>',
  '<a@b.example',
  '"a"@b.example',
  'a@b@c.example',
  'a,c@b.example',
  '.a@b.example',
  'a.@b.example',
  `${'a'.repeat(65)}@b.example`,
  'a@[127.0.0.1]',
  'é@b.example',
  'a@b_.-.example',
  'a@-b.',
  'a@b.example\u0000',
  'a@b..example',
])('[MAIL-12] %j is no address', (text) => {
  expect(validAddress(text)).toBeNull();
});

test('[MAIL-5] a correspondent is the same in capitals and with a tag', () => {
  expect(isSameAddress('Marie+vigie@Exemple.example', 'marie@exemple.example')).toBe(true);
  expect(isSameAddress('marie@exemple.example', 'marc@exemple.example')).toBe(false);
  expect(bareAddress('+x@exemple.example')).toBe('+x@exemple.example');
});

test('[MAIL-12] a header value is one line without control characters', () => {
  expect(headerText('un\r\nBcc: x@y.example\u2028deux\u0000')).toBe('un Bcc: x@y.example deux');
  expect(headerText('x'.repeat(500), 10)).toHaveLength(10);
  expect(headerText(`x${'𐑐'.repeat(9)}`, 10)).toBe(`x${'𐑐'.repeat(4)}`);
});
