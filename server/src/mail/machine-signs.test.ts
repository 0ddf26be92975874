import { expect, test } from 'vitest';
import { parseMail } from './parse-mail.ts';
import type { MachineSigns } from './parsed-mail.ts';

function signs(headers: readonly string[], body = 'Bonjour.'): Promise<MachineSigns> {
  const lines = ['Date: Tue, 24 Nov 2026 10:00:00 +0100', ...headers, '', body];
  return parseMail(Buffer.from(lines.join('\r\n'))).then(({ machine }) => machine);
}

const person = 'From: Marie <marie@exemple.example>';
const reply = 'In-Reply-To: <x@y.example>';

test.each([
  [
    'a bounce by its null sender and subject',
    'bounce',
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example',
      'Subject: Undelivered Mail Returned to Sender',
    ],
  ],
  ['a bounce whose From is empty', 'bounce', ['From: <>', 'Subject: Mail delivery failed']],
  [
    'a bounce in French',
    'bounce',
    ['Return-Path: <>', 'From: postmaster@mx.example', 'Subject: Non remis : votre demande'],
  ],
  [
    'an answer by RFC 3834',
    'auto-reply',
    [person, 'Auto-Submitted: auto-replied', 'Subject: Re: x'],
  ],
  [
    'an answer to our mail, by its French subject',
    'auto-reply',
    [person, reply, 'Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_Votre_message?='],
  ],
  [
    'an answer to our mail, by its English subject',
    'auto-reply',
    [person, reply, 'Subject: Out of office Re: x'],
  ],
  ['an absence notice in French', 'auto-reply', [person, reply, 'Subject: Absence du bureau']],
  ['an old autoresponder', 'auto-reply', [person, 'X-Autoreply: yes', 'Subject: x']],
  ['a mail without a sender to return to', 'auto-reply', ['Return-Path: <>', person, 'Subject: x']],
  ['a mailing list', 'list', [person, 'List-Id: <liste.exemple.example>', 'Subject: x']],
  ['a bulk mailing', 'list', [person, 'Precedence: bulk', 'Subject: x']],
  ['a machine’s notice', 'report', [person, 'Auto-Submitted: auto-generated', 'Subject: x']],
  [
    'an answer to an invitation',
    'calendar',
    [person, 'Subject: Accepté', 'MIME-Version: 1.0', 'Content-Type: text/calendar; method=REPLY'],
  ],
  [
    'a receipt of reading',
    'report',
    [
      person,
      'Subject: Lu',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary=b',
    ],
  ],
  [
    'a feedback report',
    'report',
    [
      person,
      'Subject: Abuse',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    ],
  ],
])('[MAIL-6] %s is recognised as %s', async (_what, kind, headers) => {
  expect(await signs(headers)).toMatchObject({ kind, declinesAnswers: true });
});

test.each([
  ['an ordinary mail', [person, 'Subject: Perte de carte grise']],
  ['one that says it is not automatic', [person, 'Auto-Submitted: no', 'Subject: x']],
  ['a request to watch a house', [person, 'Subject: Absence du 3 au 10 août']],
  [
    'a person’s answer to an answering machine',
    [person, reply, 'Subject: Re: Réponse automatique : x'],
  ],
  [
    'an invitation',
    [person, 'Subject: Rendez-vous', 'Content-Type: text/calendar; method=REQUEST'],
  ],
  ['a complaint about a rejected file', [person, 'Subject: Mon dossier rejected, returned mail']],
])('[MAIL-6] %s is a person’s mail', async (_what, headers) => {
  expect(await signs(headers)).toMatchObject({ kind: null, declinesAnswers: false });
});

test.each([
  ['a no-reply address', ['From: no-reply@exemple.example', 'Subject: Formulaire']],
  ['whoever suppresses automatic answers', [person, 'X-Auto-Response-Suppress: All', 'Subject: x']],
  ['what only looks like an absence notice', [person, 'Subject: Absence du bureau']],
])(
  '[MAIL-7] %s gets no automatic answer, and is a person’s mail all the same',
  async (_what, headers) => {
    expect(await signs(headers)).toMatchObject({ kind: null, declinesAnswers: true });
  },
);

function report(action: string): readonly [string[], string] {
  const headers = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example',
    'Subject: Status',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  ];
  const parts = [
    ['Content-Type: text/plain', '', 'It did not arrive.'],
    [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; marie@exemple.example',
      `Action: ${action}`,
    ],
    [
      'Content-Type: message/rfc822',
      '',
      'From: contact@vigie.example',
      'Message-ID: <one.two.mark@vigie.example>',
      'Subject: Re: x',
      '',
      'Au secours, il va me tuer',
    ],
  ];
  return [
    headers,
    parts.map((lines) => ['--b', ...lines].join('\r\n')).join('\r\n') + '\r\n--b--\r\n',
  ];
}

test('[MAIL-6] a bounce names the mail that it returns, and its words are not its own', async () => {
  const [headers, body] = report('failed');
  const { machine, text } = await parseMail(Buffer.from([...headers, '', body].join('\r\n')));
  expect(machine).toMatchObject({ kind: 'bounce', isFinalFailure: true });
  expect(machine.returnedIds).toContain('<one.two.mark@vigie.example>');
  expect(text).toBe('Non remis : le serveur du destinataire l’a renvoyé.\n\nIt did not arrive.');
});

test('[MAIL-6] a bounce about an internationalised address is read like any other (RFC 6533)', async () => {
  const [headers, body] = report('failed');
  const global = body
    .replace('message/delivery-status', 'message/global-delivery-status')
    .replace('message/rfc822', 'message/global-headers')
    .replace('rfc822; marie@', 'utf-8; josé@')
    .replace('Action: failed', 'Action: failed\r\nStatus: 5.6.7');
  const { machine, text } = await parseMail(Buffer.from([...headers, '', global].join('\r\n')));
  expect(machine).toMatchObject({ kind: 'bounce', isFinalFailure: true });
  expect(machine.returnedIds).toContain('<one.two.mark@vigie.example>');
  expect(text).toMatch(
    /^Non remis : un serveur ne transporte pas les adresses accentuées \(5\.6\.7\)\./,
  );
  const late = global.replace('Action: failed', 'Action: delayed');
  const notice = await parseMail(Buffer.from([...headers, '', late].join('\r\n')));
  expect(notice.machine).toMatchObject({ kind: 'bounce', isFinalFailure: false });
});

test.each(['delayed', 'relayed', 'delivered'])(
  '[MAIL-6] the notice "%s" is no final failure',
  async (action) => {
    expect(await signs(...report(action))).toMatchObject({ kind: 'bounce', isFinalFailure: false });
  },
);

test('[MAIL-6] a bounce of the old kind returns the mail in its text', async () => {
  const body =
    'Hi. This is the qmail-send program.\r\n\r\nMessage-ID: <one.two.mark@vigie.example>\r\n';
  const found = await signs(
    ['Return-Path: <>', 'From: MAILER-DAEMON@mx.example', 'Subject: failure notice'],
    body,
  );
  expect(found).toMatchObject({
    kind: 'bounce',
    isFinalFailure: true,
    returnedIds: ['<one.two.mark@vigie.example>'],
  });
});
