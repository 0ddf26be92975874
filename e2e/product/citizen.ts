import { createTransport } from 'nodemailer';

/** A mail as a citizen writes it. */
export interface Letter {
  readonly subject: string;
  readonly text?: string;
  readonly from?: string | { readonly name: string; readonly address: string };
  readonly html?: string;
  readonly attachments?: { readonly filename: string; readonly content: string | Buffer }[];
  readonly inReplyTo?: string;
  /** Where another mail is to refer to it: its Message-ID, with the angle brackets. */
  readonly messageId?: string;
  /** Where the citizen wants the answer, if not where the mail comes from. */
  readonly replyTo?: string;
}

/** Writes a mail to the service by real SMTP. */
export async function writeTo(smtpPort: number, letter: Letter): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
  });
  await transport.sendMail({
    from: letter.from ?? 'Karim Sauvage <k.sauvage@orange.example>',
    to: 'contact@vigie.example',
    subject: letter.subject,
    text: letter.text ?? 'Bonjour, pouvez-vous me dire comment faire ? Merci.',
    ...(letter.html === undefined ? {} : { html: letter.html }),
    ...(letter.attachments ? { attachments: letter.attachments } : {}),
    ...(letter.messageId ? { messageId: letter.messageId } : {}),
    ...(letter.replyTo ? { replyTo: letter.replyTo } : {}),
    ...(letter.inReplyTo ? { inReplyTo: letter.inReplyTo, references: letter.inReplyTo } : {}),
  });
  transport.close();
}
