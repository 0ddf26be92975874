import type { Append } from '@vigie/db/event-log';
import type { BulkLog } from '@vigie/db/testing/bulk-log';
import type { Writes } from '@vigie/db/writes';
import { actorOf } from '@vigie/shared/access/actor';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { TicketCommand } from '@vigie/shared/ticket/command';
import { decide } from '@vigie/shared/ticket/decide';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { Decision } from '@vigie/shared/ticket/decision';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Random } from '@vigie/shared/chance/random';

/** The desk of a year that is lived at once: judged by the product's own judges, written by the bulk log. */
export class YearDesk {
  readonly log: BulkLog;
  readonly #random: Random;
  readonly #now: () => number;
  #keys = 0;

  constructor(log: BulkLog, random: Random, now: () => number) {
    this.log = log;
    this.#random = random;
    this.#now = now;
  }

  get now(): number {
    return this.#now();
  }

  /** 12 bytes of chance as 16 characters, as the product makes them. */
  newId(): string {
    const bytes = Buffer.allocUnsafe(12);
    for (let n = 0; n < 12; n += 4) bytes.writeUInt32LE(this.#random.next() * 2 ** 32, n);
    return bytes.toString('base64url');
  }

  ticket(id: string): Ticket {
    const ticket = this.log.state('ticket', id);
    if (!ticket) throw new Error(`the year has no ticket ${id} any more`);
    return ticket;
  }

  /** What a person does to a ticket. A year is told as it happened: a refusal is a bug in the tale. */
  act(by: string, ticketId: string, command: TicketCommand, writes: Writes = {}): void {
    const person = this.log.state('person', by);
    if (!person) throw new Error(`the year has nobody called ${by}`);
    const actor = actorOf(person, false);
    const circumstances = { at: this.now, actor, settings: defaultSettings };
    const events = accepted(command.type, decide(this.ticket(ticketId), command, circumstances));
    this.#write(by, command.type, { stream: 'ticket', id: ticketId, events }, writes);
  }

  /** What the service itself does to a ticket, or to one that it opens. */
  system(
    ticketId: string,
    command: SystemCommand,
    writes: Writes = {},
    type: string = command.type,
  ) {
    const events = this.judge(ticketId, command);
    this.#write('system', type, { stream: 'ticket', id: ticketId, events }, writes);
  }

  /** The events of an act of the service, for a transaction that makes more of them. */
  judge(ticketId: string, command: SystemCommand, ticket = this.log.state('ticket', ticketId)) {
    const now = { at: this.now, settings: defaultSettings };
    return accepted(command.type, decideSystem(ticket, command, now));
  }

  /** Any other transaction, decided already. */
  happen(by: string, type: string, append: Append | null, writes: Writes = {}): void {
    this.#write(by, type, append, writes);
  }

  #write(by: string, type: string, append: Append | null, writes: Writes): void {
    this.#keys += 1;
    const key = `year-${this.#keys.toString(36).padStart(12, '0')}`;
    const origin = by === 'system' ? null : '127.0.0.1';
    const ticketId = append?.stream === 'ticket' ? append.id : null;
    this.log.transact({ key, by, at: this.now, type, origin }, append, writes, (recorded) => ({
      ok: true,
      seq: recorded.at(-1)?.seq ?? this.log.seq,
      ticketId,
    }));
  }
}

function accepted(type: string, decision: Decision<TicketEvent>): readonly TicketEvent[] {
  if (!decision.ok) throw new Error(`the year's ${type} was refused: ${decision.refusal}`);
  return decision.events;
}
