/** A mail as a French citizen's program writes it, and what must be read in it. */
export interface FrenchMail {
  readonly name: string;
  readonly raw: Buffer;
  readonly subject: string;
  readonly from: string;
  /** What was written now; the history that is quoted besides. */
  readonly said: string;
  readonly history: string | null;
}

/** How a program writes: its charset and encoding, its head of an old mail, and what it adds. */
interface Program {
  readonly name: string;
  readonly domain: string;
  readonly charset: 'utf-8' | 'iso-8859-1' | 'windows-1252';
  readonly encoding: 'quoted-printable' | 'base64' | '8bit';
  readonly header: string;
  readonly html: boolean;
  readonly reply: (history: string) => string;
  readonly forward: (history: string) => string;
  readonly foot: string;
}

const service = 'Commissariat numérique <contact@vigie.example>';
const bar = '-----Message d’origine-----';
const quoted = (text: string): string => text.replace(/^/gm, '> ');
const attribution = `Le mar. 3 nov. 2026 à 10:12, ${service} a écrit :`;
const block = `De : ${service}\nEnvoyé : mardi 3 novembre 2026 10:12\nÀ : moi\nObjet : Votre demande`;
const forwardedBlock = (title: string) => (text: string) =>
  `---------- ${title} ---------\nDe : Voisin <voisin@exemple.example>\nDate : mar. 3 nov. 2026\nObjet : Bruit\n\n${text}`;

const programs: readonly Program[] = [
  {
    name: 'Outlook',
    ...{ domain: 'exemple.example', charset: 'windows-1252', encoding: 'quoted-printable' },
    ...{ header: 'X-Mailer: Microsoft Outlook 16.0', html: true },
    reply: (text) => `${bar}\n${block}\n\n${text}`,
    forward: forwardedBlock('Message transféré'),
    foot: '',
  },
  {
    name: 'Outlook web',
    ...{ domain: 'outlook.example', charset: 'utf-8', encoding: 'base64' },
    ...{ header: 'X-MS-Has-Attach: no', html: true },
    reply: (text) => `${block}\n\n${text}`,
    forward: forwardedBlock('Message transféré'),
    foot: 'Obtenez Outlook pour iOS',
  },
  {
    name: 'Thunderbird',
    ...{ domain: 'exemple.example', charset: 'utf-8', encoding: '8bit' },
    ...{ header: 'User-Agent: Mozilla Thunderbird', html: false },
    reply: (text) => `Le 03/11/2026 à 10:12, ${service} a écrit :\n${quoted(text)}`,
    forward: (text) => forwardedBlock('Message transféré')(text),
    foot: '-- \nMarie',
  },
  {
    name: 'Orange',
    ...{ domain: 'orange.example', charset: 'iso-8859-1', encoding: 'quoted-printable' },
    ...{ header: 'X-Mailer: Orange Messagerie', html: true },
    reply: (text) => `> Message du 03/11/26 10:12\n> De : ${service}\n>\n${quoted(text)}`,
    forward: forwardedBlock('Message réexpédié'),
    foot: '',
  },
  {
    name: 'SFR',
    ...{ domain: 'sfr.example', charset: 'utf-8', encoding: 'quoted-printable' },
    ...{ header: 'X-Mailer: SFR Mail', html: true },
    reply: (text) => `De : contact@vigie.example\nEnvoyé: mardi 3 novembre 2026 10:12\n\n${text}`,
    forward: forwardedBlock('Message transféré'),
    foot: '',
  },
  {
    name: 'Free',
    ...{ domain: 'free.example', charset: 'iso-8859-1', encoding: '8bit' },
    ...{ header: 'X-Mailer: Zimbra 8.8', html: false },
    reply: (text) => `----- Mail original -----\n${block}\n\n${text}`,
    forward: forwardedBlock('Mail transféré'),
    foot: '',
  },
  {
    name: 'Gmail',
    ...{ domain: 'gmail.example', charset: 'utf-8', encoding: 'quoted-printable' },
    ...{ header: 'X-Gm-Features: x', html: true },
    reply: (text) => `${attribution}\n\n${quoted(text)}`,
    forward: forwardedBlock('Forwarded message'),
    foot: '',
  },
  {
    name: 'iPhone',
    ...{ domain: 'icloud.example', charset: 'utf-8', encoding: 'quoted-printable' },
    ...{ header: 'X-Mailer: iPhone Mail (20A362)', html: false },
    reply: (text) => `Le 3 nov. 2026 à 10:12, ${service} a écrit :\n\n${quoted(text)}`,
    forward: (text) => `Début du message transféré :\n\nDe: Voisin\nObjet: Bruit\n\n${text}`,
    foot: 'Envoyé de mon iPhone',
  },
];

const matters = [
  ['Perte de carte grise', 'Bonjour, j’ai égaré ma carte grise à Orléans. Où dois-je aller ?'],
  ['Vol de vélo', 'On m’a volé mon vélo hier, déjà déclaré à l’assurance. Que faire de plus ?'],
  [
    'Tapage',
    'Mon voisin fait du bruit chaque nuit jusqu’à trois heures. Cela dure depuis un mois.',
  ],
  [
    'Échec de paiement',
    'Mon paiement a échoué et l’amende n’a pas pu être réglée. Comment payer ?',
  ],
  [
    'Absence du 3 au 10',
    'Je serai absent du 3 au 10 : pouvez-vous surveiller la maison ? Merci d’avance.',
  ],
  [
    'Message non remis',
    'Ma sœur dit que ma lettre n’a pas été remise. Est-ce chez vous ? Cordialement.',
  ],
  [
    'Réponse à votre courrier',
    'Voici la réponse à votre courrier : « oui », à l’adresse de l’été dernier.',
  ],
  [
    'Où porter plainte',
    'Où puis-je porter plainte près de Besançon ? Çà et là on me dit autre chose.',
  ],
] as const;

const forms = ['question', 'reply', 'forward'] as const;
const old = 'Madame, Monsieur,\nVotre demande nº 42 a été reçue.';

/** 200 mails of citizens, the same at every run: eight programs, eight matters, three forms, and some who forward a bounce. */
export function frenchMails(): FrenchMail[] {
  const mails = programs.flatMap((program, p) =>
    matters.flatMap((matter, m) =>
      forms.map((form) => citizensMail(program, matter, form, `${String(p)}-${String(m)}`)),
    ),
  );
  return [...mails, ...programs.map(forwardedBounce)];
}

function citizensMail(
  program: Program,
  [title, text]: (typeof matters)[number],
  form: (typeof forms)[number],
  id: string,
): FrenchMail {
  const history =
    form === 'question' ? null : form === 'reply' ? program.reply(old) : program.forward(old);
  const subject = { question: title, reply: `Re: ${title}`, forward: `TR: ${title}` }[form];
  const body = [text, program.foot, history].filter(Boolean).join('\n\n');
  const from = `marie.${id}@${program.domain}`;
  const raw = written(program, { subject, from, body, isReply: form === 'reply' });
  return { name: `${program.name}, ${form}, ${title}`, raw, subject, from, said: text, history };
}

/** Somebody asks about a bounce that they got: a person's mail, whatever it quotes. */
function forwardedBounce(program: Program, n: number): FrenchMail {
  const text = 'Bonjour, mon message vous est revenu avec cette erreur. Est-ce normal ?';
  const history = program.forward(
    'This is the mail system at host mx.orange.example.\nUndelivered Mail Returned to Sender\n550 5.1.1 user unknown',
  );
  const subject = 'TR: Undelivered Mail Returned to Sender';
  const from = `paul.${String(n)}@${program.domain}`;
  const body = `${text}\n\n${history}`;
  const raw = written(program, { subject, from, body, isReply: false });
  return { name: `${program.name}, forwarded bounce`, raw, subject, from, said: text, history };
}

interface Letter {
  readonly subject: string;
  readonly from: string;
  readonly body: string;
  readonly isReply: boolean;
}

function written(program: Program, { subject, from, body, isReply }: Letter): Buffer {
  const head = [
    `From: ${word('Hélène Lefèvre', program)} <${from}>`,
    'To: contact@vigie.example',
    `Subject: ${word(subject, program)}`,
    `Message-ID: <${Buffer.from(subject + from)
      .toString('hex')
      .slice(0, 40)}@${program.domain}>`,
    ...(isReply ? ['In-Reply-To: <x@vigie.example>', 'References: <x@vigie.example>'] : []),
    program.header,
    'MIME-Version: 1.0',
  ];
  const plain = partOf('text/plain', body, program);
  const html = body
    .split('\n')
    .map((line) => `<div>${escaped(line) || '<br>'}</div>`)
    .join('\n');
  const parts = program.html
    ? [
        'Content-Type: multipart/alternative; boundary="=_b"',
        '',
        ...['--=_b', plain, '--=_b', partOf('text/html', html, program), '--=_b--', ''],
      ]
    : [plain];
  return Buffer.from([...head, ...parts].join('\r\n'), 'latin1');
}

function partOf(type: string, text: string, { charset, encoding }: Program): string {
  const content = `Content-Type: ${type}; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}`;
  const bytes = bytesIn(text.replaceAll('\n', '\r\n'), charset);
  return `${content}\r\n\r\n${transferred(bytes, encoding)}`;
}

function transferred(bytes: Buffer, encoding: Program['encoding']): string {
  if (encoding === 'base64') return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  if (encoding === '8bit') return bytes.toString('latin1');
  return bytes
    .toString('latin1')
    .replace(/[=\x80-\xff]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/[^\r\n]{60}(?![\r\n])/g, (line) =>
      /=[0-9A-F]?$/.test(line) ? line : `${line}=\r\n`,
    );
}

/** Of the signs that Windows has and Latin-1 lacks, these mails hold the apostrophe and the quotation dash alone. */
function bytesIn(text: string, charset: Program['charset']): Buffer {
  if (charset === 'utf-8') return Buffer.from(text);
  const curly = charset === 'windows-1252' ? '\x92' : "'";
  return Buffer.from(
    text.replaceAll('’', curly).replaceAll('œ', charset === 'windows-1252' ? '\x9c' : 'oe'),
    'latin1',
  );
}

function word(text: string, { charset }: Program): string {
  return `=?${charset}?B?${bytesIn(text, charset).toString('base64')}?=`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
