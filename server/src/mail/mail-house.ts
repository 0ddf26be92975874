import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import type { Timers } from '../clock.ts';
import type { SystemHands } from '../desk/system-act.ts';
import type { Health } from '../live/live-hub.ts';
import { defaultAutomaticMailRules } from './acknowledge.ts';
import { acknowledgedUpTo, doubtRestored } from './doubt-restored.ts';
import { intakeStart } from './intake-start.ts';
import { Intake } from './intake.ts';
import type { MailLogger } from './mail-logger.ts';
import { mailServerOf } from './mail-server.ts';
import { Outbox } from './outbox.ts';
import { MailParser } from './parser.ts';
import { MailReceiver } from './receive-mail.ts';
import { SentFolder } from './sent-folder.ts';
import { domainOf, type ServiceIdentity } from './service-identity.ts';
import { SmtpCourier } from './smtp-courier.ts';

export interface MailHouseParts extends SystemHands {
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** The starting instant that the operator chose for an old mailbox (MAIL-3). */
  readonly mailSince: number | null;
  readonly identity: ServiceIdentity;
  readonly database: Database;
  readonly log: Pick<EventLog, 'follow'>;
  readonly timers: Timers;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly logger: MailLogger;
}

/** The one mailbox of this service; another would have a name of its own. */
const mailboxId = 'contact';

/** All that deals in mail: one mailbox comes in, the outbox goes out. */
export class MailHouse {
  readonly #parts: MailHouseParts;
  readonly #parser: MailParser;
  readonly #intake: Intake;
  readonly #outbox: Outbox;

  constructor(parts: MailHouseParts) {
    this.#parts = parts;
    const { imapUrl, smtpUrl, identity, database, timers, chance, mailSince } = parts;
    const server = mailServerOf(imapUrl);
    const since = intakeStart(database, mailSince);
    const rules = defaultAutomaticMailRules;
    this.#parser = new MailParser(timers);
    const receiver = new MailReceiver({
      ...{ ...parts, parser: this.#parser, rules },
      since: acknowledgedUpTo(database, since),
    });
    this.#intake = new Intake({ ...parts, mailboxId, server, since, receiver, random: chance });
    this.#outbox = new Outbox({
      ...parts,
      rules,
      courier: new SmtpCourier(mailServerOf(smtpUrl), domainOf(identity.contact)),
      sentFolder: new SentFolder(server),
    });
  }

  async start(): Promise<void> {
    await doubtRestored(this.#parts);
    await this.#outbox.start();
    this.#intake.start();
  }

  health(): Health {
    return { mailbox: this.#intake.standing, outbox: this.#outbox.health().state };
  }

  async close(): Promise<void> {
    await Promise.all([this.#intake.close(), this.#outbox.close()]);
    this.#parser.close();
  }
}
