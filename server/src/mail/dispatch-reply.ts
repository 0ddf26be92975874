import type { Database } from '@vigie/db/database';
import { answerFileBytes } from '@vigie/db/queries/answer-files';
import { mailById, mailsOfTicket } from '@vigie/db/queries/mails';
import type { OutboxEntry } from '@vigie/db/queries/outbox';
import { ticketById } from '@vigie/db/queries/tickets';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import { actOnTicket, type SystemHands } from '../desk/system-act.ts';
import { isSameAddress, validAddress } from './address.ts';
import { compose } from './compose.ts';
import { nextAttempt } from './retry.ts';
import type { SentCopies } from './sent-copies.ts';
import type { ServiceIdentity } from './service-identity.ts';
import type { Delivery, SmtpCourier } from './smtp-courier.ts';

export interface ReplyDispatchParts extends SystemHands {
  readonly database: Database;
  readonly identity: ServiceIdentity;
  readonly courier: Pick<SmtpCourier, 'send'>;
  readonly copies: Pick<SentCopies, 'file' | 'doubt'>;
  /** Does what must be recorded until it is. */
  readonly keep: (act: () => Promise<unknown>) => Promise<void>;
}

/** Sends the answers of people, each step an event (MAIL-8). */
export class ReplyDispatch {
  readonly #parts: ReplyDispatchParts;

  constructor(parts: ReplyDispatchParts) {
    this.#parts = parts;
  }

  /** Hands the answer over; null where it was withdrawn or overtaken before that. */
  async send(entry: OutboxEntry): Promise<Delivery | null> {
    const { replyId, ticketId } = entry;
    const raw = await this.#compose(entry);
    const begun = await this.#act(ticketId, { type: 'begin-sending', replyId });
    if (!begun) return null;
    const delivery = raw === null ? unsendable : await this.#hand(entry, raw);
    await this.#parts.keep(() => this.#record(entry, delivery));
    if (delivery.kind === 'accepted' && raw) this.#parts.copies.file(entry.messageId, raw);
    if (delivery.kind === 'uncertain') this.#parts.copies.doubt();
    return delivery;
  }

  /** It was being handed over when the service ended: nobody knows whether it left. */
  async interrupted({ replyId, ticketId }: OutboxEntry): Promise<void> {
    await this.#act(ticketId, { type: 'record-uncertain', replyId });
  }

  #hand({ recipient }: OutboxEntry, raw: Buffer): Promise<Delivery> {
    const { courier, identity } = this.#parts;
    return courier.send({ from: identity.contact, to: recipient, raw });
  }

  async #record(entry: OutboxEntry, delivery: Delivery): Promise<void> {
    await this.#act(entry.ticketId, this.#recordOf(entry, delivery));
  }

  #recordOf({ replyId, attempts, mailId }: OutboxEntry, delivery: Delivery): SystemCommand {
    const { clock, database } = this.#parts;
    const now = clock.now();
    switch (delivery.kind) {
      case 'accepted':
        return { type: 'record-sent', replyId, acceptedAt: now };
      case 'refused':
        return { type: 'record-failure', replyId, code: delivery.code };
      case 'uncertain':
        return { type: 'record-uncertain', replyId };
      case 'deferred': {
        const queuedAt = mailById(database, mailId)?.at ?? now;
        const sendAt = nextAttempt(attempts + 1, queuedAt, now);
        // Deferral first takes it back from `sending`; the last attempt ends in failure.
        if (sendAt === null) return { type: 'record-failure', replyId, code: delivery.code };
        return { type: 'defer-reply', replyId, sendAt, code: delivery.code };
      }
    }
  }

  /** The bytes; null where there is nobody to send them to, or where words or files were erased. */
  async #compose({ mailId, ticketId, recipient }: OutboxEntry): Promise<Buffer | null> {
    const { database, identity } = this.#parts;
    const mail = mailById(database, mailId);
    const found = ticketById(database, ticketId);
    if (!mail || !found || validAddress(recipient) === null) return null;
    if (isSameAddress(recipient, identity.contact)) return null;
    const { number, restricted } = found.ticket;
    const original = mailsOfTicket(database, ticketId).findLast(
      ({ direction, kind, at }) => direction === 'in' && kind === 'citizen' && at <= mail.at,
    );
    // Whoever else reads that mailbox must not find the report of violence a second time.
    const quoted = restricted ? null : (original ?? null);
    const contents = mail.attachments.map(({ sha256 = '' }) => answerFileBytes(database, sha256));
    // Without a file that it speaks of, an answer is not the one that was written.
    if (!contents.every((content) => content !== null)) return null;
    return compose(
      { mail: { ...mail, to: [recipient] }, ticketId, number, original: quoted, contents },
      identity,
    );
  }

  async #act(ticketId: string, command: SystemCommand): Promise<boolean> {
    const outcome = await actOnTicket(this.#parts, { ticketId, command });
    return outcome.ok;
  }
}

const unsendable: Delivery = { kind: 'refused', code: 'no-recipient' };
