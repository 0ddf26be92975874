import type { Committed, EventLog } from '@vigie/db/event-log';
import type { OutsideStatus } from '@vigie/shared/operations/operations-status';
import type { Clock, Timers } from '../clock.ts';
import type { Health } from '../live/live-hub.ts';
import { OutsideRecord, type OutsideRecordParts } from './outside-record.ts';
import type { CommandOutcome } from './run-command.ts';

/** What the command is told, as JSON: numbers, times and levels, nobody's name or words (LOG-4). */
export type Alert =
  | {
      readonly event: 'p0-escalated';
      readonly ticketId: string;
      readonly number: string;
      /** 1 after two minutes without a claim, 2 after five. */
      readonly level: 1 | 2;
      readonly since: string;
      readonly at: string;
    }
  | {
      readonly event: 'mailbox-silent' | 'mailbox-back';
      readonly state: Health['mailbox'];
      readonly since: string;
      readonly at: string;
    };

export interface AlertCommandParts {
  /** Program and words; null where none is set up. */
  readonly command: readonly string[] | null;
  readonly run: (command: readonly string[], alert: Alert) => Promise<CommandOutcome>;
  readonly log: Pick<EventLog, 'follow'>;
  readonly health: () => Health;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: OutsideRecordParts['logger'];
}

const lookEveryMs = 15_000;
/** A mailbox out of reach for so long is an alarm; what is shorter, reconnections mend. In ms. */
const silentAfterMs = 5 * 60_000;
/** What fails is tried again after these times, in ms: an alarm must not be lost to one bad second. */
const againAfterMs = [5_000, 30_000];

/**
 * Runs the operator's command when a P0 escalates, and when the mailbox falls silent and is back
 * (RUN-6): one alert after the other, each tried again when it fails. Closed by its owner.
 */
export class AlertCommand {
  readonly #parts: AlertCommandParts;
  readonly #record: OutsideRecord;
  readonly #unfollow: () => void;
  readonly #cancels = new Set<() => void>();
  #turn: Promise<void> = Promise.resolve();
  #silentSince: number | null = null;
  #toldSilence = false;
  #closed = false;

  constructor(parts: AlertCommandParts) {
    this.#parts = parts;
    const configured = parts.command !== null;
    const failure = 'the alert command fails';
    this.#record = new OutsideRecord({ ...parts, configured, failure });
    this.#unfollow = configured ? parts.log.follow((done) => this.#hear(done)) : () => undefined;
    if (configured) this.#planLook();
  }

  get status(): OutsideStatus {
    return this.#record.status;
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    for (const cancel of this.#cancels) cancel();
  }

  #hear({ recorded, changed }: Committed): void {
    for (const { event, streamId, at } of recorded) {
      if (event.type !== 'alarm-escalated') continue;
      const ticket = changed.ticket.get(streamId)?.after;
      if (!ticket) continue;
      this.#tell({
        ...{ event: 'p0-escalated', ticketId: streamId, number: ticket.number },
        ...{ level: event.level, since: instant(ticket.alarm?.since ?? at), at: instant(at) },
      });
    }
  }

  #planLook(): void {
    this.#later(lookEveryMs, () => {
      this.#lookAtMailbox();
      this.#planLook();
    });
  }

  #lookAtMailbox(): void {
    const { clock, health } = this.#parts;
    const { mailbox: state } = health();
    const now = clock.now();
    const isWell = state === 'well' || state === 'none';
    const since = isWell ? null : (this.#silentSince ?? now);
    if (since !== null && !this.#toldSilence && now - since >= silentAfterMs) {
      this.#toldSilence = true;
      this.#tell({ event: 'mailbox-silent', state, since: instant(since), at: instant(now) });
    }
    if (isWell && this.#toldSilence) {
      this.#toldSilence = false;
      const began = instant(this.#silentSince ?? now);
      this.#tell({ event: 'mailbox-back', state, since: began, at: instant(now) });
    }
    this.#silentSince = since;
  }

  #tell(alert: Alert): void {
    this.#turn = this.#turn.then(() => this.#run(alert, 0));
  }

  async #run(alert: Alert, failures: number): Promise<void> {
    const { command, run } = this.#parts;
    if (!command || this.#closed) return;
    const outcome = await run(command, alert);
    if (outcome.ok) return this.#record.succeeded();
    this.#record.failed(outcome.message);
    const again = againAfterMs[failures];
    if (again !== undefined) this.#later(again, () => void this.#run(alert, failures + 1));
  }

  #later(ms: number, act: () => void): void {
    if (this.#closed) return;
    const cancel = this.#parts.timers.after(ms, () => {
      this.#cancels.delete(cancel);
      act();
    });
    this.#cancels.add(cancel);
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
