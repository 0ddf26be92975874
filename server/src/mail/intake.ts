import type { Database } from '@vigie/db/database';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import type { Clock, Timers } from '../clock.ts';
import { atMost } from './at-most.ts';
import {
  stepIntake,
  type IntakeEffect,
  type IntakeInput,
  type IntakeState,
} from './intake-machine.ts';
import { failureSentences, imapFailure, ServerSilent } from './mail-failure.ts';
import type { MailLogger } from './mail-logger.ts';
import type { MailPatience } from './mail-patience.ts';
import type { MailServer } from './mail-server.ts';
import {
  MailboxConnection,
  type ConnectionListeners,
  type MailboxView,
} from './mailbox-connection.ts';
import { mailboxStanding, type MailboxHealth } from './mailbox-health.ts';
import { TakeIn, type TakeInParts } from './take-in.ts';

/** Times of an intake, in ms. */
export interface IntakeTimes {
  /** Beside IDLE, the mailbox is asked this often: IDLE may fall silent, and Dovecot's waits half a second. */
  readonly pollEveryMs: number;
  /** A poll unanswered for so long means that the connection is dead, whatever TCP says. */
  readonly answerWithinMs: number;
  /** Without an answer for so long the mailbox counts as silent. */
  readonly silentAfterMs: number;
}

/** So long a farewell may take, in ms: whoever ends the service waits for it. */
const FAREWELL_MS = 4_000;

export const defaultIntakeTimes: IntakeTimes = {
  pollEveryMs: 10_000,
  answerWithinMs: 15_000,
  silentAfterMs: 45_000,
};

/** What an intake uses of a connection. */
export type Connection = Pick<
  MailboxConnection,
  | 'connect'
  | 'select'
  | 'look'
  | 'idle'
  | 'close'
  | 'uidsFrom'
  | 'uidsSince'
  | 'uidsUnmarked'
  | 'facts'
  | 'source'
  | 'sources'
  | 'mark'
>;

export interface IntakeParts {
  readonly mailboxId: string;
  readonly server: MailServer;
  readonly since: number;
  readonly database: Database;
  readonly receiver: TakeInParts['receiver'];
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 to 1: spreads the reconnections. */
  readonly random: () => number;
  readonly logger: MailLogger;
  readonly times?: IntakeTimes;
  readonly patience?: MailPatience | undefined;
  readonly open?: (server: MailServer, listeners: ConnectionListeners) => Connection;
}

/**
 * Takes in the mail of one mailbox for as long as it is open (MAIL-1 to 3): performs what the pure
 * machine asks for, on a fresh connection after each failure. Nothing that a server does ends it.
 */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #times: IntakeTimes;
  readonly #takeIn: TakeIn;
  readonly #path: string;
  #state: IntakeState = { at: 'stopped' };
  #connection: Connection | null = null;
  #view: MailboxView | null = null;
  #startedAt = 0;
  #lastContactAt: number | null = null;
  #cancelTimer: () => void = () => undefined;
  #busy: Promise<void> = Promise.resolve();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.#times = parts.times ?? defaultIntakeTimes;
    this.#path = parts.server.path || 'INBOX';
    this.#takeIn = new TakeIn({ ...parts, onContact: () => this.#noteContact() });
  }

  start(): void {
    this.#startedAt = this.#parts.clock.now();
    this.#happens({ type: 'start' });
  }

  get state(): IntakeState {
    return this.#state;
  }

  /** True while it listens for more: what the server listed has been taken in. */
  get isCaughtUp(): boolean {
    return this.#state.at === 'idle';
  }

  /** How the mailbox is, without counting its mails: cheap enough for every heartbeat. */
  get standing(): MailboxHealth['state'] {
    return mailboxStanding({
      state: this.#state,
      heardAt: this.#lastContactAt ?? this.#startedAt,
      now: this.#parts.clock.now(),
      silentAfterMs: this.#times.silentAfterMs,
    });
  }

  health(): MailboxHealth {
    const { database, mailboxId } = this.#parts;
    return {
      state: this.standing,
      lastContactAt: this.#lastContactAt,
      ledger: ledgerCounts(database, mailboxId),
      difference: this.#takeIn.difference,
    };
  }

  /** Stops; resolves when the mail that is just being filed has been, or after a few seconds. */
  async close(): Promise<void> {
    this.#happens({ type: 'stop' });
    this.#takeIn.stop();
    await atMost(FAREWELL_MS, this.#busy, this.#parts.timers);
  }

  #happens(input: IntakeInput): void {
    const { state, effects } = stepIntake(this.#state, input);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: IntakeEffect): void {
    switch (effect.do) {
      case 'connect':
        return this.#ask(
          (connection) => connection.connect(),
          () => ({ type: 'connected' }),
        );
      case 'select':
        return this.#ask(
          (connection) => connection.select(this.#path),
          (view) => this.#selected(view),
        );
      case 'take-in':
        return this.#ask(
          (connection) => this.#bringIn(connection, effect.whole),
          () => ({ type: 'resynced' }),
        );
      case 'idle':
        return this.#listen();
      case 'poll':
        return this.#poll();
      case 'wait':
        return this.#after(effect.ms, () => this.#happens({ type: 'waited' }));
      case 'disconnect':
        return this.#disconnect();
    }
  }

  /** Does something on the connection; what it ends in happens next, unless the connection is another by then. */
  #ask<T>(act: (connection: Connection) => Promise<T>, outcome: (value: T) => IntakeInput): void {
    const connection = (this.#connection ??= this.#open());
    const asked = act(connection).then(
      (value) => {
        if (this.#connection !== connection) return;
        this.#noteContact();
        this.#happens(outcome(value));
      },
      (error: unknown) => this.#fail(connection, error),
    );
    this.#busy = asked;
  }

  #open(): Connection {
    const { server, patience, open = connectionWith(patience) } = this.#parts;
    const connection: Connection = open(server, {
      onArrived: () => {
        this.#noteContact();
        if (this.#connection === connection) this.#happens({ type: 'arrived' });
      },
      onLost: (error) => this.#fail(connection, error ?? new ConnectionLost()),
    });
    return connection;
  }

  #selected(view: MailboxView): IntakeInput {
    const { mailboxId, server, logger } = this.#parts;
    this.#view = view;
    logger.info({ mailboxId, host: server.host, uidValidity: view.uidValidity }, 'mailbox: open');
    return { type: 'selected' };
  }

  async #bringIn(connection: Connection, whole: boolean): Promise<void> {
    if (!this.#view) throw new ConnectionLost();
    await this.#takeIn.run(connection, this.#view, whole);
  }

  #listen(): void {
    this.#connection?.idle();
    this.#after(this.#times.pollEveryMs, () => this.#happens({ type: 'poll-due' }));
  }

  #poll(): void {
    const connection = this.#connection;
    this.#after(this.#times.answerWithinMs, () => {
      if (connection)
        this.#fail(connection, new ServerSilent('the mail server did not answer in time'));
    });
    this.#ask(
      (asked) => asked.look(this.#path),
      (view) => {
        const news = newsBetween(this.#view, view);
        this.#cancelTimer();
        this.#view = view;
        return { type: 'polled', news };
      },
    );
  }

  #after(ms: number, act: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.timers.after(ms, act);
  }

  #disconnect(): void {
    this.#cancelTimer();
    const connection = this.#connection;
    this.#connection = null;
    this.#view = null;
    connection?.close();
  }

  #fail(connection: Connection, error: unknown): void {
    if (this.#connection !== connection) return;
    const { cause, code } = imapFailure(error);
    const { mailboxId, server, logger, random } = this.#parts;
    const context = { mailboxId, host: server.host, port: server.port, cause, code };
    logger.warn(context, `mailbox: ${failureSentences[cause]}; trying again later`);
    this.#happens({ type: 'failed', cause, roll: random() });
  }

  #noteContact(): void {
    this.#lastContactAt = this.#parts.clock.now();
  }
}

function newsBetween(
  before: MailboxView | null,
  now: MailboxView,
): 'none' | 'mail' | 'other-validity' {
  if (before?.uidValidity !== now.uidValidity) return 'other-validity';
  return now.uidNext > before.uidNext ? 'mail' : 'none';
}

function connectionWith(patience?: MailPatience): NonNullable<IntakeParts['open']> {
  return (server, listeners) => new MailboxConnection(server, listeners, patience);
}

/** The connection ended without a word. */
class ConnectionLost extends Error {
  readonly code = 'NoConnection';
}
