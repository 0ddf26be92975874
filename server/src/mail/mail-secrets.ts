import type { Database } from '@vigie/db/database';
import { sealedSecrets } from '@vigie/db/queries/mailbox-secrets';
import { firstMailboxId, type MailSecret } from '@vigie/shared/mailbox/mailbox';
import { mailboxPurpose, type Seal } from '../settings/seal.ts';

/** Passwords by door. */
export type Passwords = Readonly<Record<MailSecret, string>>;

/** Opens the passwords of the mailboxes for whoever signs in there; they go nowhere else (ACCESS-5). */
export class MailSecrets {
  readonly #database: Database;
  readonly #seal: Seal;
  #ofEnvironment: Passwords = { imap: '', smtp: '' };

  constructor(database: Database, seal: Seal) {
    this.#database = database;
    this.#seal = seal;
  }

  /** The environment's passwords, once its mailbox is known. They are kept in memory alone. */
  adopt(ofEnvironment: Passwords): void {
    this.#ofEnvironment = ofEnvironment;
  }

  /** What was typed on a screen; for the first mailbox, else, what the environment gave. */
  of(mailboxId: string): Passwords {
    const given = mailboxId === firstMailboxId ? this.#ofEnvironment : { imap: '', smtp: '' };
    const opened = sealedSecrets(this.#database, mailboxId).map(({ secret, sealed }) => [
      secret,
      this.#seal.open(mailboxPurpose(mailboxId, secret), sealed) ?? '',
    ]);
    return { ...given, ...(Object.fromEntries(opened) as Partial<Passwords>) };
  }

  /** Which doors have a password, without telling it. */
  known(mailboxId: string): Readonly<Record<MailSecret, boolean>> {
    const { imap, smtp } = this.of(mailboxId);
    return { imap: imap !== '', smtp: smtp !== '' };
  }
}
