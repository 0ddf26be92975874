import type { Database } from '@vigie/db/database';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { appendRead } from '@vigie/db/queries/reads';
import type { LedgerRow, MailRow, Writes } from '@vigie/db/writes';
import type { Citizen } from '../../demo/citizens.ts';
import { ledgerRow, type Filing } from '../../mail/incoming.ts';
import type { ReadLetter } from './letter-stock.ts';
import type { YearDesk } from './year-desk.ts';

/** A citizen's mail, or a machine's, as the mailbox got it. */
export interface YearMail {
  readonly filing: Filing;
  readonly letter: ReadLetter;
  readonly from: Pick<Citizen, 'name' | 'address'>;
  readonly row: MailRow;
}

const mailboxId = 'contact';
const uidValidity = '1700000000';
/** How long mails take from the mailbox into the service, in ms. */
const takenInMs = 900;

/** The mailbox of the year: gives each mail its UID and keeps its raw bytes (MAIL-1, MAIL-2). */
export class YearPost {
  readonly #database: Database;
  readonly #desk: YearDesk;
  #uid = 0;

  constructor(database: Database, desk: YearDesk) {
    this.#database = database;
    this.#desk = desk;
  }

  /** A mail arrives; it answers the mail of this Message-ID, where there is one. */
  arrive(
    letter: ReadLetter,
    from: YearMail['from'],
    place: Partial<Pick<MailRow, 'ticketId' | 'kind' | 'machineKind' | 'inReplyTo'>> = {},
  ): YearMail {
    const at = this.#desk.now;
    const mailId = this.#desk.newId();
    const messageId = `<${mailId}@${from.address.slice(from.address.indexOf('@') + 1)}>`;
    const bytes = Buffer.from(
      `Message-ID: ${messageId}\r\nFrom: ${from.name} <${from.address}>\r\nSubject: ${letter.subject}\r\n\r\n${letter.text}`,
    );
    const sha256 = storeRawMail(this.#database, bytes, at);
    this.#uid += 1;
    const receivedAt = at - takenInMs;
    const incoming = { mailboxId, uidValidity, uid: this.#uid, sha256, bytes, tooBig: false };
    const filing = { incoming: { ...incoming, receivedAt }, mailId, at };
    const row: MailRow = {
      id: mailId,
      ticketId: null,
      direction: 'in',
      kind: 'citizen',
      machineKind: null,
      mailboxId,
      rawSha256: sha256,
      messageId,
      inReplyTo: null,
      references: [],
      fromName: from.name,
      fromAddress: from.address,
      replyTo: null,
      to: ['contact@vigie.example'],
      subject: letter.subject,
      text: letter.text,
      attachments: letter.attachments,
      signs: letter.signs,
      senderChanged: false,
      hasHtml: false,
      sender: null,
      at: receivedAt,
      by: null,
      ...place,
    };
    return { filing, letter, from, row };
  }

  /** Somebody looks into a ticket (ACCESS-3). */
  traceLook(personId: string, ticketId: string): void {
    const at = this.#desk.now;
    const look = {
      personId,
      act: 'see-ticket',
      ticketId,
      mailId: null,
      origin: '127.0.0.1',
    } as const;
    appendRead(this.#database, { at, ...look });
  }

  /** The same bytes once more: a row of the ledger, and nothing else. */
  again({ filing }: YearMail): void {
    this.#uid += 1;
    const incoming = { ...filing.incoming, uid: this.#uid };
    const twin = ledgerRow({ ...filing, incoming, at: this.#desk.now }, 'duplicate');
    this.#desk.happen('system', 'receive-mail', null, { ledger: [twin] });
  }
}

/** The rows that every mail brings. */
export function rowsOf(
  mail: YearMail,
  outcome: LedgerRow['outcome'],
  ticketId: string | null,
): Writes {
  return { ledger: [ledgerRow(mail.filing, outcome)], mails: [{ ...mail.row, ticketId }] };
}
