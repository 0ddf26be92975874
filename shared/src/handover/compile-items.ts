import { dueAt, hasPendingReply, waitingSince } from '../ticket/select.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Fact, SheetItem } from '../wire/handover.ts';
import { onCallFor, rosteredFor } from './duty.ts';
import type { AddedItem } from './handover.ts';
import { noteItem, receiverItem, restrictedPart, ticketItem, type SheetField } from './parts.ts';
import type { Pass } from './pass.ts';
import { suggestionsFor } from './suggest.ts';
import type { SheetSource, SheetTicketSource, StoredField } from './source.ts';

/** Makes the lines of a sheet: each with its words, its marks, and where its lock goes. */
export class SheetItems {
  readonly #source: SheetSource;
  readonly #fields = new Map<string, StoredField[]>();
  /** Who could take a ticket, the best first. */
  readonly suggestions: ReturnType<typeof suggestionsFor>;
  readonly #restricted: ReadonlySet<string>;

  constructor(source: SheetSource) {
    this.#source = source;
    for (const field of source.fields) {
      const known = this.#fields.get(field.item);
      if (known) known.push(field);
      else this.#fields.set(field.item, [field]);
    }
    const { handover, people, tickets, at } = source;
    this.suggestions = suggestionsFor(
      rosteredFor(handover.incoming, people),
      tickets.map(({ ticket }) => ticket),
      at,
      handover.passes,
      onCallFor(handover.incoming, people),
    );
    this.#restricted = new Set(
      source.tickets.filter(({ ticket }) => ticket.restricted).map(({ ticket }) => ticket.id),
    );
  }

  tickets(tickets: readonly SheetTicketSource[]): SheetItem[] {
    return tickets.map((worded) => this.#ticket(worded));
  }

  fact(name: string, fact: Fact): SheetItem {
    return this.#item(`fact:${name}`, 'fact', { fact });
  }

  receiver(): SheetItem {
    return this.#item(receiverItem, 'receiver', {});
  }

  /** Lines that people added to a part; one about a restricted ticket stands among the restricted matters. */
  added(part: number): SheetItem[] {
    return this.#source.handover.added
      .filter((line) => this.#partOf(line) === part)
      .map((line) => {
        const { by, at } = line;
        const restricted = part === restrictedPart;
        return this.#item(noteItem(line.id), 'note', { added: { by, at }, restricted });
      });
  }

  #partOf({ part, ticketId }: AddedItem): number {
    return ticketId !== null && this.#restricted.has(ticketId) ? restrictedPart : part;
  }

  #ticket({ ticket, words }: SheetTicketSource): SheetItem {
    const { handover, at } = this.#source;
    const shown = sheetTicket(ticket, words.subject, at, this.#source.drafted);
    const pass = handover.passes[ticket.id];
    return this.#item(ticketItem(ticket.id), 'ticket', {
      restricted: ticket.restricted,
      ticket: shown,
      pass: pass && shown.holder !== null ? this.#passOf(pass) : null,
      suggestions: shown.holder !== null ? this.suggestions(ticket) : [],
    });
  }

  #passOf(pass: Pass): SheetItem['pass'] {
    if (pass.kind !== 'stays') return pass;
    const { until, reasonId } = pass;
    return { kind: 'stays', until, reason: this.#source.reasons.get(reasonId) ?? '' };
  }

  #item(key: string, kind: SheetItem['kind'], more: Partial<SheetItem>): SheetItem {
    const { reviewed, taken } = this.#source.handover;
    return {
      key,
      kind,
      restricted: false,
      ticket: null,
      fact: null,
      added: null,
      fields: fieldsOf(this.#fields.get(key) ?? []),
      pass: null,
      suggestions: [],
      reviewed: reviewed[key] ?? null,
      taken: taken[key] ?? null,
      ...more,
    };
  }
}

/** A ticket as a sheet shows it at an instant. */
export function sheetTicket(
  ticket: Ticket,
  subject: string,
  at: number,
  drafted: ReadonlySet<string>,
): NonNullable<SheetItem['ticket']> {
  const leaving = hasPendingReply(ticket);
  const isHeld = ticket.lock !== null && (ticket.lock.until > at || leaving);
  const due = dueAt(ticket);
  return {
    id: ticket.id,
    number: ticket.number,
    subject,
    status: ticket.status,
    priority: ticket.priority,
    category: ticket.category,
    openedAt: ticket.openedAt,
    waitingSince: waitingSince(ticket),
    dueAt: due,
    overdue: due !== null && due <= at,
    alarm: ticket.alarm !== null,
    holder: isHeld ? (ticket.lock?.holder ?? null) : null,
    hasDraft: drafted.has(ticket.id),
    leaving,
  };
}

function fieldsOf(stored: readonly StoredField[]): SheetItem['fields'] {
  const fields: Partial<Record<SheetField, NonNullable<SheetItem['fields'][SheetField]>>> = {};
  for (const { field, text, revision, by, at } of stored) {
    fields[field] = { text, revision, by, at };
  }
  return fields;
}
