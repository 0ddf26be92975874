import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemTimers } from '../clock.ts';
import { parseMail } from './parse-mail.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { MailParser } from './parser.ts';

function parse(...lines: string[]): Promise<ParsedMail> {
  return parseMail(Buffer.from(lines.join('\r\n')));
}

test('[MAIL-4] a plain mail is read: who, what, and which mails it answers', async () => {
  const mail = await parse(
    'Message-ID: <a1@exemple.example>',
    'In-Reply-To: <b2@vigie.example>',
    'References: <c3@vigie.example>',
    ' <b2@vigie.example>',
    'From: =?iso-8859-1?Q?Andr=E9_Martin?= <andre@exemple.example>',
    'Reply-To: autre@exemple.example',
    'To: contact+abc@vigie.example, "B" <b@exemple.example>',
    'Subject: =?utf-8?Q?Perte_de_carte_grise?=',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'J=E9tais l=E0.',
  );
  expect(mail).toMatchObject({
    messageId: '<a1@exemple.example>',
    inReplyTo: ['<b2@vigie.example>'],
    references: ['<c3@vigie.example>', '<b2@vigie.example>'],
    fromName: 'André Martin',
    fromAddress: 'andre@exemple.example',
    replyTo: 'autre@exemple.example',
    to: ['contact+abc@vigie.example', 'b@exemple.example'],
    subject: 'Perte de carte grise',
    text: 'Jétais là.',
    attachments: [],
  });
});

test('[MAIL-4] flowed text is read in paragraphs, quoted ones by their depth, whatever its charset', async () => {
  const flowed = await parse(
    'From: andre@exemple.example',
    'Content-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=no',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'J=E9tais l=E0, =20',
    'et je reviens.',
    '> Que dois-je=20',
    '> faire ?',
    '>> Rien.',
    ' From Paris',
    '--=20',
    'Andr=E9',
  );
  expect(flowed.text).toBe(
    'Jétais là,  et je reviens.\n> Que dois-je faire ?\n>> Rien.\nFrom Paris\n--\nAndré',
  );
  const cut = ['Voir https://a.example/=20', 'b pour la =20', 'suite.'];
  const delSp = await parse(
    'From: andre@exemple.example',
    'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes',
    'Content-Transfer-Encoding: quoted-printable',
    ...['', ...cut],
  );
  expect(delSp.text).toBe('Voir https://a.example/b pour la suite.');
});

test('[MAIL-11] an attached file keeps its bytes, were they flowed text', async () => {
  const hashOf = async (format: string) => {
    const { attachments } = await parse(
      'From: andre@exemple.example',
      'Content-Type: multipart/mixed; boundary=b',
      ...['', '--b', 'Content-Type: text/plain', '', 'Voici.', '--b'],
      `Content-Type: text/plain${format}; name=plan.txt`,
      'Content-Disposition: attachment; filename=plan.txt',
      ...['', 'Un plan ', 'en deux lignes', '--b--'],
    );
    return attachments[0]?.sha256;
  };
  expect(await hashOf('; format=flowed')).toBe(await hashOf(''));
});

test('[MAIL-4] an internationalised sender is read and can be answered, however the name is written', async () => {
  for (const name of ['José', '=?utf-8?Q?Jos=C3=A9?=']) {
    const mail = await parse(
      `From: ${name} <josé@préfecture.example>`,
      'To: contact@vigie.example',
      'Subject: Été',
      '',
      'Bonjour.',
    );
    const fromAddress = 'josé@xn--prfecture-c4a.example';
    expect(mail).toMatchObject({ fromName: 'José', fromAddress, subject: 'Été' });
  }
});

test('[MAIL-4] a mail in HTML alone is read as text, and its links show where they go', async () => {
  const mail = await parse(
    'From: a@b.example',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<style>p{}</style><p>Bonjour <b>vous</b></p><p><a href="https://ailleurs.example/">ici</a></p><script>x()</script>',
  );
  expect(mail.text).toContain('Bonjour vous');
  expect(mail.text).toContain('https://ailleurs.example/');
  expect(mail.text).not.toMatch(/x\(\)|p\{\}/);
});

test('[MAIL-14] an alternative that hides the words behind an empty one does not hide them', async () => {
  const mail = await parse(
    'From: a@b.example',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Voir la version HTML.',
    '--b',
    'Content-Type: text/html',
    '',
    '<p>Au secours, il va me tuer, venez vite</p>',
    '--b--',
  );
  expect(mail.text).toContain('il va me tuer');
});

test('[MAIL-11] attachments are named with size and type, not opened', async () => {
  const mail = await parse(
    'From: a@b.example',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'Voici.',
    '--b',
    'Content-Type: application/pdf; name="../../plainte\u0000.pdf"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment',
    '',
    Buffer.from('%PDF-').toString('base64'),
    '--b--',
  );
  expect(mail.attachments).toEqual([
    {
      name: expect.stringContaining('plainte') as string,
      bytes: 5,
      type: 'application/pdf',
      sha256: hash('sha256', '%PDF-'),
      marks: [],
      picture: false,
    },
  ]);
});

test('[MAIL-11] of a mail too large to be fetched whole, what came is read, and says that it is a part', async () => {
  const mail = await parseMail(
    Buffer.from(
      [
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'Au secours, il va me tuer. La vidéo est jointe.',
        '--b',
        'Content-Disposition: attachment; filename=film.mp4',
        '',
        'QUFB\u0000\u0001',
      ].join('\r\n'),
    ),
    true,
  );
  expect(mail.text).toContain('Message trop volumineux');
  expect(mail.attachments).toMatchObject([{ name: 'film.mp4', marks: ['incomplete'] }]);
  expect(mail.verdict.danger).toBe(true);
});

test('[MAIL-11] of twenty thousand files two hundred are named, and the rest is told', async () => {
  const part = '--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n';
  const head = 'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const mail = await parseMail(Buffer.from(`${head}${part.repeat(20_000)}--b--`));
  expect(mail.attachments).toHaveLength(200);
  expect(mail.text).toContain('19800 pièces jointes de plus');
});

test('[MAIL-4] more than a million characters of text are cut, and it is said so', async () => {
  const mail = await parse('From: a@b.example', '', 'mot '.repeat(400_000));
  expect(mail.text.length).toBeLessThan(1_000_200);
  expect(mail.text).toContain('[Texte coupé à un million de caractères.');
});

test.each([
  ['a line end in a name', 'From: "A=0D=0ABcc: x@y.example" <a@b.example>', 'a@b.example'],
  ['an encoded line end', 'From: =?utf-8?Q?A=0D=0ABcc:_x@y.example?= <a@b.example>', 'a@b.example'],
  ['a line end in an address', 'From: <a@b.example=0D=0A>', null],
  ['two addresses in one', 'From: <a@b.example,c@d.example>', null],
  ['an address in quotes', 'From: <"a@evil.example>, <b"@d.example>', null],
  ['no address', 'From: Marie', null],
])('[MAIL-12] %s adds no header and no recipient', async (_what, from, address) => {
  const mail = await parse(from, 'Subject: =?utf-8?Q?un=0D=0ABcc:_x@y.example?=', '', 'x');
  expect(mail.fromName + mail.subject + (mail.fromAddress ?? '')).not.toMatch(/\p{Cc}/u);
  expect(mail.fromAddress).toBe(address);
});

test('[MAIL-4] whatever the bytes, parsing ends in a result or in one error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const result = await parseMail(bytes).catch((error: unknown) => error);
      expect(result).toBeDefined();
    }),
    { numRuns: 200 },
  );
});

const corpus = fileURLToPath(new URL('../../../../shared/corpus/mail/', import.meta.url));

test.skipIf(!existsSync(corpus))(
  '[MAIL-4] every mail of the corpus gives a result or is set aside',
  async () => {
    const entries = JSON.parse(readFileSync(`${corpus}manifest.json`, 'utf8')) as {
      file: string;
    }[];
    const parser = new MailParser(systemTimers);
    const bounces = { all: 0, recognised: 0 };
    for (const { file } of entries) {
      const outcome = await parser.parse(readFileSync(corpus + file));
      if (!outcome.ok)
        expect(['unparsable', 'took-too-long', 'took-too-much-memory'], file).toContain(
          outcome.cause,
        );
      if (!file.startsWith('sisimai-bounces/') || !outcome.ok) continue;
      bounces.all += 1;
      if (outcome.mail.machine.declinesAnswers) bounces.recognised += 1;
    }
    parser.close();
    expect(entries.length).toBeGreaterThan(500);
    expect(bounces.recognised / bounces.all).toBeGreaterThan(0.95);
  },
);
