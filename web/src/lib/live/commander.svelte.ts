import { createContext } from 'svelte';
import { answerToCommandSchema, type CommandAnswer } from '@vigie/shared/wire/answer';
import type { Command, CommandType } from '@vigie/shared/wire/command';
import type { LiveSocket } from './live-socket.ts';

/** The server's answer, or the screen's own: it never left, or nobody knows whether it arrived. */
export type Outcome =
  | CommandAnswer
  | { readonly ok: false; readonly refusal: 'offline' | 'unreachable'; readonly message: string };

interface Pending {
  readonly key: string;
  readonly type: CommandType;
  readonly ticketId: string | null;
}

/** An answer that has not come after this long is asked for again with the same key, in ms. */
const answerMs = 8_000;
/** After this long without a connection a command is given up: its moment has passed, in ms. */
const giveUpMs = 60_000;

/**
 * Sends commands and knows which are pending (SYNC-9). Each has one idempotency key, kept over
 * reconnections, so that it has one effect however often it travels (LOG-6).
 */
export class Commander {
  #socket: LiveSocket;
  #newKey: () => string;
  #pending = $state.raw<readonly Pending[]>([]);

  constructor(socket: LiveSocket, newKey: () => string) {
    this.#socket = socket;
    this.#newKey = newKey;
  }

  /** True while such a command (of that ticket, if one is named) waits for its answer. */
  isPending(type: CommandType, ticketId?: string): boolean {
    return this.#pending.some(
      (pending) =>
        pending.type === type && (ticketId === undefined || pending.ticketId === ticketId),
    );
  }

  /** Gives a command. Offline it is refused at once, so that no click acts minutes later. */
  async send(command: Command, key: string = this.#newKey()): Promise<Outcome> {
    if (!this.#socket.connected) return { ok: false, refusal: 'offline', message: '' };
    const ticketId = 'ticketId' in command ? command.ticketId : null;
    const entry: Pending = { key, type: command.type, ticketId };
    this.#pending = [...this.#pending, entry];
    try {
      return await this.#insist({ key, command });
    } finally {
      this.#pending = this.#pending.filter((pending) => pending !== entry);
    }
  }

  async #insist(envelope: { key: string; command: Command }): Promise<Outcome> {
    const givenUp = Date.now() + giveUpMs;
    while (Date.now() < givenUp) {
      const answer = await this.#ask(envelope);
      if (answer) return answer;
      if (!this.#socket.connected) await this.#connection(givenUp - Date.now());
    }
    return { ok: false, refusal: 'unreachable', message: '' };
  }

  /** One try; null when the line was cut or nothing came back in time. */
  #ask(envelope: { key: string; command: Command }): Promise<CommandAnswer | null> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      const done = (answer: CommandAnswer | null) => {
        clearTimeout(timer);
        socket.off('disconnect', lost);
        resolve(answer);
      };
      const lost = () => done(null);
      const timer = setTimeout(lost, answerMs);
      socket.on('disconnect', lost);
      socket.emit('command', envelope, (answer) => done(answerToCommandSchema.parse(answer)));
    });
  }

  #connection(withinMs: number): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        socket.off('connect', done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, withinMs));
      socket.on('connect', done);
    });
  }
}

export const [useCommander, provideCommander] = createContext<Commander>();
