import type { Database } from '@vigie/db/database';
import { mailsByMessageIds } from '@vigie/db/queries/mails';
import { storeRawMails } from '@vigie/db/queries/raw-mails';
import type { Timers } from '../clock.ts';
import type { SystemHands } from '../desk/system-act.ts';
import { imapFailure } from './mail-failure.ts';
import type { MailLogger } from './mail-logger.ts';
import type { NamedMessage } from './mailbox-connection.ts';
import { readSignedMessageId } from './message-id.ts';
import type { ParseOutcome } from './parsed-mail.ts';
import { planAnswerElsewhere, ticketAnswered } from './plan-answer-elsewhere.ts';
import type { LookedAt, SentFolder } from './sent-folder.ts';

export interface AnswersElsewhereParts extends SystemHands {
  readonly mailboxId: string;
  readonly database: Database;
  readonly timers: Timers;
  readonly logger: MailLogger;
  readonly parser: { parse(bytes: Uint8Array, cut: boolean): Promise<ParseOutcome> };
  readonly sentFolder: Pick<SentFolder, 'look'>;
  /** The installation's, by which our own mails are known (MAIL-5). */
  readonly secret: string;
  /** What was sent before this instant is not ours (MAIL-3). */
  readonly since: number;
  /** True once all mail that waited has been taken in: before that its answers belong to nothing. */
  readonly isCaughtUp: () => boolean;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** No outage is thought to have been longer: what is older was looked at by a run before. */
const lookBackMs = 14 * dayMs;
/** After the first look, which waits for the mailbox to be caught up. */
const everyMs = 5 * minuteMs;
const soonMs = 5_000;
/** The mail that a fresh answer belongs to may itself still be on its way here. */
const settledAfterMs = 10 * minuteMs;
const largestBytes = 60_000_000;

/**
 * Answers that somebody wrote by another program than this, as during an outage (MAIL-3): found among
 * the sent mails, they stand in the ticket that they answer and stop its clocks. Closed by its owner.
 */
export class AnswersElsewhere {
  readonly #parts: AnswersElsewhereParts;
  /** Message-IDs that were judged: of ours, known, or of no ticket. */
  readonly #judged = new Set<string>();
  #cancel: () => void = () => undefined;
  #busy: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: AnswersElsewhereParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#lookIn(soonMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#busy;
  }

  #lookIn(ms: number): void {
    if (this.#closed) return;
    this.#cancel = this.#parts.timers.after(ms, () => {
      if (!this.#parts.isCaughtUp()) return this.#lookIn(soonMs);
      this.#busy = this.#look().finally(() => this.#lookIn(everyMs));
    });
  }

  async #look(): Promise<void> {
    const { sentFolder, logger, mailboxId } = this.#parts;
    try {
      await sentFolder.look((folder) => this.#judgeAll(folder));
    } catch (error) {
      const context = { mailboxId, ...imapFailure(error) };
      logger.warn(context, 'answers from elsewhere could not be looked for among the sent mails');
    }
  }

  async #judgeAll(folder: LookedAt): Promise<void> {
    const { clock, since } = this.#parts;
    const from = Math.max(since, clock.now() - lookBackMs);
    // IMAP searches by days of the server's own time zone: a day earlier misses nothing.
    const named = await folder.names(await folder.uidsSince(new Date(from - dayMs)));
    const unknown = named.filter((message) => message.receivedAt >= from && this.#isNew(message));
    for (const message of unknown) {
      if (this.#closed) return;
      await this.#judge(folder, message);
    }
  }

  #isNew({ messageId }: NamedMessage): boolean {
    if (messageId === null || this.#judged.has(messageId)) return false;
    const { database, secret } = this.#parts;
    const isOurs = readSignedMessageId(messageId, secret) !== null;
    if (!isOurs && !mailsByMessageIds(database, [messageId]).length) return true;
    this.#judged.add(messageId);
    return false;
  }

  async #judge(folder: LookedAt, message: NamedMessage): Promise<void> {
    const { parser, database, clock } = this.#parts;
    const bytes = await folder.source(message.uid, largestBytes);
    if (!bytes) return;
    const parsed = await parser.parse(bytes, message.bytes > largestBytes);
    const ticketId = parsed.ok ? ticketAnswered(database, parsed.mail) : null;
    if (parsed.ok && ticketId !== null) {
      const [rawSha256 = null] = storeRawMails(database, [bytes], clock.now());
      await this.#file(message, { mail: parsed.mail, ticketId, rawSha256 });
    } else if (message.receivedAt > clock.now() - settledAfterMs) return;
    this.#judged.add(message.messageId ?? '');
  }

  async #file(
    { messageId, receivedAt }: NamedMessage,
    found: Pick<Parameters<typeof planAnswerElsewhere>[0], 'mail' | 'ticketId' | 'rawSha256'>,
  ): Promise<void> {
    const { desk, newId, clock, settings, mailboxId, logger } = this.#parts;
    const at = clock.now();
    const sentAt = Math.min(receivedAt, at);
    const { keys, decide } = planAnswerElsewhere(
      { ...found, mailboxId, mailId: newId(), sentAt },
      { at, settings },
    );
    await desk.system('record-answer-elsewhere', `sent:${messageId ?? ''}`, keys, decide);
    logger.info({ ticketId: found.ticketId }, 'an answer from elsewhere stands in its ticket');
  }
}
