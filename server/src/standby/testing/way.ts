import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The network between two nodes: real bytes over loopback, which a test cuts or damages. */
export class Way {
  readonly port: number;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #isCut = false;
  #damage = 0;
  #passed = 0;
  #cutAfter = Infinity;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async to(target: number): Promise<Way> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port was given');
    const way = new Way(server, address.port);
    server.on('connection', (socket) => way.#join(socket, target));
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Bytes that came from the server so far. */
  get passed(): number {
    return this.#passed;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#open) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
    this.#cutAfter = Infinity;
  }

  /** Cuts in the middle of an answer, after so many more bytes. */
  cutAfter(bytes: number): void {
    this.#cutAfter = this.#passed + bytes;
  }

  /** Turns over one bit of each of so many of the next large pieces. */
  damageNext(pieces: number): void {
    this.#damage = pieces;
  }

  get isDamaging(): boolean {
    return this.#damage > 0;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(socket: Socket, target: number): void {
    if (this.#isCut) return void socket.destroy();
    const server = connect(target, '127.0.0.1');
    for (const one of [socket, server]) {
      this.#open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#open.delete(one);
        socket.destroy();
        server.destroy();
      });
    }
    socket.on('data', (bytes) => server.write(bytes));
    server.on('data', (bytes: Buffer) => this.#carry(bytes, socket));
  }

  #carry(bytes: Buffer, socket: Socket): void {
    this.#passed += bytes.length;
    if (this.#passed > this.#cutAfter) {
      socket.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => this.cut());
      return;
    }
    // Past the headers: what is damaged is what was shipped.
    if (this.#damage > 0 && bytes.length > 3_000) {
      this.#damage -= 1;
      bytes[bytes.length - 100] = (bytes.at(-100) ?? 0) ^ 1;
    }
    socket.write(bytes);
  }
}
