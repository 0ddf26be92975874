import { MailboxConnection, type MailboxView } from './mailbox-connection.ts';
import { defaultMailPatience, type MailPatience } from './mail-patience.ts';
import type { MailServer } from './mail-server.ts';

/** What is made where a mailbox has no folder for sent mail. */
const USUAL_NAME = 'Sent';

/** What one looks at in the folder. */
export type LookedAt = Pick<MailboxConnection, 'uidsSince' | 'names' | 'source'>;

/** The mailbox's folder of sent mail: where a provider may file what we send, and we file the rest (MAIL-8). */
export class SentFolder {
  readonly #server: MailServer;
  readonly #path: string | null;
  readonly #patience: MailPatience;
  #turn: Promise<unknown> = Promise.resolve();

  /** `path` is the folder's, where somebody named it; null finds it by its use. */
  constructor(
    server: MailServer,
    path: string | null = null,
    patience: MailPatience = defaultMailPatience,
  ) {
    this.#server = server;
    this.#path = path;
    this.#patience = patience;
  }

  /** True when a copy with this Message-ID lies there: the mail was sent. False proves nothing. */
  holds(messageId: string): Promise<boolean> {
    return this.#inTurn(async (connection) => {
      const path = this.#path ?? (await connection.sentFolder());
      if (path === null) return false;
      await connection.select(path);
      return connection.holds(messageId);
    });
  }

  /** Files a copy unless one lies there. Resolves with whether it did. */
  file(messageId: string, raw: Buffer, at: number): Promise<boolean> {
    return this.#inTurn(async (connection) => {
      const path = this.#path ?? (await connection.sentFolder()) ?? (await made(connection));
      await connection.select(path);
      if (await connection.holds(messageId)) return false;
      await connection.append(path, raw, new Date(at));
      return true;
    });
  }

  /** Looks at what lies there; not where a mailbox has no such folder. */
  look(eyes: (folder: LookedAt, view: MailboxView) => Promise<void>): Promise<void> {
    return this.#inTurn(async (connection) => {
      const path = this.#path ?? (await connection.sentFolder());
      if (path === null) return;
      const view = await connection.select(path);
      await eyes(connection, view);
    });
  }

  /** One connection at a time, opened for one question: this is asked a few times an hour. */
  #inTurn<T>(ask: (connection: MailboxConnection) => Promise<T>): Promise<T> {
    const answer = this.#turn.then(() => this.#connected(ask));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #connected<T>(ask: (connection: MailboxConnection) => Promise<T>): Promise<T> {
    const deaf = { onArrived: () => undefined, onLost: () => undefined };
    const connection = new MailboxConnection(this.#server, deaf, this.#patience);
    try {
      await connection.connect();
      return await ask(connection);
    } finally {
      connection.close();
    }
  }
}

async function made(connection: MailboxConnection): Promise<string> {
  await connection.create(USUAL_NAME);
  return USUAL_NAME;
}
