import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  readSignedAddress,
  readSignedMessageId,
  signedMessageId,
  signedReplyTo,
} from './message-id.ts';

const secret = 'the secret of this installation';
const parts = {
  ticketId: 'Ab-3_efGhIjKlMnO',
  replyId: 'zY9-wVu_TsRqPoNm',
  secret,
  domain: 'vigie.example',
};
const ids = fc
  .array(fc.constantFrom(...'abcXYZ019-_'), { minLength: 16, maxLength: 16 })
  .map((letters) => letters.join(''));

test('[MAIL-5] a Message-ID of ours is read back from In-Reply-To', () => {
  const { ticketId, replyId } = parts;
  expect(readSignedMessageId(signedMessageId(parts), secret)).toEqual({ ticketId, replyId });
});

test('[MAIL-5] any ids survive signing and reading, in Message-ID and address', () => {
  fc.assert(
    fc.property(ids, ids, (ticketId, replyId) => {
      const id = signedMessageId({ ...parts, ticketId, replyId });
      expect(readSignedMessageId(id, secret)).toEqual({ ticketId, replyId });
      const address = signedReplyTo('contact@vigie.example', ticketId, secret);
      expect(readSignedAddress(address, secret)).toBe(ticketId);
    }),
  );
});

test.each([
  ['another ticket', signedMessageId(parts).replace('Ab-3', 'Ab-4')],
  ['another reply', signedMessageId(parts).replace('zY9-', 'zY8-')],
  ['another secret', signedMessageId({ ...parts, secret: 'guessed' })],
  ['a mark cut short', signedMessageId(parts).replace(/.@/, '@')],
  ['no mark', '<Ab-3_efGhIjKlMnO.zY9-wVu_TsRqPoNm@vigie.example>'],
  ['a stranger’s id', '<CAF=x1@mail.gmail.com>'],
  ['nothing', ''],
])('[MAIL-5] a forged Message-ID with %s is not ours', (_what, text) => {
  expect(readSignedMessageId(text, secret)).toBeNull();
});

test('[MAIL-5] of several references the nearest genuine one counts', () => {
  const older = signedMessageId({ ...parts, replyId: 'older-reply-0000' });
  const forged = signedMessageId({ ...parts, secret: 'guessed' });
  const references = `${older} <a@b.example> ${signedMessageId(parts)} ${forged}`;
  expect(readSignedMessageId(references, secret)?.replyId).toBe(parts.replyId);
});

test('[MAIL-5] the mark in Reply-To survives a server that lower-cases local parts', () => {
  const address = signedReplyTo('contact@vigie.example', parts.ticketId, secret);
  expect(readSignedAddress(address.toLowerCase(), secret)).toBe(parts.ticketId);
  expect(readSignedAddress(address.toUpperCase(), secret)).toBe(parts.ticketId);
});

test('[MAIL-12] the local part of Reply-To stays within the 64 characters of RFC 5321', () => {
  const address = signedReplyTo('contact@vigie.example', parts.ticketId, secret);
  expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  const long = `${'c'.repeat(30)}@vigie.example`;
  expect(signedReplyTo(long, parts.ticketId, secret)).toBe(long);
});

test.each([
  ['another ticket', signedReplyTo('c@v.example', 'Ab-4_efGhIjKlMnO', 'guessed')],
  ['no mark', 'contact@vigie.example'],
  ['an ordinary tag', 'contact+newsletter@vigie.example'],
])('[MAIL-5] an address with %s names no ticket', (_what, address) => {
  expect(readSignedAddress(address, secret)).toBeNull();
});
