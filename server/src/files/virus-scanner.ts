import { connect, type Socket } from 'node:net';
import type { Timers } from '../clock.ts';

/** What the scanner says; "silent" where it gives no verdict: unreachable, too slow, or the file too large for it. */
export type ScannerAnswer = 'clean' | 'infected' | 'silent';

/** The scanner may have to unpack a large archive, in ms. */
const PATIENCE_MS = 30_000;
const CHUNK_BYTES = 65_536;
/** The longest answer that is read. */
const ANSWER_BYTES = 2_000;

/** Asks clamd by INSTREAM (MAIL-11): the bytes travel, no file is written and no path is shared. */
export class VirusScanner {
  readonly #address: string;
  readonly #timers: Timers;

  /** `tcp://host:port` or `unix:/path`. */
  constructor(address: string, timers: Timers) {
    this.#address = address;
    this.#timers = timers;
  }

  /** Never rejects. */
  scan(content: Uint8Array): Promise<ScannerAnswer> {
    return new Promise((resolve) => {
      const socket = this.#connect();
      let answer = '';
      const end = (verdict: ScannerAnswer): void => {
        cancel();
        socket.destroy();
        resolve(verdict);
      };
      const cancel = this.#timers.after(PATIENCE_MS, () => end('silent'));
      socket.setEncoding('latin1');
      socket.on('data', (text: string) => {
        answer += text;
        if (answer.includes('\0') || answer.length > ANSWER_BYTES) end(verdictOf(answer));
      });
      socket.on('error', () => end('silent'));
      socket.on('close', () => end(verdictOf(answer)));
      socket.on('connect', () => send(socket, content));
    });
  }

  #connect(): Socket {
    const path = /^unix:(.+)$/.exec(this.#address)?.[1];
    if (path !== undefined) return connect({ path });
    const { hostname, port } = new URL(this.#address);
    return connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  }
}

/** Each piece with its length before it; a length of zero ends the stream. */
function send(socket: Socket, content: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    const piece = content.subarray(at, at + CHUNK_BYTES);
    socket.write(lengthOf(piece.length));
    socket.write(piece);
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function verdictOf(answer: string): ScannerAnswer {
  const said = answer.replace(/\0.*$/s, '').trim();
  if (/\bFOUND$/.test(said)) return 'infected';
  return /^stream: OK$/.test(said) ? 'clean' : 'silent';
}
