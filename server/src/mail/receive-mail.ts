import type { Database } from '@vigie/db/database';
import { StorageFailed, StorageFull } from '@vigie/db/event-log';
import { ledgerByHash, ledgerEntry } from '@vigie/db/queries/ledger';
import { mailsByMessageIds } from '@vigie/db/queries/mails';
import type { LedgerRow } from '@vigie/db/writes';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';
import type { Filed, FilingPlan } from './filing.ts';
import { ledgerRow, type Filing, type IncomingMail } from './incoming.ts';
import { knownMessage } from './known-message.ts';
import type { MailLogger } from './mail-logger.ts';
import type { ParsedMail, ParseFailure, ParseOutcome } from './parsed-mail.ts';
import { planFor, type PlanningParts } from './plan-filing.ts';
import { planQuarantine } from './plan-quarantine.ts';

/** What is the mailbox's own rather than the service's. */
export type OwnParts = Pick<PlanningParts, 'identity' | 'since'>;

export interface ReceiverParts extends PlanningParts {
  readonly desk: Pick<Desk, 'systemPlanned'>;
  readonly database: Database;
  readonly parser: { parse(bytes: Uint8Array, cut: boolean): Promise<ParseOutcome> };
  readonly clock: Clock;
  readonly newId: () => string;
  readonly logger: MailLogger;
}

/**
 * Files a mail whose bytes are committed: a new ticket, a follow-up, machine mail, a duplicate, or a
 * quarantined ticket (MAIL-2, MAIL-4 to 7, MAIL-14). One transaction each, once for each UID.
 */
export class MailReceiver {
  readonly #parts: ReceiverParts;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Rejects only where our own storage fails; then nothing has happened, and it may be tried again. */
  async receive(mail: IncomingMail, own: OwnParts = this.#parts): Promise<Filed> {
    // Read at once and handed to the desk in the order of arrival, whatever the mailbox. Nobody waits for
    // the commit of the one before: what is handed over meanwhile shares the next.
    const parsing = this.#isKnown(mail) ? null : this.#parse(mail);
    const turn = this.#turn.then(() => parsing);
    const filed = turn.then((parsed) => this.#file(mail, parsed, { ...this.#parts, ...own }));
    this.#turn = turn.catch(() => undefined);
    return filed;
  }

  async #file(
    incoming: IncomingMail,
    parsed: ParseOutcome | null,
    parts: ReceiverParts,
  ): Promise<Filed> {
    // Nothing is wrong with the mail: the next start reads it.
    if (parsed?.ok === false && parsed.cause === 'closed') throw new ServiceEnds();
    const filing = { incoming, mailId: this.#parts.newId(), at: this.#parts.clock.now() };
    try {
      return await this.#perform(filing, () => this.#plan(filing, parsed, parts));
    } catch (error) {
      if (error instanceof StorageFull || error instanceof StorageFailed) throw error;
      // A fault of ours must not stop the mailbox: a human reads the mail raw (MAIL-4).
      this.#parts.logger.error({ err: error, ...keyOf(incoming) }, 'a mail could not be filed');
      return this.#perform(filing, () => this.#quarantine(filing, 'crashed'));
    }
  }

  /** Made in the transaction that files it: two mails of one address see each other's traces. */
  #plan(filing: Filing, parsed: ParseOutcome | null, parts: ReceiverParts): FilingPlan {
    const known = this.#known(filing);
    if (known) return known;
    if (!parsed) throw new Error('bytes that were known a moment ago are not');
    if (!parsed.ok) return this.#quarantine(filing, parsed.cause);
    return this.#duplicate(filing, parsed.mail) ?? planFor(parts, filing, parsed.mail);
  }

  #parse({ bytes, tooBig }: IncomingMail): Promise<ParseOutcome> {
    return this.#parts.parser.parse(bytes, tooBig);
  }

  #isKnown({ mailboxId, sha256 }: IncomingMail): boolean {
    return ledgerByHash(this.#parts.database, mailboxId, sha256).length > 0;
  }

  #known({ incoming, at }: Filing): FilingPlan | null {
    const { database } = this.#parts;
    const entry = ledgerEntry(database, incoming);
    // What was counted as vanished is here after all.
    if (entry && entry.outcome !== 'vanished') return nothingNew(entry);
    const { mailboxId, uidValidity, sha256 } = incoming;
    const known = knownMessage(ledgerByHash(database, mailboxId, sha256), uidValidity);
    if (!known) return null;
    const outcome = known.kind === 'same' ? known.row.outcome : 'duplicate';
    return noting(ledgerRow({ incoming, at, mailId: known.row.mailId }, outcome));
  }

  /** The same mail by another way: its bytes differ by the servers that it passed, and by nothing else. */
  #duplicate(filing: Filing, mail: ParsedMail): FilingPlan | null {
    if (mail.messageId === null) return null;
    const twins = mailsByMessageIds(this.#parts.database, [mail.messageId]);
    const twin = twins.find(
      (other) => other.direction === 'in' && contentOf(other) === contentOf(withAddress(mail)),
    );
    return twin ? noting(ledgerRow({ ...filing, mailId: twin.id }, 'duplicate')) : null;
  }

  #quarantine(filing: Filing, cause: ParseFailure): FilingPlan {
    const { logger } = this.#parts;
    logger.warn(
      { ...keyOf(filing.incoming), cause },
      'a mail was set aside for a human to read raw',
    );
    return planQuarantine(this.#parts, filing, cause);
  }

  #perform({ incoming }: Filing, plan: () => FilingPlan): Promise<Filed> {
    const { mailboxId, uidValidity, uid } = incoming;
    const key = `mail:${mailboxId}:${uidValidity}:${String(uid)}`;
    return this.#parts.desk.systemPlanned('receive-mail', key, plan);
  }
}

/** The service stopped before the mail was read: it has no outcome yet. */
class ServiceEnds extends Error {
  readonly code = 'ServiceEnds';
}

function keyOf({ mailboxId, uid }: IncomingMail): object {
  return { mailboxId, uid };
}

/** The message has its outcome already. */
function nothingNew(row: LedgerRow): FilingPlan {
  return {
    keys: [],
    decide: () => ({ ok: true, appends: [], writes: {}, answer: () => filedOf(row) }),
  };
}

/** The message concerns no ticket: its outcome is written down, and nothing else. */
function noting(row: LedgerRow): FilingPlan {
  return {
    keys: [],
    decide: () => ({
      ok: true,
      appends: [],
      writes: { ledger: [row] },
      answer: () => filedOf(row),
    }),
  };
}

function filedOf({ outcome, mailId }: LedgerRow): Filed {
  return { outcome, mailId, ticketId: null };
}

interface Content {
  readonly fromAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
}

function withAddress(mail: ParsedMail): Content {
  return { ...mail, fromAddress: mail.fromAddress ?? '' };
}

function contentOf({ fromAddress, subject, text, attachments }: Content): string {
  // What the first release noted of files is less than what is noted today.
  const files = attachments.map(({ name, bytes }) => [name, bytes]);
  return JSON.stringify([fromAddress.toLowerCase(), subject, text, files]);
}
