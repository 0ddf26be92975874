import type { AnswerFileRow } from '@vigie/db/writes';
import type { ServiceIdentity } from '../mail/service-identity.ts';

/** What an answer to a citizen must know of the mails before it. */
export interface Correspondence {
  /** The address that an answer goes to. */
  readonly address: string;
  readonly subject: string;
  /** Message-ID of the citizen's last mail, and those before it in the thread. */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** All files that were ever brought for answers in the ticket (MAIL-11). */
  readonly files: readonly AnswerFileRow[];
}

/** Finds what an answer in a ticket must know; null where the ticket has no words. */
export type FindCorrespondence = (ticketId: string) => Correspondence | null;

/** As whom the service writes to citizens. */
export interface Letterhead extends Pick<
  ServiceIdentity,
  'contact' | 'serviceName' | 'secret' | 'signature'
> {
  /** The mailbox by which the answer leaves. */
  readonly mailboxId: string;
}
