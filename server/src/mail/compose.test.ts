import type { MailRow } from '@vigie/db/writes';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compose, type Outward } from './compose.ts';
import { readSignedAddress } from './message-id.ts';
import { parseMail } from './parse-mail.ts';
import { identity } from './testing/mail-room.ts';

const mail: MailRow = {
  id: 'm',
  ticketId: 't',
  direction: 'out',
  kind: 'reply',
  machineKind: null,
  mailboxId: 'contact',
  rawSha256: null,
  messageId: '<t.r.mark@vigie.example>',
  inReplyTo: '<two@exemple.example>',
  references: ['<one@exemple.example>', '<two@exemple.example>'],
  fromName: 'Commissariat numérique',
  fromAddress: 'contact@vigie.example',
  replyTo: null,
  to: ['marie@exemple.example'],
  subject: 'Re: Perte de carte grise',
  text: 'Madame,\n\nVoici la démarche.\n\n-- \nRIO 1234567\n',
  attachments: [],
  signs: [],
  senderChanged: false,
  hasHtml: false,
  sender: null,
  at: Date.UTC(2026, 10, 24, 9, 12),
  by: 'ana',
};
const original = {
  fromName: 'Marie Durand',
  fromAddress: 'marie@exemple.example',
  at: mail.at - 60_000,
  text: 'Bonjour,\n> cité',
};
const outward: Outward = { mail, ticketId: 't', number: '26-11-4762', original };

test('[MAIL-8] an answer bears its fixed Message-ID, its thread and the ticket’s number', async () => {
  const raw = (await compose(outward, identity)).toString();
  expect(raw).toContain('Message-ID: <t.r.mark@vigie.example>');
  expect(raw).toContain('In-Reply-To: <two@exemple.example>');
  expect(raw).toMatch(/References: <one@exemple\.example> <two@exemple\.example>/);
  const sent = await parseMail(Buffer.from(raw));
  expect(sent.subject).toBe('Re: Perte de carte grise [n° 26-11-4762]');
  expect(sent.fromName).toBe('Commissariat numérique');
});

test('[MAIL-8] the same rows give the same bytes at every attempt', async () => {
  expect(await compose(outward, identity)).toEqual(await compose(outward, identity));
});

test('[MAIL-5] its reply address leads back to the ticket', async () => {
  const sent = await parseMail(await compose(outward, identity));
  expect(readSignedAddress(sent.replyTo ?? '', identity.secret)).toBe('t');
});

test('an answer is plain text in UTF-8 and quotes what it answers', async () => {
  const raw = await compose(outward, identity);
  expect(raw.toString()).toMatch(/Content-Type: text\/plain; charset=utf-8;\s+format=flowed/);
  expect(raw.toString()).toMatch(/Content-Transfer-Encoding: quoted-printable/);
  const { text } = await parseMail(raw);
  expect(text).toContain('Voici la démarche.');
  expect(text).toContain(
    'Le mardi 24 novembre 2026 à 10:11, Marie Durand a écrit :\n> Bonjour,\n>> cité',
  );
});

test('[MAIL-8] long lines are flowed, quoted ones with their depth, and the signature stays parted', async () => {
  const line = 'Vous pouvez faire la démarche en ligne sur le site de France Titres. '
    .repeat(3)
    .trim();
  const long = { ...mail, text: `Madame,\n\n${line}\n\n-- \nRIO 1234567\n` };
  const asked = { ...original, text: `${line}\n> ${line}` };
  const raw = await compose({ ...outward, mail: long, original: asked }, identity);
  const [, body = ''] = raw.toString().split(/\r\n\r\n(.*)/s);
  expect(body.split('\r\n').every((each) => each.length <= 76)).toBe(true);
  // The space after the mark is coded: no server on the way takes it for a slip.
  expect(raw.toString()).toContain('\r\n--=20\r\nRIO 1234567\r\n');
  const { text } = await parseMail(raw);
  expect(text).toContain(`\n\n${line}\n\n--\nRIO 1234567\n`);
  expect(text).toContain(`\n> ${line}\n>> ${line}`);
});

test('[MAIL-8] whatever is written arrives as it was written, and so does what it answers', async () => {
  const words = fc.constantFrom(
    'Madame',
    'été',
    '-- ',
    '- ',
    'From ',
    ' ',
    'a'.repeat(90),
    '€',
    '.',
  );
  const line = fc.array(words, { maxLength: 30 }).map((some) => some.join(' ').trimEnd());
  const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n').trim());
  await fc.assert(
    fc.asyncProperty(text, text, async (answer, question) => {
      const written = { ...mail, text: `Madame,\n${answer}\nFin.\n` };
      const asked = { ...original, text: `Bonjour,\n${question}` };
      const sent = await parseMail(
        await compose({ ...outward, mail: written, original: asked }, identity),
      );
      const quoted = asked.text.split('\n').map((each) => (each ? `> ${each}` : '>'));
      const body = `Madame,\n${answer}\nFin.\n\n\nLe mardi 24 novembre 2026 à 10:11, Marie Durand a écrit :`;
      expect(sent.text).toBe([body, ...quoted].join('\n').replace(/ +$/gm, ''));
    }),
    { numRuns: 150 },
  );
});

test('[MAIL-5] of a long thread its first mail and the last ones are named, in short lines', async () => {
  const ids = Array.from({ length: 60 }, (_, n) => `<${'x'.repeat(150)}${String(n)}@a.example>`);
  const strange = ['<é@a.example>', '<a b@a.example>', '<<c@a.example>>', 'd@a.example'];
  const longThread = { ...mail, references: [...ids, ...strange], inReplyTo: ids.at(-1) ?? null };
  const raw = await compose({ ...outward, mail: longThread }, identity);
  const [head = ''] = raw.toString().split('\r\n\r\n');
  expect(head.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  const { references, inReplyTo } = await parseMail(raw);
  expect(references[0]).toBe(ids[0]);
  expect(references.slice(1)).toEqual(ids.slice(1 - references.length));
  expect(references.join(' ').length).toBeLessThanOrEqual(2_000);
  expect(inReplyTo).toEqual([ids.at(-1)]);
  expect(head).not.toContain('é');
});

test('[MAIL-8] an address beyond ASCII stands in its header as it is, its domain as the reader knows it', async () => {
  const raw = await compose(
    { ...outward, mail: { ...mail, to: ['josé@préfecture.example'] } },
    identity,
  );
  expect(raw.toString()).toMatch(/^To: josé@/m);
  expect((await parseMail(raw)).to).toEqual(['josé@xn--prfecture-c4a.example']);
});

test('[MAIL-7] an acknowledgement says that a machine sent it', async () => {
  const automatic: Outward = {
    ...outward,
    mail: { ...mail, kind: 'acknowledgement' },
    original: null,
  };
  const raw = (await compose(automatic, identity)).toString();
  expect(raw).toContain('Auto-Submitted: auto-replied');
  expect((await parseMail(Buffer.from(raw))).machine.kind).toBe('auto-reply');
  expect((await compose(outward, identity)).toString()).not.toContain('Auto-Submitted');
});

test.each([
  ['a subject', { subject: 'Re: x\r\nBcc: luc@exemple.example' }],
  ['a reference', { references: ['<a@b.example>\r\nBcc: luc@exemple.example'] }],
  ['an answered id', { inReplyTo: '<a@b.example>\r\nBcc: luc@exemple.example' }],
])('[MAIL-12] %s with a line end adds no header', async (_what, more) => {
  const raw = (await compose({ ...outward, mail: { ...mail, ...more } }, identity)).toString();
  expect(raw).not.toMatch(/^Bcc:/im);
});

test('[MAIL-12] what is no address is never written into a header', async () => {
  const broken = {
    ...outward,
    mail: { ...mail, to: ['marie@exemple.example\r\nBcc: luc@exemple.example'] },
  };
  await expect(compose(broken, identity)).rejects.toThrow('no address');
});

test('[MAIL-12] a name with a line end or a bracket does not leave its quotation', async () => {
  const raw = (
    await compose({ ...outward, original: { ...original, fromName: 'Marie\r\nBcc: x' } }, identity)
  ).toString();
  expect(raw).not.toMatch(/^Bcc:/im);
});

test('[MAIL-11] files travel under their names, which add no header; the same rows give the same bytes', async () => {
  const file = {
    name: 'été "1"\r\nBcc: x@y.example.pdf',
    bytes: 4,
    type: 'application/pdf',
    sha256: 'x',
  };
  const withFile = { ...outward, mail: { ...mail, attachments: [file] } };
  const contents = [Buffer.from('%PDF')];
  const raw = await compose({ ...withFile, contents }, identity);
  const sent = await parseMail(raw);
  expect(sent.attachments).toMatchObject([{ name: 'été "1" Bcc: x@y.example.pdf', bytes: 4 }]);
  expect(raw.toString()).not.toMatch(/^bcc:/im);
  expect(sent.text).toContain('Voici la démarche.');
  expect(await compose({ ...withFile, contents }, identity)).toEqual(raw);
  await expect(compose(withFile, identity)).rejects.toThrow('without its file');
});
