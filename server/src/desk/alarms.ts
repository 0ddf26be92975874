import type { Committed, EventLog } from '@vigie/db/event-log';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Timers } from '../clock.ts';
import { Deadlines, type DeadlineParts } from './deadlines.ts';
import { actOnTicket, type SystemHands } from './system-act.ts';

export interface AlarmKeeperParts extends SystemHands {
  readonly log: Pick<EventLog, 'follow'>;
  readonly timers: Timers;
  readonly logger: DeadlineParts['logger'];
}

/**
 * A P0 that nobody claims escalates at 2 and 5 minutes (MAIL-14), also across restarts: what fell due
 * meanwhile is done at the start. Follows the log, and sleeps until the next deadline.
 */
export class AlarmKeeper {
  readonly #parts: AlarmKeeperParts;
  readonly #deadlines: Deadlines;
  /** Those whose alarm may still escalate. */
  readonly #waiting = new Map<string, Ticket>();
  readonly #unfollow: () => void;

  constructor(parts: AlarmKeeperParts) {
    this.#parts = parts;
    this.#deadlines = new Deadlines({ ...parts, onDue: (ticketId) => this.#escalate(ticketId) });
    this.#unfollow = parts.log.follow((committed) => this.#take(committed));
  }

  start(tickets: Iterable<Ticket>): void {
    for (const ticket of tickets) this.#watch(ticket);
  }

  close(): void {
    this.#unfollow();
    this.#deadlines.close();
  }

  #take({ changed }: Committed): void {
    // The times themselves may have changed: what waits is due by the new ones.
    if (changed.settings.size) for (const ticket of this.#waiting.values()) this.#watch(ticket);
    for (const { after } of changed.ticket.values()) this.#watch(after);
  }

  #watch(ticket: Ticket): void {
    const { id, alarm } = ticket;
    const { escalateMs } = this.#parts.settings;
    if (!alarm || alarm.level === 2) {
      this.#waiting.delete(id);
      this.#deadlines.delete(id);
      return;
    }
    this.#waiting.set(id, ticket);
    this.#deadlines.set(id, alarm.since + escalateMs[alarm.level]);
  }

  #escalate(ticketId: string): Promise<unknown> {
    return actOnTicket(this.#parts, { ticketId, command: { type: 'escalate-alarm' } });
  }
}
