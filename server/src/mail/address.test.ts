import { expect, test } from 'vitest';
import { bareAddress, headerText, isSameAddress, needsUtf8, validAddress } from './address.ts';

test.each([
  ['marie@exemple.example', 'marie@exemple.example'],
  [' Marie.D+tag@Exemple.Example ', 'Marie.D+tag@exemple.example'],
  ['a@préfecture.example', 'a@xn--prfecture-c4a.example'],
  ['José.Nuñez@préfecture.example', 'José.Nuñez@xn--prfecture-c4a.example'],
  ['e\u0301lise@b.example', 'élise@b.example'],
  ['用户@例え.example', '用户@xn--r8jz45g.example'],
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
  'a\u200bb@b.example',
  'a\u202eb@b.example',
  'a\u00a0b@b.example',
  `${'é'.repeat(33)}@b.example`,
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

test('[MAIL-8] only what stands before the @ may need a server that carries UTF-8', () => {
  expect(needsUtf8(validAddress('a@préfecture.example') ?? '')).toBe(false);
  expect(needsUtf8(validAddress('josé@exemple.example') ?? '')).toBe(true);
});

test('[MAIL-5] a correspondent is the same however their accents are put together', () => {
  expect(isSameAddress('JOSE\u0301@exemple.example', 'josé@exemple.example')).toBe(true);
});

test('[MAIL-12] a header value is one line without control characters', () => {
  expect(headerText('un\r\nBcc: x@y.example\u2028deux\u0000')).toBe('un Bcc: x@y.example deux');
  expect(headerText('x'.repeat(500), 10)).toHaveLength(10);
  expect(headerText(`x${'𐑐'.repeat(9)}`, 10)).toBe(`x${'𐑐'.repeat(4)}`);
});
