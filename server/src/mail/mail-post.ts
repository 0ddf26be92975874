import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import type { Mailbox } from '@vigie/shared/mailbox/mailbox';
import type { Timers } from '../clock.ts';
import type { SystemHands } from '../desk/system-act.ts';
import type { ServiceTexts } from '../settings/settings-in-force.ts';
import { defaultAutomaticMailRules } from './acknowledge.ts';
import { AnswersElsewhere, type AnswersElsewhereParts } from './answers-elsewhere.ts';
import { acknowledgedUpTo } from './doubt-restored.ts';
import { Intake } from './intake.ts';
import type { MailLogger } from './mail-logger.ts';
import type { MailPatience } from './mail-patience.ts';
import type { Passwords } from './mail-secrets.ts';
import { mailServerAt } from './mail-server.ts';
import type { MailboxHealth } from './mailbox-health.ts';
import { Outbox, type OutboxHealth } from './outbox.ts';
import type { MailReceiver } from './receive-mail.ts';
import { SentFolder } from './sent-folder.ts';
import { domainOf, serviceIdentity } from './service-identity.ts';
import { SmtpCourier } from './smtp-courier.ts';

export interface MailPostParts extends SystemHands {
  readonly mailbox: Mailbox;
  readonly passwords: Passwords;
  readonly texts: ServiceTexts;
  /** The installation's, which signs Message-IDs (MAIL-5). */
  readonly secret: string;
  readonly receiver: Pick<MailReceiver, 'receive'>;
  readonly parser: AnswersElsewhereParts['parser'];
  readonly database: Database;
  readonly log: Pick<EventLog, 'follow'>;
  readonly timers: Timers;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly logger: MailLogger;
  readonly patience?: MailPatience | undefined;
}

/** One mailbox at work: its mail comes in, and answers to that leave by the same way (MAIL-2, MAIL-8). */
export class MailPost {
  readonly #intake: Intake;
  readonly #outbox: Outbox;
  readonly #elsewhere: AnswersElsewhere;

  constructor(parts: MailPostParts) {
    const { mailbox, passwords, texts, secret, receiver, chance, patience } = parts;
    const { id: mailboxId, address: contact, signature, since, folder, sentFolder } = mailbox;
    const identity = serviceIdentity(texts, { contact, secret, signature });
    const answeredFrom = acknowledgedUpTo(parts.database, since);
    const imap = mailServerAt(mailbox.imap, passwords.imap, folder);
    const smtp = mailServerAt(mailbox.smtp, passwords.smtp);
    this.#intake = new Intake({
      ...{ ...parts, mailboxId, server: imap, since, random: chance },
      receiver: { receive: (mail) => receiver.receive(mail, { identity, since: answeredFrom }) },
    });
    const sent = new SentFolder(imap, sentFolder, patience);
    this.#outbox = new Outbox({
      ...{ ...parts, mailboxId, identity, rules: defaultAutomaticMailRules },
      courier: new SmtpCourier(smtp, domainOf(contact), patience),
      sentFolder: sent,
    });
    this.#elsewhere = new AnswersElsewhere({
      ...{ ...parts, mailboxId, since, sentFolder: sent },
      isCaughtUp: () => this.#intake.isCaughtUp,
    });
  }

  async start(): Promise<void> {
    await this.#outbox.start();
    this.#intake.start();
    this.#elsewhere.start();
  }

  get standing(): MailboxHealth['state'] {
    return this.#intake.standing;
  }

  get outbox(): OutboxHealth['state'] {
    return this.#outbox.health().state;
  }

  /** What is being filed and handed over ends, or becomes uncertain after a few seconds. */
  async close(): Promise<void> {
    await Promise.all([this.#intake.close(), this.#outbox.close(), this.#elsewhere.close()]);
  }

  health(): MailboxHealth {
    return this.#intake.health();
  }
}
