import { hash } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { deliverByLmtp } from './lmtp.ts';

/** A message as the mail server itself has it. */
export interface ServerMessage {
  readonly uid: number;
  readonly sha256: string;
  readonly flags: readonly string[];
}

interface AccountParts {
  readonly user: string;
  readonly password: string;
  readonly ports: { readonly imap: number; readonly lmtp: number };
}

/** One mailbox of a throw-away Dovecot, looked into past whoever else uses it. */
export class DovecotAccount {
  readonly #parts: AccountParts;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /** The URL of the mailbox behind another port, such as a proxy's. */
  imapUrlAt(port: number): string {
    const { user, password } = this.#parts;
    return `imap://${user}:${password}@127.0.0.1:${String(port)}`;
  }

  async deliver(raws: readonly (string | Buffer)[]): Promise<void> {
    const { user, ports } = this.#parts;
    await deliverByLmtp(ports.lmtp, user, raws);
  }

  /** What lies in a folder, under its UIDVALIDITY. */
  look(path = 'INBOX'): Promise<{ uidValidity: string; messages: ServerMessage[] }> {
    return this.#signedIn(path, async (client, uidValidity) => {
      const query = { uid: true, flags: true, source: true };
      const found = await client.fetchAll('1:*', query);
      // A change of flags that the server tells meanwhile comes as a message without its bytes.
      const messages = found.flatMap(({ uid, flags, source }) =>
        source ? [{ uid, sha256: hash('sha256', source), flags: [...(flags ?? [])] }] : [],
      );
      return { uidValidity, messages };
    });
  }

  /** Somebody else removes the first message for good. */
  expungeFirst(): Promise<void> {
    return this.#signedIn('INBOX', async (client) => {
      await client.messageDelete('1');
    });
  }

  async #signedIn<T>(
    path: string,
    act: (client: ImapFlow, uidValidity: string) => Promise<T>,
  ): Promise<T> {
    const { user, password, ports } = this.#parts;
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: ports.imap,
      secure: false,
      auth: { user, pass: password },
      logger: false,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { uidValidity } = await client.mailboxOpen(path);
      return await act(client, String(uidValidity));
    } finally {
      await client.logout();
    }
  }
}
