import { automaticMailsBetween, lastAutomaticMailTo } from '@vigie/db/queries/automatic-mails';
import { mailById } from '@vigie/db/queries/mails';
import {
  deferAcknowledgement,
  markAcknowledgementSending,
  type OutboxEntry,
} from '@vigie/db/queries/outbox';
import { heirOf } from '@vigie/db/heirs';
import { loadTicket } from '@vigie/db/ticket-rows';
import { isOpen } from '@vigie/shared/ticket/select';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { actOnTicket } from '../desk/system-act.ts';
import { validAddress } from './address.ts';
import { isAcknowledgedElsewhere } from './acknowledged-elsewhere.ts';
import { judgeAcknowledgement, type AutomaticMailRules } from './acknowledge.ts';
import { compose } from './compose.ts';
import type { ReplyDispatchParts } from './dispatch-reply.ts';
import { nextAttempt } from './retry.ts';
import type { Delivery } from './smtp-courier.ts';

export interface AcknowledgementDispatchParts extends ReplyDispatchParts {
  readonly rules: AutomaticMailRules;
}

const hourMs = 3_600_000;
/** So often, over about a day, an acknowledgement is offered to a server that does not take it now. */
const ATTEMPTS = 25;

/** Sends acknowledgements (MAIL-7). One that was withheld is judged again when its hour has come. */
export class AcknowledgementDispatch {
  readonly #parts: AcknowledgementDispatchParts;

  constructor(parts: AcknowledgementDispatchParts) {
    this.#parts = parts;
  }

  /** Hands it over; null where it is not sent, now or ever. */
  async send(entry: OutboxEntry): Promise<Delivery | null> {
    const { database, keep } = this.#parts;
    const ticket = loadTicket(database, entry.ticketId);
    if (!ticket) return null;
    const heir = heirOf(database, ticket.id) ?? ticket;
    const reason =
      reasonAgainst(heir) ?? (isAcknowledgedElsewhere(database, entry, heir) ? 'merged' : null);
    if (reason !== null) return this.#abandon(entry, reason);
    if (ticket.acknowledgement === 'withheld' && !(await this.#isReleased(entry, ticket)))
      return null;
    const raw = await this.#compose(entry, ticket);
    if (!raw) return this.#abandon(entry, 'no-recipient');
    if (!markAcknowledgementSending(database, entry.replyId)) return null;
    const { courier, identity } = this.#parts;
    const delivery = await courier.send({ from: identity.contact, to: entry.recipient, raw });
    await keep(() => this.#record(entry, delivery));
    return delivery;
  }

  /** It was being handed over when the service ended: a citizen rather gets none than two. */
  async interrupted(entry: OutboxEntry): Promise<void> {
    await this.#abandon(entry, 'uncertain');
  }

  /** Judges again what was withheld. What must wait on gets its next hour. */
  async #isReleased(entry: OutboxEntry, ticket: Ticket): Promise<boolean> {
    const { database, clock, rules } = this.#parts;
    const { replyId, recipient: address } = entry;
    const now = clock.now();
    const verdict = judgeAcknowledgement(
      {
        restricted: ticket.restricted,
        declined: false,
        receivedAt: ticket.openedAt,
        since: ticket.openedAt,
        now,
        lastToAddressAt: lastAutomaticMailTo(database, {
          address,
          waiting: false,
          except: replyId,
        }),
        lastHour: automaticMailsBetween(database, now - hourMs, now - 1),
      },
      rules,
    );
    if (verdict.send)
      return this.#act(entry, { type: 'queue-acknowledgement', replyId, sendAt: now });
    if (verdict.until === null) await this.#abandon(entry, verdict.cause);
    else deferAcknowledgement(database, replyId, verdict.until);
    return false;
  }

  async #record(entry: OutboxEntry, delivery: Delivery): Promise<void> {
    const { database, clock } = this.#parts;
    const { replyId, attempts } = entry;
    const now = clock.now();
    if (delivery.kind === 'accepted') {
      await this.#act(entry, { type: 'record-acknowledged', replyId, acceptedAt: now });
      return;
    }
    if (delivery.kind === 'deferred' && attempts < ATTEMPTS) {
      const again = nextAttempt(attempts + 1, now, now);
      if (again !== null && deferAcknowledgement(database, replyId, again)) return;
    }
    const cause = delivery.kind === 'uncertain' ? 'uncertain' : delivery.code;
    await this.#act(entry, { type: 'abandon-acknowledgement', replyId, cause });
  }

  async #compose(
    { mailId, ticketId, recipient }: OutboxEntry,
    { number }: Ticket,
  ): Promise<Buffer | null> {
    const mail = mailById(this.#parts.database, mailId);
    if (!mail || validAddress(recipient) === null) return null;
    return compose({ mail, ticketId, number, original: null }, this.#parts.identity);
  }

  async #abandon(entry: OutboxEntry, cause: string): Promise<null> {
    const { replyId } = entry;
    await this.#act(entry, { type: 'abandon-acknowledgement', replyId, cause });
    return null;
  }

  async #act({ ticketId }: OutboxEntry, command: SystemCommand): Promise<boolean> {
    const outcome = await actOnTicket(this.#parts, { ticketId, command });
    return outcome.ok;
  }
}

/** What speaks against acknowledging now: somebody has answered, or nobody must learn that mail came. */
function reasonAgainst(ticket: Ticket): string | null {
  if (ticket.restricted) return 'restricted';
  if (!isOpen(ticket) || ticket.clocks.some(({ outcome }) => outcome === 'answered'))
    return 'answered';
  return null;
}
