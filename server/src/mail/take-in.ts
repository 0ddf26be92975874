import type { Database } from '@vigie/db/database';
import { ledgerUids, recordInLedger } from '@vigie/db/queries/ledger';
import { storeRawMails } from '@vigie/db/queries/raw-mails';
import type { Clock } from '../clock.ts';
import { ServerRefused } from './mail-failure.ts';
import type { MailLogger } from './mail-logger.ts';
import { MailboxKnowledge } from './mailbox-knowledge.ts';
import type { MailboxConnection, MailboxView, MessageFacts } from './mailbox-connection.ts';
import { isOtherMailbox, newestGeneration, nextGeneration } from './mailbox-identity.ts';
import type { IncomingMail } from './incoming.ts';

/** What the taking in needs of a connection. */
export type MessageSource = Pick<
  MailboxConnection,
  'uidsFrom' | 'uidsSince' | 'uidsUnmarked' | 'facts' | 'source' | 'sources' | 'mark'
>;

export interface TakeInParts {
  readonly mailboxId: string;
  /** Mail that the mailbox received before this instant is not ours (MAIL-3). */
  readonly since: number;
  readonly database: Database;
  readonly receiver: { receive(mail: IncomingMail): Promise<unknown> };
  readonly clock: Clock;
  readonly logger: MailLogger;
  /** Called whenever the server has answered. */
  readonly onContact: () => void;
}

/** A larger mail is stored up to here and set aside for a human. */
const LARGEST_MAIL_BYTES = 60_000_000;
/** So many are asked about, and marked, at once: a dump of thousands never stands in memory whole. */
const CHUNK = 100;
/** Mails up to this size are fetched and committed together … */
const SMALL_MAIL_BYTES = 256_000;
/** … up to so many bytes … */
const BATCH_BYTES = 2_000_000;
/** … and so many at most are read and filed at a time: enough that child and disk never wait for each other. */
const UNDER_WAY = 24;
const DAY_MS = 86_400_000;

/** A message with its bytes, whole or up to the largest size. */
interface Fetched extends MessageFacts {
  readonly raw: Buffer;
}

/**
 * Brings what the mailbox holds and the ledger does not into the service, one message after the
 * other, the oldest first: raw bytes, then everything else, then the mark on the server (MAIL-1,
 * MAIL-2). Interrupted anywhere, the next pass comes to the same end.
 */
export class TakeIn {
  readonly #parts: TakeInParts;
  #knowledge: MailboxKnowledge | null = null;
  /** The UIDVALIDITY that the server told of what is known. */
  #value: string | null = null;
  /** Mails of the pass under way that have not been taken in yet. */
  #waiting = 0;
  #stopped = false;

  constructor(parts: TakeInParts) {
    this.#parts = parts;
  }

  /** Mails that the server lists and the ledger does not: not yet taken in, or withheld (MAIL-2). */
  get difference(): number {
    return this.#waiting + (this.#knowledge?.withheld ?? 0);
  }

  /** Ends the pass under way: what has not been handed over to be filed waits for the next start. */
  stop(): void {
    this.#stopped = true;
  }

  /** One pass over what is new; `whole` compares the mailbox with the ledger besides. */
  async run(source: MessageSource, view: MailboxView, whole: boolean): Promise<void> {
    const present = whole ? await source.uidsSince(this.#firstDay()) : [];
    const entered = this.#enter(view);
    const knowledge = whole ? await this.#proved(source, view, entered, present) : entered;
    const arrived = await source.uidsFrom(knowledge.next);
    this.#parts.onContact();
    const untold = await this.#untold(source, knowledge, arrived, view.uidNext);
    const uids = new Set([...present, ...arrived, ...untold]);
    const unknown = [...uids]
      .filter((uid) => knowledge.isWorthAsking(uid, whole))
      .sort((one, other) => one - other);
    for (let n = 0; n < unknown.length; n += CHUNK) {
      this.#waiting = unknown.length - n;
      await this.#takeChunk(source, knowledge, unknown.slice(n, n + CHUNK));
    }
    this.#waiting = 0;
    if (whole) await this.#markAgain(source, knowledge);
    knowledge.lookedUpTo(arrived, view.uidNext);
  }

  #enter({ uidValidity: value, uidNext }: MailboxView): MailboxKnowledge {
    if (this.#value === value && this.#knowledge) return this.#knowledge;
    const { database, mailboxId, logger } = this.#parts;
    if (this.#knowledge)
      logger.warn(
        { mailboxId },
        'the mailbox has a new UIDVALIDITY: its mails are compared by their bytes',
      );
    this.#value = value;
    return this.#know(newestGeneration(database, mailboxId, value), uidNext);
  }

  #know(uidValidity: string, uidNext: number): MailboxKnowledge {
    const { database, mailboxId } = this.#parts;
    const entries = ledgerUids(database, mailboxId, uidValidity);
    this.#knowledge = new MailboxKnowledge(uidValidity, entries, uidNext);
    return this.#knowledge;
  }

  /** What is known holds for this mailbox; of another one behind the same UIDVALIDITY nothing is known yet. */
  async #proved(
    source: MessageSource,
    view: MailboxView,
    knowledge: MailboxKnowledge,
    listed: readonly number[],
  ): Promise<MailboxKnowledge> {
    const { database, mailboxId, logger } = this.#parts;
    const { uidValidity } = knowledge;
    const present = listed.filter((uid) => knowledge.isSettled(uid));
    const known = { mailboxId, uidValidity, present };
    if (!(await isOtherMailbox(database, source, view, known))) return knowledge;
    logger.warn(
      { mailboxId },
      'another mailbox stands behind the same UIDVALIDITY: its mails are compared by their bytes',
    );
    return this.#know(nextGeneration(uidValidity), view.uidNext);
  }

  async #takeChunk(
    source: MessageSource,
    knowledge: MailboxKnowledge,
    uids: readonly number[],
  ): Promise<void> {
    const facts = await source.facts(uids);
    this.#parts.onContact();
    await this.#noteGone(source, knowledge, uids, facts);
    const wanted = facts.filter((message) => this.#isWanted(knowledge, message));
    const taken: number[] = [];
    for (const batch of batchesOf(wanted)) {
      const fetched = await this.#fetchBatch(source, knowledge, batch);
      taken.push(...(await this.#fileAll(knowledge, fetched)));
    }
    await this.#mark(source, taken);
  }

  /** The mails of a batch with their bytes; what does not come whole that way is asked for by itself. */
  async #fetchBatch(
    source: MessageSource,
    knowledge: MailboxKnowledge,
    batch: readonly MessageFacts[],
  ): Promise<Fetched[]> {
    const uids = batch.map(({ uid }) => uid);
    const together = batch.length > 1 ? await source.sources(uids) : new Map<number, Buffer>();
    const fetched: Fetched[] = [];
    for (const message of batch) {
      const whole = together.get(message.uid);
      const bytes =
        whole?.length === message.bytes ? whole : await this.#fetch(source, knowledge, message);
      if (bytes) fetched.push({ ...message, raw: bytes });
      this.#parts.onContact();
    }
    return fetched;
  }

  /** Gone is only what the server itself no longer lists. */
  async #noteGone(
    source: MessageSource,
    knowledge: MailboxKnowledge,
    uids: readonly number[],
    facts: readonly MessageFacts[],
  ): Promise<void> {
    const untold = uids.filter((uid) => !facts.some((message) => message.uid === uid));
    if (!untold.length) return;
    const listed = new Set(await source.uidsFrom(Math.min(...untold)));
    for (const uid of untold) if (!listed.has(uid)) this.#vanished(knowledge, uid);
  }

  #isWanted({ arrivals }: MailboxKnowledge, { uid, receivedAt }: MessageFacts): boolean {
    // INTERNALDATE counts in whole seconds.
    return uid >= arrivals || receivedAt >= Math.floor(this.#parts.since / 1_000) * 1_000;
  }

  /** Commits the bytes, and then has each mail filed, in their order; gives the UIDs of those that were. */
  async #fileAll(knowledge: MailboxKnowledge, mails: readonly Fetched[]): Promise<number[]> {
    const { database, clock } = this.#parts;
    const now = clock.now();
    const names = storeRawMails(
      database,
      mails.map(({ raw }) => raw),
      now,
    );
    const filed: number[] = [];
    const underWay: Promise<void>[] = [];
    for (const [n, mail] of mails.entries()) {
      if (this.#stopped) break;
      const done = this.#file(knowledge, mail, names[n] ?? '', now).then(() => {
        knowledge.settle(mail.uid);
        filed.push(mail.uid);
      });
      done.catch(() => undefined);
      underWay.push(done);
      if (underWay.length >= UNDER_WAY) await underWay.shift();
    }
    await Promise.all(underWay);
    return filed;
  }

  #file(
    { uidValidity }: MailboxKnowledge,
    { uid, bytes: size, receivedAt, raw }: Fetched,
    sha256: string,
    now: number,
  ): Promise<unknown> {
    const { mailboxId, receiver } = this.#parts;
    return receiver.receive({
      ...{ mailboxId, uidValidity, uid, sha256, bytes: raw },
      tooBig: size > LARGEST_MAIL_BYTES,
      // A server whose clock runs ahead must not make a citizen wait less than nothing.
      receivedAt: Math.min(receivedAt, now),
    });
  }

  /** The bytes, or null where there are none to be had: the mailbox goes on without that mail, said aloud. */
  async #fetch(
    source: MessageSource,
    knowledge: MailboxKnowledge,
    { uid, bytes: size }: MessageFacts,
  ): Promise<Buffer | null> {
    const maxLength = size > LARGEST_MAIL_BYTES ? LARGEST_MAIL_BYTES : null;
    const announced = Math.min(size, LARGEST_MAIL_BYTES);
    try {
      const bytes = await source.source(uid, maxLength);
      if (!bytes) this.#vanished(knowledge, uid);
      // Some servers count otherwise than they deliver: what comes three times is the mail.
      else if (bytes.length !== announced && knowledge.attemptsLeft(uid) > 1) {
        throw new ServerRefused('the server handed over another number of bytes than it announced');
      }
      return bytes;
    } catch (error) {
      if (!(error instanceof ServerRefused)) throw error;
      if (knowledge.refuse(uid)) throw error;
      const { mailboxId, logger } = this.#parts;
      logger.error(
        { mailboxId, uid },
        'ALERT: the mail server does not hand over a mail that it lists',
      );
      return null;
    }
  }

  /**
   * UIDs were given away and the server did not list them. Asked once more by name, it either knows
   * them after all, which this gives, or somebody removed those mails before we could fetch them.
   */
  async #untold(
    source: MessageSource,
    knowledge: MailboxKnowledge,
    arrived: readonly number[],
    uidNext: number,
  ): Promise<number[]> {
    const missing = knowledge.unlisted(arrived, uidNext);
    if (!missing.length) return [];
    const found = (await source.facts(missing)).map(({ uid }) => uid);
    for (const uid of missing) if (!found.includes(uid)) this.#vanished(knowledge, uid);
    return found;
  }

  #vanished(knowledge: MailboxKnowledge, uid: number): void {
    if (!knowledge.vanish(uid)) return;
    const { database, mailboxId, clock, logger } = this.#parts;
    recordInLedger(database, {
      mailboxId,
      uidValidity: knowledge.uidValidity,
      uid,
      sha256: null,
      outcome: 'vanished',
      mailId: null,
      at: clock.now(),
    });
    logger.error(
      { mailboxId, uid },
      'ALERT: a mail vanished from the mailbox before it could be fetched',
    );
  }

  /** After a crash between the commit and the mark, the mark is made good here. */
  async #markAgain(source: MessageSource, knowledge: MailboxKnowledge): Promise<void> {
    const unmarked = await source.uidsUnmarked(this.#firstDay());
    await this.#mark(
      source,
      unmarked.filter((uid) => knowledge.isSettled(uid)),
    );
  }

  async #mark(source: MessageSource, uids: readonly number[]): Promise<void> {
    if (await source.mark(uids)) return;
    const { logger, mailboxId } = this.#parts;
    logger.warn(
      { mailboxId, mails: uids.length },
      'the mail server does not let us mark mails as stored',
    );
  }

  /** IMAP searches by days of the server's own time zone: a day earlier misses nothing. */
  #firstDay(): Date {
    return new Date(this.#parts.since - DAY_MS);
  }
}

/** What is fetched at once, in the order of the mailbox: runs of small mails, and each larger one alone. */
function batchesOf(messages: readonly MessageFacts[]): MessageFacts[][] {
  const batches: MessageFacts[][] = [];
  let room = 0;
  for (const message of messages) {
    const isSmall = message.bytes <= SMALL_MAIL_BYTES;
    if (isSmall && message.bytes <= room) batches.at(-1)?.push(message);
    else {
      batches.push([message]);
      room = isSmall ? BATCH_BYTES : 0;
    }
    room -= message.bytes;
  }
  return batches;
}
