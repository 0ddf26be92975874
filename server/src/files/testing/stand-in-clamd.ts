import { createServer, type Server, type Socket } from 'node:net';

/** What the stand-in answers: as clamd does, by a word in the file; or nothing at all. */
export type ClamdMood = 'scans' | 'says-nothing' | 'breaks-off' | 'too-large';

/** The file that every scanner takes for a virus, so that none needs a real one. */
export const eicar = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

/** Speaks clamd's INSTREAM on loopback. */
export class StandInClamd {
  mood: ClamdMood = 'scans';
  /** What it was given to scan, one file after the other. */
  readonly scanned: Buffer[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async open(): Promise<StandInClamd> {
    const clamd = new StandInClamd();
    await new Promise<void>((done) => clamd.#server.listen(0, '127.0.0.1', done));
    return clamd;
  }

  get address(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `tcp://127.0.0.1:${String(address.port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    let heard = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      const content = contentIn(heard);
      if (content) this.#answer(socket, content);
    });
  }

  #answer(socket: Socket, content: Buffer): void {
    this.scanned.push(content);
    if (this.mood === 'breaks-off') socket.destroy();
    else if (this.mood === 'too-large') socket.end('INSTREAM size limit exceeded. ERROR\0');
    else if (this.mood === 'scans') {
      const found = content.includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');
      socket.end(found ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    }
  }
}

/** The file, once all of it has come; anything but the protocol is an error of the test. */
function contentIn(heard: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (heard.length < command.length) return null;
  if (heard.toString('latin1', 0, command.length) !== command) throw new Error('not INSTREAM');
  const pieces: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= heard.length) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
