import { describe, expect, test } from 'vitest';
import { parseMail } from './parse-mail.ts';

const parse = (text: string) => parseMail(Buffer.from(text, 'latin1'));
const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('[MAIL-4] what the way or an old program broke is read all the same', () => {
  test('line ends of carriage returns alone', async () => {
    const mail = await parse('From: a@b.example\rSubject: Clés\r\rBonjour,\rmerci.\r');
    expect(mail).toMatchObject({ subject: 'Clés', text: 'Bonjour,\nmerci.' });
  });

  test.each([
    ['in an encoded word', 'Subject: =?iso-8859-1?Q?Cl\xe9s?='],
    ['of Windows, unmarked', 'Subject: Cl\xe9s'],
    ['of UTF-8, unmarked', `Subject: ${latin('Clés')}`],
  ])('raw signs %s in a header', async (_what, header) => {
    const mail = await parse(`From: a@b.example\r\n${header}\r\n\r\nx`);
    expect(mail.subject).toBe('Clés');
  });

  test('raw signs in the name of a file', async () => {
    const mail = await parse(
      'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Disposition: attachment; filename="cl\xe9s.txt"\r\n\r\ny\r\n--b--',
    );
    expect(mail.attachments).toMatchObject([{ name: 'clés.txt' }]);
  });

  test.each([
    ['UTF-8', 'caf\xe9'],
    ['us-ascii', 'caf\xe9'],
    ['iso-8859-1', latin('café')],
    ['windows-1252', latin('café')],
    ['utf-7', 'caf+AOk-'],
  ])('a text that is not of the charset %s that it names', async (charset, body) => {
    const mail = await parse(
      `From: a@b.example\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n${body}`,
    );
    expect(mail.text).toBe('café');
  });

  test.each([
    [
      'a broken boundary',
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAu secours\r\n--b--',
    ],
    [
      'a text with the name of a file',
      'Content-Type: text/plain; name=lettre.txt\r\nContent-Disposition: attachment; filename=lettre.txt\r\n\r\nAu secours',
    ],
    [
      'an appointment',
      'Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Au secours\r\nLOCATION:Lyon\r\nEND:VEVENT\r\nEND:VCALENDAR',
    ],
    [
      'a mail within a mail',
      'Content-Type: message/rfc822\r\n\r\nFrom: c@d.example\r\nSubject: Aide\r\n\r\nAu secours',
    ],
  ])('the words of %s', async (_what, rest) => {
    const mail = await parse(`From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n${rest}`);
    expect(mail.text).toContain('Au secours');
  });
});
