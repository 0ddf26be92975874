import PostalMime, { type Email } from 'postal-mime';

/** A mail of the service as it reached a citizen. */
export interface DeliveredMail {
  readonly to: string;
  readonly messageId: string;
  readonly references: string;
  /** Where the service wants an answer sent to. */
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  /** True for acknowledgements and other automatic mail (RFC 3834). */
  readonly isAutomatic: boolean;
  readonly at: number;
}

/** So many are kept; the oldest leave first. The town forgets, the service does not. */
const KEPT = 500;

/** The letterboxes of all citizens: mail to them ends here, in memory, and never leaves the machine (RUN-1). */
export class Letterboxes {
  readonly #mails: DeliveredMail[] = [];

  /** Puts a mail into the letterbox of each recipient. */
  async deliver(raw: Buffer, recipients: readonly string[], at: number): Promise<void> {
    const email = await PostalMime.parse(raw);
    for (const to of recipients) this.#mails.push(deliveredMail(email, to, at));
    this.#mails.splice(0, this.#mails.length - KEPT);
  }

  /** What was delivered, oldest first. */
  mails(): readonly DeliveredMail[] {
    return this.#mails;
  }

  /** Takes the oldest mail for which the test holds out of its letterbox: it has been read. */
  take(isWanted: (mail: DeliveredMail) => boolean): DeliveredMail | null {
    const place = this.#mails.findIndex(isWanted);
    return place === -1 ? null : (this.#mails.splice(place, 1)[0] ?? null);
  }
}

function deliveredMail(email: Email, to: string, at: number): DeliveredMail {
  return {
    to: to.toLowerCase(),
    messageId: email.messageId ?? '',
    references: email.references ?? '',
    replyTo: email.replyTo?.[0]?.address ?? email.from?.address ?? '',
    subject: email.subject ?? '',
    text: email.text ?? '',
    isAutomatic: email.headers.some(({ key, value }) => key === 'auto-submitted' && value !== 'no'),
    at,
  };
}
