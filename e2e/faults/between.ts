import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The two ends of one connection through a proxy. */
export interface Ends {
  readonly client: Socket;
  readonly server: Socket;
}

/** Stands between a client and a real server on loopback: each connection is handed to `mediate`. */
export class Between {
  readonly #listener: Server;
  readonly #ends = new Set<Ends>();
  readonly port: number;

  private constructor(listener: Server, port: number) {
    this.#listener = listener;
    this.port = port;
  }

  static async open(targetPort: number, mediate: (ends: Ends) => void): Promise<Between> {
    const listener = createServer({ noDelay: true });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const between = new Between(listener, address.port);
    listener.on('connection', (client) => between.#enter(client, targetPort, mediate));
    return between;
  }

  async close(): Promise<void> {
    for (const ends of this.#ends) cut(ends);
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    await closed;
  }

  #enter(client: Socket, targetPort: number, mediate: (ends: Ends) => void): void {
    const server = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    const ends = { client, server };
    this.#ends.add(ends);
    for (const socket of [client, server]) {
      socket.on('error', () => cut(ends));
      socket.on('close', () => {
        this.#ends.delete(ends);
        cut(ends);
      });
    }
    mediate(ends);
  }
}

/** Ends both sides at once, as a cable does. */
export function cut({ client, server }: Ends): void {
  client.destroy();
  server.destroy();
}

/** Lets these last bytes arrive, then ends both sides. */
export function cutAfter(ends: Ends, lastWords: Buffer): void {
  ends.client.end(lastWords, () => cut(ends));
}
