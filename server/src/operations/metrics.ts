import type { Database } from '@vigie/db/database';
import type { Committed, EventLog } from '@vigie/db/event-log';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import { replyCounts } from '@vigie/db/queries/outbox';
import { openTickets } from '@vigie/db/queries/tickets';
import { waitingSince } from '@vigie/shared/ticket/select';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { priorities } from '@vigie/shared/triage/priority';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OperationsStatus } from '@vigie/shared/operations/operations-status';
import type { Clock } from '../clock.ts';
import { gaugeOperations } from './operations-gauges.ts';

export interface MetricsParts {
  readonly database: Database;
  readonly log: Pick<EventLog, 'head' | 'follow'>;
  readonly clock: Clock;
  readonly sockets: () => number;
  readonly operations: () => OperationsStatus;
}

/** First answers take from a minute to days; the targets of the domain are among the bounds, in seconds. */
const responseBuckets = [60, 120, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200];

/** Figures for Prometheus, read when they are asked for (RUN-3). Closed by its owner. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #unfollow: () => void;

  constructor(parts: MetricsParts) {
    this.#gaugeLog(parts);
    this.#countMails(parts);
    this.#gaugeTickets(parts);
    this.#countReplies(parts);
    gaugeOperations(this.#registry, parts.operations);
    this.#unfollow = this.#observeResponses(parts);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    this.#unfollow();
    this.#registry.clear();
  }

  #gaugeLog({ log, sockets }: MetricsParts): void {
    this.#gauge(
      'vigie_log_seq',
      'Last seq of the main courante.',
      async () => (await log.head()).seq,
    );
    this.#gauge('vigie_sockets', 'Open sockets of the live feed.', async () => sockets());
  }

  #countMails({ database }: MetricsParts): void {
    new Counter({
      name: 'vigie_mails_total',
      help: 'Messages of the mailboxes by what became of them.',
      labelNames: ['outcome'],
      registers: [this.#registry],
      collect() {
        this.reset();
        const counts = ledgerCounts(database);
        for (const [outcome, count] of Object.entries(counts)) this.inc({ outcome }, count);
      },
    });
  }

  #countReplies({ database }: MetricsParts): void {
    // An answer moves from state to state, so that each count may fall again.
    new Gauge({
      name: 'vigie_replies_total',
      help: 'Answers of people by where they stand.',
      labelNames: ['state'],
      registers: [this.#registry],
      collect() {
        const counts = replyCounts(database);
        for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
      },
    });
  }

  #gaugeTickets({ database, clock }: MetricsParts): void {
    const tickets = () => openTickets(database).map(({ ticket }) => ticket);
    new Gauge({
      name: 'vigie_tickets_waiting',
      help: 'Tickets whose citizen waits for a human answer.',
      labelNames: ['priority'],
      registers: [this.#registry],
      collect() {
        for (const [priority, count] of waitingBy(tickets())) this.set({ priority }, count);
      },
    });
    this.#gauge('vigie_oldest_waiting_seconds', 'Age of the longest wait.', async () =>
      oldestWaitingSeconds(tickets(), clock.now()),
    );
    this.#gauge('vigie_locks_held', 'Tickets that somebody holds.', async () => {
      const at = clock.now();
      return tickets().filter(({ lock }) => lock && lock.until > at).length;
    });
  }

  #observeResponses({ log }: MetricsParts): () => void {
    const histogram = new Histogram({
      name: 'vigie_first_response_seconds',
      help: 'Time from a mail to the first human answer, since the start of the process.',
      buckets: responseBuckets,
      registers: [this.#registry],
    });
    return log.follow((committed) => {
      for (const seconds of answeredIn(committed)) histogram.observe(seconds);
    });
  }

  #gauge(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        this.set(await read());
      },
    });
  }
}

function waitingBy(tickets: readonly Ticket[]): [string, number][] {
  const waiting = tickets.filter((ticket) => waitingSince(ticket) !== null);
  return priorities.map((name) => [
    name,
    waiting.filter(({ priority }) => priority === name).length,
  ]);
}

function oldestWaitingSeconds(tickets: readonly Ticket[], now: number): number {
  const since = tickets.map(waitingSince).filter((start) => start !== null);
  return since.length ? Math.max(0, (now - Math.min(...since)) / 1_000) : 0;
}

/** How long the clocks ran, in seconds, that a transaction ended by an answer. */
function answeredIn({ changed }: Committed): number[] {
  return [...changed.ticket.values()].flatMap(({ before, after }) =>
    after.clocks
      .filter(({ n, outcome }) => outcome === 'answered' && isRunning(before, n))
      .map(({ startedAt, endedAt }) => ((endedAt ?? startedAt) - startedAt) / 1_000),
  );
}

function isRunning(ticket: Ticket | null, clockNumber: number): boolean {
  return ticket?.clocks.some(({ n, endedAt }) => n === clockNumber && endedAt === null) ?? false;
}
