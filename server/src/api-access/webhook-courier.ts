import { putWebhookDelivery, type WebhookDelivery } from '@vigie/db/api-access-rows';
import type { Database } from '@vigie/db/database';
import type { EventLog, LogEvent } from '@vigie/db/event-log';
import { ticketById } from '@vigie/db/queries/tickets';
import type { Webhook } from '@vigie/shared/api-access/api-access';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { WebhookView } from '@vigie/shared/wire/api-access';
import type { Clock, Timers } from '../clock.ts';
import type { Call, CallOutcome } from './call-webhook.ts';
import { payloadOf } from './webhook-payload.ts';

export interface WebhookCourierParts {
  readonly database: Database;
  readonly log: Pick<EventLog, 'id' | 'read'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly secretOf: (webhookId: string) => string;
  readonly call: (call: Call) => Promise<CallOutcome>;
  readonly logger: {
    warn(context: object, message: string): void;
    error(context: object, message: string): void;
  };
}

/** Pauses after one failure, two, three …; the last for all that follow. In ms. */
const pausesMs = [1_000, 5_000, 30_000, 120_000, 300_000];
/** After so many failures in a row the hook is broken: tried rarely, until it takes one again. */
const brokenAfter = 10;
const brokenPauseMs = 15 * 60_000;
const eventsAtOnce = 200;

/**
 * Tells one webhook what it asked for, in the order of the log, one delivery after the other. What it
 * does not take stays next: nothing is skipped, and no other hook waits for it. Closed by its owner.
 */
export class WebhookCourier {
  readonly #parts: WebhookCourierParts;
  readonly #hook: Webhook;
  #delivery: WebhookDelivery;
  #nextAt: number | null = null;
  #isBusy = false;
  #isStirred = false;
  #isClosed = false;
  #cancel: () => void = () => undefined;

  constructor(parts: WebhookCourierParts, hook: Webhook, delivery: WebhookDelivery | null) {
    this.#parts = parts;
    this.#hook = hook;
    this.#delivery = delivery ?? freshDelivery(hook);
    this.stir();
  }

  /** Something was appended: there may be something to tell. */
  stir(): void {
    if (this.#isClosed || this.#nextAt !== null) return;
    this.#isStirred = true;
    if (!this.#isBusy) void this.#work();
  }

  /** How the deliveries stand, for the administration. */
  get standing(): Pick<
    WebhookView,
    'state' | 'cursor' | 'failures' | 'lastSuccessAt' | 'lastFailure' | 'nextAt'
  > {
    const { cursor, failures, lastSuccessAt, lastFailureAt: at, lastFailure } = this.#delivery;
    const state = failures === 0 ? 'well' : failures < brokenAfter ? 'retrying' : 'broken';
    const failed = at === null ? null : { at, message: lastFailure ?? '' };
    return { state, cursor, failures, lastSuccessAt, lastFailure: failed, nextAt: this.#nextAt };
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      while (this.#isStirred && this.#nextAt === null && !this.#isClosed) {
        this.#isStirred = false;
        await this.#tellAll();
      }
    } catch (error) {
      this.#parts.logger.error({ err: error, webhookId: this.#hook.id }, 'webhook: stopped');
      this.#pause('failed');
    } finally {
      this.#isBusy = false;
    }
  }

  async #tellAll(): Promise<void> {
    for (;;) {
      const page = await this.#parts.log.read(this.#delivery.cursor, eventsAtOnce);
      for (const recorded of page) {
        if (this.#isClosed || !(await this.#tell(recorded))) return;
      }
      const last = page.at(-1);
      if (!last) return;
      // What it did not ask for needs no note of its own.
      if (last.seq > this.#delivery.cursor) this.#keep({ cursor: last.seq });
    }
  }

  /** False where it must be told again later. */
  async #tell(recorded: Recorded<LogEvent>): Promise<boolean> {
    const { database, log, clock, secretOf, call } = this.#parts;
    const { id, url, events } = this.#hook;
    if (!events.some((type) => type === recorded.event.type)) return true;
    const found = ticketById(database, recorded.streamId);
    if (!found) return true;
    const payload = payloadOf(log.id, recorded, found, this.#hook);
    const at = clock.now();
    const outcome = await call({
      ...{ url, secret: secretOf(id), id: payload.id, type: payload.type, at },
      body: JSON.stringify(payload),
    });
    if (this.#isClosed) return false;
    if (!outcome.ok) this.#pause(outcome.message);
    else this.#keep({ cursor: recorded.seq, failures: 0, lastSuccessAt: clock.now() });
    return outcome.ok;
  }

  #pause(message: string): void {
    const { clock, timers, logger } = this.#parts;
    const failures = this.#delivery.failures + 1;
    if (failures === 1 || failures === brokenAfter) {
      logger.warn({ webhookId: this.#hook.id, cause: message, failures }, 'webhook: not taken');
    }
    this.#keep({ failures, lastFailureAt: clock.now(), lastFailure: message });
    const usual = pausesMs[Math.min(failures, pausesMs.length) - 1] ?? brokenPauseMs;
    const pauseMs = failures < brokenAfter ? usual : brokenPauseMs;
    this.#nextAt = clock.now() + pauseMs;
    this.#cancel = timers.after(pauseMs, () => {
      this.#nextAt = null;
      this.stir();
    });
  }

  #keep(change: Partial<WebhookDelivery>): void {
    this.#delivery = { ...this.#delivery, ...change };
    try {
      putWebhookDelivery(this.#parts.database, this.#delivery);
    } catch (error) {
      // It is told again after a restart: deliveries have ids for that.
      this.#parts.logger.error({ err: error }, 'webhook: its place was not stored');
    }
  }
}

function freshDelivery({ id, after }: Webhook): WebhookDelivery {
  return {
    ...{ webhookId: id, cursor: after, failures: 0, lastSuccessAt: null },
    ...{ lastFailureAt: null, lastFailure: null },
  };
}
