import { createTransport } from 'nodemailer';
import type { Letter } from './letters.ts';

interface PostParts {
  readonly smtpUrl: string;
  /** The service's own address. */
  readonly contact: string;
  readonly clock: { now(): number };
}

/** Takes the town's letters to the service by real SMTP (RUN-1). */
export class Post {
  readonly #parts: PostParts;
  readonly #transport;

  constructor(parts: PostParts) {
    const { hostname, port } = new URL(parts.smtpUrl);
    this.#parts = parts;
    this.#transport = createTransport({
      host: hostname,
      port: Number(port),
      pool: true,
      maxConnections: 3,
      ignoreTLS: true,
    });
  }

  /** Resolves when the mail server has taken the letter. */
  async send(letter: Letter): Promise<void> {
    const to = letter.to ?? this.#parts.contact;
    // Machines send with an empty sender, so that nothing answers them (RFC 3834).
    const sender = letter.headers['Auto-Submitted'] ? '' : letter.from.address;
    const date = new Date(this.#parts.clock.now());
    await this.#transport.sendMail({
      envelope: { from: sender, to },
      ...(letter.deliveryStatus === null
        ? mailOf(letter, to, date)
        : { raw: report(letter, to, date) }),
    });
  }

  close(): void {
    this.#transport.close();
  }
}

function mailOf(letter: Letter, to: string, date: Date): object {
  const { inReplyTo, references } = letter;
  return {
    from: letter.from,
    to,
    date,
    messageId: letter.messageId,
    subject: letter.subject,
    text: letter.text,
    headers: letter.headers,
    attachments: letter.attachments,
    ...(inReplyTo ? { inReplyTo } : {}),
    ...(references ? { references } : {}),
  };
}

/** A multipart/report, which the library cannot compose. */
function report(letter: Letter, to: string, date: Date): string {
  const boundary = 'report-of-the-demonstration';
  const part = (type: string, body: string): string =>
    `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
  return [
    `From: ${letter.from.name} <${letter.from.address}>`,
    `To: ${to}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${letter.messageId}`,
    `Subject: ${letter.subject}`,
    `In-Reply-To: ${letter.inReplyTo ?? ''}`,
    ...Object.entries(letter.headers).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    part('text/plain; charset=utf-8', letter.text) +
      part('message/delivery-status', letter.deliveryStatus ?? '') +
      `--${boundary}--\r\n`,
  ].join('\r\n');
}
