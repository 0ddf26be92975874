import { mailsOfTicket, type StoredMail } from '@vigie/db/queries/mails';
import { outboxOfTicket, type OutboxEntry } from '@vigie/db/queries/outbox';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { ticketById, type WordedTicket } from '@vigie/db/queries/tickets';
import { defaultSettings, textIn } from '@vigie/shared/settings/settings';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { TestRoom } from '../../testing/test-room.ts';
import { defaultAutomaticMailRules } from '../acknowledge.ts';
import type { Filed } from '../filing.ts';
import type { MailLogger } from '../mail-logger.ts';
import { parseMail } from '../parse-mail.ts';
import type { ParseOutcome } from '../parsed-mail.ts';
import { MailReceiver, type ReceiverParts } from '../receive-mail.ts';
import type { ServiceIdentity } from '../service-identity.ts';

export const identity: ServiceIdentity = {
  contact: 'contact@vigie.example',
  serviceName: 'Commissariat numérique',
  postalAddress: ['1 place de la Paix', '75000 Paris'],
  telephone: '01 00 00 00 00',
  acknowledgement: textIn({}, 'acknowledgement'),
  signature: textIn({}, 'signature'),
  secret: 'a secret of the tests',
};

/** What was logged, for tests that look for a line or for what must not stand in one. */
class LogBook implements MailLogger {
  readonly lines: { level: string; context: object; message: string }[] = [];
  info = this.#write('info');
  warn = this.#write('warn');
  error = this.#write('error');

  #write(level: string) {
    return (context: object, message: string): void => {
      this.lines.push({ level, context, message });
    };
  }
}

/** Parses in this process: the child is tested by itself. */
const parser = {
  async parse(bytes: Uint8Array): Promise<ParseOutcome> {
    try {
      return { ok: true, mail: await parseMail(bytes) };
    } catch {
      return { ok: false, cause: 'unparsable' };
    }
  },
};

/** A desk on a real database that receives mail. */
export class MailRoom {
  readonly room: TestRoom;
  readonly log = new LogBook();
  readonly parts: ReceiverParts;
  readonly receiver: MailReceiver;
  #uid = 0;

  constructor(room: TestRoom, more: Partial<ReceiverParts> = {}) {
    this.room = room;
    this.parts = {
      desk: room.desk,
      database: room.database,
      parser,
      clock: room.time,
      newId: () => room.newId(),
      settings: defaultSettings,
      identity,
      rules: defaultAutomaticMailRules,
      since: room.time.now() - 3_600_000,
      logger: this.log,
      ...more,
    };
    this.receiver = new MailReceiver(this.parts);
  }

  /** A mail arrives in the mailbox and is filed. */
  async arrives(
    bytes: Buffer,
    more: Partial<{ uid: number; uidValidity: string; mailboxId: string; receivedAt: number }> = {},
  ): Promise<Filed> {
    const now = this.room.time.now();
    const sha256 = storeRawMail(this.room.database, bytes, now);
    const uid = more.uid ?? (this.#uid += 1);
    const key = { mailboxId: 'contact', uidValidity: '1', receivedAt: now, ...more, uid };
    return this.receiver.receive({ ...key, sha256, bytes, tooBig: false });
  }

  /** A mail arrives and must open a ticket, whose id this gives. */
  async opens(bytes: Buffer, more: Parameters<MailRoom['arrives']>[1] = {}): Promise<string> {
    const { outcome, ticketId } = await this.arrives(bytes, more);
    if (outcome !== 'ticket' || ticketId === null) throw new Error(`no new ticket but ${outcome}`);
    return ticketId;
  }

  ticket(ticketId: string): Ticket {
    return this.worded(ticketId).ticket;
  }

  worded(ticketId: string): WordedTicket {
    const found = ticketById(this.room.database, ticketId);
    if (!found) throw new Error(`no ticket ${ticketId}`);
    return found;
  }

  mails(ticketId: string): StoredMail[] {
    return mailsOfTicket(this.room.database, ticketId);
  }

  outbox(ticketId: string): OutboxEntry[] {
    return outboxOfTicket(this.room.database, ticketId);
  }
}
