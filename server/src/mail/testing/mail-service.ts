import { storeAnswerFile } from '@vigie/db/queries/answer-files';
import { ledgerCounts, type LedgerCounts } from '@vigie/db/queries/ledger';
import { systemClock, systemTimers, type Timers } from '../../clock.ts';
import { inspectFile } from '../../files/inspect-file.ts';
import { TestRoom } from '../../testing/test-room.ts';
import { Intake } from '../intake.ts';
import { mailServerOf } from '../mail-server.ts';
import { Outbox } from '../outbox.ts';
import { MailParser } from '../parser.ts';
import { SentFolder } from '../sent-folder.ts';
import { SmtpCourier } from '../smtp-courier.ts';
import { identity, MailRoom } from './mail-room.ts';

/** Minutes pass in seconds: real servers, hurried waits. */
const hurried: Timers = { after: (ms, act) => systemTimers.after(ms / 20, act) };

/** Mail in and out on real servers, as the product runs it, over a database of its own. */
export class MailService {
  readonly room: TestRoom;
  readonly mail: MailRoom;
  readonly parser = new MailParser(systemTimers);
  intake: Intake;
  outbox: Outbox;
  readonly #imapUrl: string;
  readonly #smtpUrl: string;

  private constructor(room: TestRoom, imapUrl: string, smtpUrl: string) {
    this.room = room;
    this.#imapUrl = imapUrl;
    this.#smtpUrl = smtpUrl;
    this.mail = new MailRoom(room, { clock: systemClock, parser: this.parser });
    this.intake = this.#newIntake();
    this.outbox = this.#newOutbox();
  }

  static async start(imapUrl: string, smtpUrl: string): Promise<MailService> {
    const room = await TestRoom.open(['ana'], { now: Date.now(), settings: { withdrawMs: 0 } });
    const service = new MailService(room, imapUrl, smtpUrl);
    await service.open();
    return service;
  }

  async open(): Promise<void> {
    this.intake.start();
    await this.outbox.start();
  }

  /** Ends both and starts fresh ones on the same database, as a restart does. */
  async restart(): Promise<void> {
    await this.stop();
    this.intake = this.#newIntake();
    this.outbox = this.#newOutbox();
    await this.open();
  }

  async stop(): Promise<void> {
    await this.intake.close();
    await this.outbox.close();
  }

  async close(): Promise<void> {
    await this.stop();
    this.parser.close();
    await this.room.close();
  }

  get ledger(): LedgerCounts {
    return ledgerCounts(this.room.database, 'contact');
  }

  /** Ids of all tickets, in the order in which they were opened. */
  get tickets(): string[] {
    const rows = this.room.database.client
      .prepare('select id from tickets order by number')
      .pluck()
      .all();
    return rows.map(String);
  }

  /** Ana claims the ticket and answers; the answer is due at once. */
  async answers(
    ticketId: string,
    text: string,
    then: 'close' | 'wait' = 'close',
    file: { readonly name: string; readonly content: Buffer } | null = null,
  ): Promise<string> {
    // The desk's clock stands still by itself; the mail server's does not.
    this.room.time.jump(Date.now() - this.room.time.now());
    const claim = await this.room.does('ana', {
      type: 'claim-ticket',
      ticketId,
      outsideShift: true,
    });
    if (!claim.ok) throw new Error(`the claim was refused: ${claim.refusal}`);
    const { token } = claim;
    const files = file ? [await this.#attach(ticketId, token, file)] : [];
    const command = { type: 'send-reply', ticketId, token, text, then, files };
    const sent = await this.room.does('ana', command);
    if (!sent.ok || !sent.replyId) throw new Error('the answer was refused');
    return sent.replyId;
  }

  async #attach(
    ticketId: string,
    token: number | undefined,
    { name, content }: { readonly name: string; readonly content: Buffer },
  ): Promise<string> {
    const fileId = this.room.newId();
    const about = { id: fileId, ticketId, by: 'ana', at: this.room.time.now(), name };
    const { type, marks, picture } = await inspectFile(name, content);
    storeAnswerFile(this.room.database, { ...about, type, marks, picture }, content);
    const attached = await this.room.does('ana', { type: 'attach-file', ticketId, token, fileId });
    if (!attached.ok) throw new Error(`the file was refused: ${attached.refusal}`);
    return fileId;
  }

  #newIntake(): Intake {
    return new Intake({
      mailboxId: 'contact',
      server: mailServerOf(this.#imapUrl),
      since: this.mail.parts.since,
      database: this.room.database,
      receiver: this.mail.receiver,
      clock: systemClock,
      timers: hurried,
      random: Math.random,
      logger: this.mail.log,
    });
  }

  #newOutbox(): Outbox {
    const { room, mail } = this;
    return new Outbox({
      mailboxId: 'contact',
      log: room.log,
      database: room.database,
      desk: room.desk,
      clock: systemClock,
      timers: hurried,
      newId: () => room.newId(),
      settings: mail.parts.settings,
      identity,
      rules: mail.parts.rules,
      courier: new SmtpCourier(mailServerOf(this.#smtpUrl), 'vigie.example'),
      sentFolder: new SentFolder(mailServerOf(this.#imapUrl)),
      logger: mail.log,
    });
  }
}
