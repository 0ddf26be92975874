import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { libraryPath, testProgram } from './test-programs.ts';

const program = testProgram('usr/bin/imapd');

/** False where no Courier is unpacked: tests that are about it are skipped, by a title that says so. */
export const hasCourier = existsSync(program);

/**
 * A throw-away Courier IMAP on loopback with one mailbox. Whoever connects has signed in already
 * (PREAUTH): its authentication is a program of its own, which is not what differs for us.
 */
export class CourierImap {
  readonly #folder = mkdtempSync('/tmp/vigie-courier-');
  readonly #children = new Set<ChildProcess>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #port = 0;
  #delivered = 0;

  private constructor() {
    // The child gets the connection as its standard streams before a byte of it is read.
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#serve(socket));
  }

  /** Starts one with an empty mailbox. */
  static async start(): Promise<CourierImap> {
    const courier = new CourierImap();
    for (const name of ['cur', 'new', 'tmp'])
      mkdirSync(join(courier.#maildir, name), { recursive: true });
    await courier.listen();
    return courier;
  }

  get imapUrl(): string {
    return `imap://contact:secret@127.0.0.1:${String(this.#port)}`;
  }

  /** Listens (again, after `kill`) on its port. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    this.#port = address.port;
  }

  /** Puts a mail into the mailbox as every deliverer of a Maildir does: written aside, then moved. */
  deliver(raw: string | Buffer): void {
    // Files of a Maildir have bare line feeds.
    const lines = raw.toString('latin1').replaceAll('\r\n', '\n');
    this.#delivered += 1;
    const name = `${String(1e9 + this.#delivered)}.M${String(this.#delivered)}.vigie`;
    writeFileSync(join(this.#maildir, 'tmp', name), lines, 'latin1');
    renameSync(join(this.#maildir, 'tmp', name), join(this.#maildir, 'new', name));
  }

  /** Ends it as a power cut would: nobody says goodbye to anybody. */
  async kill(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const child of this.#children) child.kill('SIGKILL');
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #maildir(): string {
    return join(this.#folder, 'Maildir');
  }

  #serve(socket: Socket): void {
    const child = spawn(program, [this.#maildir], {
      cwd: this.#maildir,
      stdio: [socket, 'pipe', 'ignore'],
      env: {
        ...{ LD_LIBRARY_PATH: libraryPath(), HOME: this.#folder, MAILDIR: this.#maildir },
        ...{ AUTHENTICATED: 'contact', AUTHADDR: 'contact', TCPREMOTEIP: '127.0.0.1' },
        // As it comes, but for locks and IDLE: those want a daemon that watches files.
        ...{ IMAP_KEYWORDS: '1', IMAP_USELOCKS: '0', IMAP_CHECK_ALL_FOLDERS: '0' },
        IMAP_CAPABILITY:
          'IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA',
      },
    });
    fromGreetingOn(child.stdout, socket);
    this.#children.add(child);
    this.#sockets.add(socket);
    child.on('exit', () => {
      this.#children.delete(child);
      this.#sockets.delete(socket);
      socket.destroy();
    });
  }
}

/** Hands the child's words on from its greeting: without the daemon it complains before it greets. */
function fromGreetingOn(words: Readable | null, socket: Socket): void {
  let before = '';
  words?.on('data', function listen(part: Buffer) {
    before += part.toString('latin1');
    const at = before.indexOf('* PREAUTH');
    if (at < 0) return;
    words.off('data', listen);
    socket.write(Buffer.from(before.slice(at), 'latin1'));
    words.pipe(socket);
  });
}
