import type { Database } from '@vigie/db/database';
import { StorageFailed, StorageFull, type Committed, type EventLog } from '@vigie/db/event-log';
import {
  dueInOutbox,
  nextDueInOutbox,
  sendingInOutbox,
  unsentReplies,
  type OutboxEntry,
} from '@vigie/db/queries/outbox';
import type { Timers } from '../clock.ts';
import type { SystemHands } from '../desk/system-act.ts';
import { AcknowledgementDispatch } from './dispatch-acknowledgement.ts';
import { ReplyDispatch, type ReplyDispatchParts } from './dispatch-reply.ts';
import type { AutomaticMailRules } from './acknowledge.ts';
import { atMost } from './at-most.ts';
import type { MailLogger } from './mail-logger.ts';
import { SentCopies, type SentCopiesParts } from './sent-copies.ts';
import type { Delivery } from './smtp-courier.ts';

export interface OutboxParts extends SystemHands {
  /** The mailbox from which all this leaves. */
  readonly mailboxId: string;
  readonly log: Pick<EventLog, 'follow'>;
  readonly database: Database;
  readonly timers: Timers;
  readonly identity: ReplyDispatchParts['identity'];
  readonly rules: AutomaticMailRules;
  readonly courier: ReplyDispatchParts['courier'];
  /** Null where there is no mailbox to look in. */
  readonly sentFolder: SentCopiesParts['sentFolder'];
  readonly logger: MailLogger;
}

export interface OutboxHealth {
  readonly state: 'well' | 'delayed' | 'refused';
}

/** So many mails are handed over at once: one server that thinks for minutes must not hold up a P0. */
const AT_ONCE = 4;
/** The clock may be set and the machine may sleep: nothing is slept through for longer, in ms. */
const LONGEST_SLEEP_MS = 60_000;
/** A mail overdue by this much is late, in ms. */
const LATE_MS = 120_000;
const STORAGE_PAUSE_MS = 5_000;
/** So long a farewell may take: whoever ends the service waits for it. */
const FAREWELL_MS = 4_000;

/** Events after which there may be something to send, or to send at another time. */
const stirring = new Set([
  'reply-queued',
  'reply-deferred',
  'acknowledgement-queued',
  'acknowledgement-withheld',
]);

/**
 * Sends what waits in one mailbox when its time has come (MAIL-7 to 9). It wakes by the log and by the next due
 * instant. What a crash left half sent is uncertain, and is never sent again by the machine.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #replies: ReplyDispatch;
  readonly #acknowledgements: AcknowledgementDispatch;
  readonly #copies: SentCopies;
  readonly #onTheWay = new Map<string, Promise<void>>();
  /** What could not be begun at its instant: overtaken, and not tried again before something stirs. */
  readonly #passedOver = new Map<string, number>();
  #trouble: 'delayed' | 'refused' | null = null;
  #cancelTimer: () => void = () => undefined;
  #unfollow: () => void = () => undefined;
  #isStirred = false;
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#copies = new SentCopies(parts);
    const shared = {
      ...parts,
      copies: this.#copies,
      keep: (act: () => Promise<unknown>) => this.#keep(act),
    };
    this.#replies = new ReplyDispatch(shared);
    this.#acknowledgements = new AcknowledgementDispatch(shared);
  }

  /** Judges what the last run left half sent, then begins to send. */
  async start(): Promise<void> {
    for (const entry of sendingInOutbox(this.#parts.database)) {
      if (entry.mailboxId !== this.#parts.mailboxId) continue;
      await this.#dispatchOf(entry).interrupted(entry);
    }
    this.#copies.start();
    this.#unfollow = this.#parts.log.follow((committed) => this.#hear(committed));
    this.#look();
  }

  health(): OutboxHealth {
    const due = nextDueInOutbox(this.#parts.database, this.#parts.mailboxId);
    const isLate = due !== null && due < this.#parts.clock.now() - LATE_MS;
    return { state: this.#trouble ?? (isLate ? 'delayed' : 'well') };
  }

  /** Resolves when what is being handed over has its answer, or after a few seconds: then it is uncertain. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unfollow();
    this.#cancelTimer();
    await atMost(FAREWELL_MS, Promise.all(this.#onTheWay.values()), this.#parts.timers);
    await atMost(FAREWELL_MS, this.#copies.close(), this.#parts.timers);
  }

  #hear({ recorded }: Committed): void {
    if (!recorded.some(({ event }) => stirring.has(event.type))) return;
    this.#passedOver.clear();
    if (this.#isStirred) return;
    this.#isStirred = true;
    // Mails that share a commit stir this once.
    queueMicrotask(() => {
      this.#isStirred = false;
      this.#look();
    });
  }

  #look(): void {
    if (this.#closed) return;
    for (const entry of this.#ready()) this.#dispatch(entry);
    this.#sleep();
  }

  /** What is due and fits on the way; answers of people before what a machine wrote, however long that waits. */
  #ready(): OutboxEntry[] {
    const room = AT_ONCE - this.#onTheWay.size;
    // Every mail that comes stirs this: with thousands waiting and the way full, nothing is read.
    if (room <= 0) return [];
    const { database, clock, mailboxId } = this.#parts;
    const now = clock.now();
    const replies = unsentReplies(database).filter(
      (entry) => entry.mailboxId === mailboxId && entry.state === 'queued' && entry.sendAt <= now,
    );
    // Those that are left out below may stand before the ones that are free.
    const enough = AT_ONCE + this.#passedOver.size + replies.length;
    const due = dueInOutbox(database, mailboxId, now, enough);
    const automatic = due.filter(({ kind }) => kind !== 'reply');
    const free = [...replies, ...automatic].filter(
      ({ replyId, sendAt }) =>
        !this.#onTheWay.has(replyId) && this.#passedOver.get(replyId) !== sendAt,
    );
    return free.slice(0, room);
  }

  #dispatch(entry: OutboxEntry): void {
    const { replyId } = entry;
    const sent = this.#dispatchOf(entry)
      .send(entry)
      .then(
        (delivery) => this.#note(entry, delivery),
        (error: unknown) => {
          this.#passedOver.set(replyId, entry.sendAt);
          this.#parts.logger.error({ err: error, replyId }, 'outbox: a mail could not be prepared');
        },
      )
      .finally(() => {
        this.#onTheWay.delete(replyId);
        this.#look();
      });
    this.#onTheWay.set(replyId, sent);
  }

  #dispatchOf({ kind }: OutboxEntry): ReplyDispatch | AcknowledgementDispatch {
    return kind === 'reply' ? this.#replies : this.#acknowledgements;
  }

  #note({ replyId, sendAt }: OutboxEntry, delivery: Delivery | null): void {
    if (!delivery) {
      this.#passedOver.set(replyId, sendAt);
      return;
    }
    const { logger } = this.#parts;
    const code = 'code' in delivery ? delivery.code : null;
    if (delivery.kind === 'accepted') logger.info({ replyId }, 'outbox: sent');
    else logger.warn({ replyId, outcome: delivery.kind, code }, 'outbox: not sent');
    if (delivery.kind === 'accepted' || delivery.kind === 'refused') this.#trouble = null;
    else if (delivery.kind === 'deferred')
      this.#trouble = delivery.signInRefused ? 'refused' : 'delayed';
  }

  #sleep(): void {
    this.#cancelTimer();
    const due = nextDueInOutbox(this.#parts.database, this.#parts.mailboxId);
    if (due === null || this.#onTheWay.size >= AT_ONCE) return;
    const now = this.#parts.clock.now();
    // What is due already and still here was passed over, or is on its way: it is looked at again later.
    const ms = due > now ? Math.min(due - now, LONGEST_SLEEP_MS) : LONGEST_SLEEP_MS;
    this.#cancelTimer = this.#parts.timers.after(ms, () => this.#look());
  }

  /** Does what must be recorded, again and again while our storage refuses: an outcome may not be forgotten. */
  async #keep(act: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await act();
        return;
      } catch (error) {
        const isStorage = error instanceof StorageFull || error instanceof StorageFailed;
        if (!isStorage || this.#closed) throw error;
        this.#parts.logger.error(
          { err: error.name },
          'outbox: an outcome could not be recorded yet',
        );
        await new Promise<void>((resume) => this.#parts.timers.after(STORAGE_PAUSE_MS, resume));
      }
    }
  }
}
