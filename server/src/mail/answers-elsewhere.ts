import { hash } from 'node:crypto';
import type { Database } from '@vigie/db/database';
import { mailsByMessageIds } from '@vigie/db/queries/mails';
import { storeRawMails } from '@vigie/db/queries/raw-mails';
import type { Timers } from '../clock.ts';
import type { SystemHands } from '../desk/system-act.ts';
import { atMost } from './at-most.ts';
import { imapFailure } from './mail-failure.ts';
import type { MailLogger } from './mail-logger.ts';
import type { MailboxView, NamedMessage } from './mailbox-connection.ts';
import { readSignedMessageId } from './message-id.ts';
import type { ParseOutcome } from './parsed-mail.ts';
import {
  planAnswerElsewhere,
  ticketAnswered,
  type AnswerElsewhere,
} from './plan-answer-elsewhere.ts';
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
/** What belongs to no ticket by then never will. */
const settledAfterMs = 10 * minuteMs;
/** So many are asked about at once: a command has a longest line. */
const chunk = 100;
/** So long a farewell may take: whoever ends the service waits for it. */
const farewellMs = 4_000;
const largestBytes = 60_000_000;

/**
 * Answers that somebody wrote by another program than this, as during an outage (MAIL-3): found among
 * the sent mails, they stand in the ticket that they answer and stop its clocks. Closed by its owner.
 */
export class AnswersElsewhere {
  readonly #parts: AnswersElsewhereParts;
  /** UIDs of the folder of which nothing is left to be learnt. */
  readonly #settled = new Set<number>();
  #uidValidity = '';
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
    await atMost(farewellMs, this.#busy, this.#parts.timers);
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
      await sentFolder.look((folder, view) => this.#judgeAll(folder, view));
    } catch (error) {
      const context = { mailboxId, ...imapFailure(error) };
      logger.warn(context, 'answers from elsewhere could not be looked for among the sent mails');
    }
  }

  async #judgeAll(folder: LookedAt, { uidValidity }: MailboxView): Promise<void> {
    const { clock, since } = this.#parts;
    const from = Math.max(since, clock.now() - lookBackMs);
    if (this.#uidValidity !== uidValidity) this.#settled.clear();
    this.#uidValidity = uidValidity;
    // IMAP searches by days of the server's own time zone: a day earlier misses nothing.
    const listed = await folder.uidsSince(new Date(from - dayMs));
    const open = listed.filter((uid) => !this.#settled.has(uid));
    for (let n = 0; n < open.length; n += chunk) {
      for (const message of await folder.names(open.slice(n, n + chunk))) {
        if (this.#closed) return;
        const isOver = message.receivedAt < from || (await this.#judge(folder, message));
        if (isOver) this.#settled.add(message.uid);
      }
    }
  }

  /** True where nothing is left to be learnt of a message. One that cannot be judged keeps no other waiting. */
  async #judge(folder: LookedAt, message: NamedMessage): Promise<boolean> {
    const { mailboxId, logger } = this.#parts;
    if (this.#isKnown(message)) return true;
    try {
      return await this.#read(folder, message);
    } catch (error) {
      const context = { mailboxId, uid: message.uid, err: error };
      logger.error(context, 'a sent mail could not be judged, and will be looked at again');
      return false;
    }
  }

  /** Of ours, by its signature or by an earlier look; or without a name, by which it would be filed again and again. */
  #isKnown({ messageId }: NamedMessage): boolean {
    const { database, secret } = this.#parts;
    if (messageId === null || readSignedMessageId(messageId, secret)) return true;
    // The copy that came to our own mailbox, by Cc, is no answer yet.
    return mailsByMessageIds(database, [messageId]).some(({ direction }) => direction === 'out');
  }

  async #read(folder: LookedAt, message: NamedMessage): Promise<boolean> {
    const { parser, database, clock, secret } = this.#parts;
    const bytes = await folder.source(message.uid, largestBytes);
    if (!bytes) return true;
    const parsed = await parser.parse(bytes, message.bytes > largestBytes);
    const ticketId = parsed.ok ? ticketAnswered(database, parsed.mail, secret) : null;
    // The mail that it answers may itself still be on its way here.
    if (!parsed.ok || ticketId === null) return message.receivedAt <= clock.now() - settledAfterMs;
    const [rawSha256 = null] = storeRawMails(database, [bytes], clock.now());
    await this.#file(message, { mail: parsed.mail, ticketId, rawSha256 });
    return true;
  }

  async #file(
    { messageId, receivedAt, writtenAt }: NamedMessage,
    found: Pick<AnswerElsewhere, 'mail' | 'ticketId' | 'rawSha256'>,
  ): Promise<void> {
    const { desk, newId, clock, settings, mailboxId, logger } = this.#parts;
    const at = clock.now();
    // A move to another server may date its folders anew; the earlier instant stops no clock too many.
    const sentAt = Math.min(receivedAt, writtenAt ?? receivedAt, at);
    const { keys, decide } = planAnswerElsewhere(
      { ...found, mailboxId, mailId: newId(), sentAt },
      { at, settings },
    );
    const key = `sent:${hash('sha256', messageId ?? '')}`;
    await desk.system('record-answer-elsewhere', key, keys, decide);
    logger.info({ ticketId: found.ticketId }, 'an answer from elsewhere stands in its ticket');
  }
}
