import type { MachineMailKind } from '@vigie/shared/ticket/events';

/** A mail that a French machine wrote, and of which kind it is. */
export interface MachineLetter {
  readonly name: string;
  readonly raw: Buffer;
  readonly kind: MachineMailKind;
}

interface Form {
  readonly name: string;
  readonly kind: MachineMailKind;
  readonly head: readonly string[];
  readonly body: string;
}

const reply = ['In-Reply-To: <x@vigie.example>', 'References: <x@vigie.example>'];
const absence =
  'Bonjour,\nJe suis absent jusqu’au lundi 9 novembre. En cas d’urgence, appelez le standard.';

const absences: readonly Form[] = [
  [
    'Outlook',
    'Réponse automatique : Votre demande',
    ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All', ...reply],
  ],
  ['Exchange', 'Absence du bureau : Votre demande', ['X-Auto-Response-Suppress: All', ...reply]],
  [
    'Gmail',
    'Réponse automatique Re: Votre demande',
    ['Auto-Submitted: auto-replied', 'Precedence: bulk', ...reply],
  ],
  ['Orange', 'Message d’absence', ['Auto-Submitted: auto-replied', 'Return-Path: <>']],
  ['SFR', 'Absence : Votre demande', ['X-Autoreply: yes', ...reply]],
  [
    'Free',
    'Re: Votre demande',
    ['Auto-Submitted: auto-replied (zimbra; vacation)', 'Precedence: bulk'],
  ],
  ['La Poste', 'Notification d’absence', ['Precedence: auto_reply']],
  ['OVH', 'Répondeur automatique', ['X-Autorespond: Votre demande', 'Precedence: bulk']],
  ['iCloud', 'Auto : Votre demande', ['Auto-Submitted: auto-replied', ...reply]],
  ['mairie', 'Avis d’absence Re: Votre demande', [...reply]],
].map(([name, subject, head]) => ({
  name: `absence, ${String(name)}`,
  kind: 'auto-reply' as const,
  head: [`Subject: ${String(subject)}`, ...(head as string[])],
  body: absence,
}));

const returned = 'Message-ID: <t.r.x@vigie.example>\r\nSubject: Re: Votre demande\r\n\r\nBonjour';

const bounces: readonly Form[] = [
  [
    'Orange',
    'Mail Delivery System <MAILER-DAEMON@orange.example>',
    'Undelivered Mail Returned to Sender',
    '550 5.1.1 Adresse d au moins un destinataire invalide. LPN416',
  ],
  [
    'SFR',
    'MAILER-DAEMON@sfr.example',
    'Echec de distribution du message',
    '550 5.1.1 L adresse est inconnue',
  ],
  [
    'Free',
    'MAILER-DAEMON@free.example',
    'failure notice',
    'Sorry, no mailbox here by that name. (#5.1.1)',
  ],
  [
    'La Poste',
    'postmaster@laposte.example',
    'Message non distribué',
    'Votre message n’a pas pu être remis.',
  ],
  [
    'Exchange',
    'Microsoft Outlook <postmaster@exemple.example>',
    'Non remis : Votre demande',
    'Échec de la remise à ces destinataires',
  ],
  [
    'Gmail',
    'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    'Delivery Status Notification (Failure)',
    'L’adresse est introuvable',
  ],
  [
    'Bbox',
    'MAILER-DAEMON@bbox.example',
    'Boite pleine',
    'La boîte de votre correspondant est pleine.',
  ],
].flatMap(([name = '', from = '', subject = '', why = '']) => [
  {
    name: `bounce, ${name}`,
    kind: 'bounce' as const,
    head: [`From: ${from}`, `Subject: ${subject}`, 'Return-Path: <>'],
    body: `${why}\n\n--- Message renvoyé ---\n${returned}`,
  },
  {
    name: `delivery status, ${name}`,
    kind: 'bounce' as const,
    head: [
      `From: ${from}`,
      `Subject: ${subject}`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    ],
    body: `--b\n\n${why}\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822;x@y.example\nAction: failed\nStatus: 5.1.1\n--b\nContent-Type: message/rfc822\n\n${returned}\n--b--`,
  },
]);

const others: readonly Form[] = [
  {
    name: 'newsletter',
    kind: 'list',
    head: ['Subject: La lettre de la mairie', 'List-Unsubscribe: <https://exemple.example/>'],
    body: 'Les nouvelles de la commune.',
  },
  {
    name: 'list',
    kind: 'list',
    head: [
      'Subject: [quartier] Réunion',
      'List-Id: <quartier.exemple.example>',
      'Precedence: list',
    ],
    body: 'Réunion jeudi.',
  },
  {
    name: 'read receipt',
    kind: 'report',
    head: [
      'Subject: Lu : Votre demande',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary=b',
    ],
    body: '--b\n\nVotre message a été lu.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--',
  },
  {
    name: 'notice of a parcel',
    kind: 'report',
    head: ['Subject: Votre colis', 'Auto-Submitted: auto-generated'],
    body: 'Votre colis arrive demain.',
  },
  {
    name: 'answer to an invitation',
    kind: 'calendar',
    head: ['Subject: Accepté : Rendez-vous', 'Content-Type: text/calendar; method=REPLY'],
    body: 'BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:Rendez-vous\nEND:VEVENT\nEND:VCALENDAR',
  },
  {
    name: 'complaint of a provider',
    kind: 'report',
    head: [
      'Subject: Signalement',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    ],
    body: '--b\n\nSignalement.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--',
  },
];

/** 200 mails of French machines, the same at every run. */
export function frenchMachineMails(): MachineLetter[] {
  const forms = [...absences, ...bounces, ...others];
  return Array.from({ length: 200 }, (_, n) => {
    const form = forms[n % forms.length] as Form;
    return { name: `${form.name}, ${String(n)}`, raw: rawOf(form, n), kind: form.kind };
  });
}

function rawOf({ head, body }: Form, n: number): Buffer {
  const has = (name: string) => head.some((line) => line.toLowerCase().startsWith(name));
  const lines = [
    ...(has('from:') ? [] : [`From: Service ${String(n)} <s${String(n)}@exemple.example>`]),
    'To: contact@vigie.example',
    `Message-ID: <m${String(n)}@exemple.example>`,
    'MIME-Version: 1.0',
    ...(has('content-type:') ? [] : ['Content-Type: text/plain; charset=utf-8']),
    ...head,
    '',
    body.replaceAll('\n', '\r\n'),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
