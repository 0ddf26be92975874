import type { CommandAnswer } from '@vigie/shared/wire/answer';
import {
  catchUpSchema,
  helloSchema,
  whereaboutsSchema,
  type Hello,
  type Whereabouts,
} from '@vigie/shared/wire/protocol';
import { handoverPlaceSchema, type HandoverPlace } from '@vigie/shared/wire/handover';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Connection } from './connection.ts';
import type { LiveLogger } from './live-logger.ts';
import { TokenBucket, type Rate } from './token-bucket.ts';

/** What one socket may ask for. A person at work stays far below. */
export const rates = {
  command: { perSecond: 20, burst: 60 },
  whereabouts: { perSecond: 20, burst: 60 },
  /** `hello` and `catch-up`, each of which may cost a snapshot; a slow line repeats its gaps. */
  view: { perSecond: 1, burst: 20 },
  /** Complaints: whoever earns more is a program gone wild, and is cut. */
  complaint: { perSecond: 1, burst: 100 },
} satisfies Record<string, Rate>;

/** What follows when a client says something that is understood. */
export interface Understanding {
  readonly clock: Clock;
  readonly logger: LiveLogger;
  readonly hello: (hello: Hello) => void;
  readonly catchUp: (since: number) => void;
  readonly whereabouts: (whereabouts: Whereabouts) => void;
  readonly handoverPlace: (place: HandoverPlace | null) => void;
  readonly command: (envelope: unknown) => Promise<CommandAnswer>;
}

const tooMany = 'Trop de demandes à la fois : attendez une seconde et recommencez.';

/**
 * Listens to one client. What is malformed, unknown or too frequent is answered by a complaint and
 * logged without its content (ACCESS-5); the process and every other client go on.
 */
export class ClientEar {
  readonly #connection: Connection;
  readonly #understanding: Understanding;
  readonly #buckets: Readonly<Record<keyof typeof rates, TokenBucket>>;

  constructor(connection: Connection, understanding: Understanding) {
    const at = understanding.clock.now();
    this.#connection = connection;
    this.#understanding = understanding;
    this.#buckets = {
      command: new TokenBucket(rates.command, at),
      whereabouts: new TokenBucket(rates.whereabouts, at),
      view: new TokenBucket(rates.view, at),
      complaint: new TokenBucket(rates.complaint, at),
    };
    // One listener for all names, since one that nobody expects must be answered too.
    connection.socket.onAny((name: unknown, ...said: unknown[]) => this.#hear(name, said));
    // Without a listener, an `error` that a client sends would be thrown here.
    connection.socket.on('error', () => undefined);
  }

  #hear(name: unknown, said: readonly unknown[]): void {
    const { hello, catchUp, whereabouts, handoverPlace } = this.#understanding;
    switch (name) {
      case 'hello':
        return this.#take('view', helloSchema, said, hello);
      case 'catch-up':
        return this.#take('view', catchUpSchema, said, ({ since }) => catchUp(since));
      case 'whereabouts':
        return this.#take('whereabouts', whereaboutsSchema, said, whereabouts);
      case 'handover-place':
        return this.#take('whereabouts', handoverPlaceSchema.nullable(), said, handoverPlace);
      case 'command':
        return this.#command(said);
      default:
        return this.#complain('unknown', 'Événement inconnu de ce serveur.');
    }
  }

  #take<T>(
    kind: 'view' | 'whereabouts',
    schema: z.ZodType<T>,
    [said]: readonly unknown[],
    act: (said: T) => void,
  ): void {
    if (!this.#within(kind)) return this.#complain('too-many', tooMany);
    const parsed = schema.safeParse(said);
    if (parsed.success) act(parsed.data);
    else this.#complain('malformed', `Message mal formé : ${faultsOf(parsed.error)}.`);
  }

  #command(said: readonly unknown[]): void {
    const answer = said.at(-1);
    if (!isAcknowledgement(answer)) {
      return this.#complain('malformed', 'Une commande demande un accusé de réception.');
    }
    if (!this.#within('command')) {
      this.#note('too-many');
      return answer({ ok: false, refusal: 'too-many', message: tooMany });
    }
    void this.#understanding.command(said[0]).then(answer);
  }

  #complain(cause: string, message: string): void {
    this.#connection.socket.emit('complaint', message);
    this.#note(cause);
  }

  #note(cause: string): void {
    const { personId, socket } = this.#connection;
    this.#understanding.logger.warn({ personId, cause }, 'a client was not understood');
    if (!this.#within('complaint')) socket.disconnect(true);
  }

  #within(kind: keyof typeof rates): boolean {
    return this.#buckets[kind].takes(this.#understanding.clock.now());
  }
}

function isAcknowledgement(said: unknown): said is (answer: CommandAnswer) => void {
  return typeof said === 'function';
}

/** Where a message is wrong and how, never what stood there. */
function faultsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, code }) => `${path.join('.') || 'message'} (${code})`)
    .join(', ');
}
