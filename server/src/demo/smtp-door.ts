import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { wrongAt } from './wrong-addresses.ts';

interface SmtpDoorParts {
  /** The service's own address; plus-addresses of it are its own as well. */
  readonly contact: string;
  /** Puts a mail into the service's mailbox; what it throws is told to the sender as "try again later". */
  readonly toService: (raw: Buffer) => void;
  readonly toCitizens: (raw: Buffer, recipients: readonly string[]) => Promise<void>;
  readonly clock: { now(): number };
}

/** Larger mails are refused with 552, as the great providers do. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The embedded SMTP server (RUN-1): what is written to the service goes to its mailbox, and all the
 * rest to the citizens' letterboxes. It relays nothing: no mail leaves the machine.
 */
export class SmtpDoor {
  readonly #parts: SmtpDoorParts;
  readonly #server: SMTPServer;

  constructor(parts: SmtpDoorParts) {
    this.#parts = parts;
    this.#server = new SMTPServer({
      name: 'demonstration.vigie.example',
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      size: MAX_BYTES,
      // Nobody waits for stragglers when the demonstration ends.
      closeTimeout: 100,
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, callback) => {
        const wrong = wrongAt(address);
        callback(wrong?.kind === 'refuses' ? refusal(wrong.code, wrong.words) : null);
      },
      onData: (stream, session, callback) => {
        this.#receive(stream, session).then(() => {
          callback(null);
        }, callback);
      },
    });
    // A client that breaks off is its own affair; without a listener it would end the process.
    this.#server.on('error', () => undefined);
  }

  /** Listens on loopback; resolves with the port. */
  async listen(port: number, host: string): Promise<number> {
    const { server } = this.#server;
    this.#server.listen(port, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => {
      this.#server.close(done);
    });
  }

  async #receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const message = await buffer(stream);
    if (stream.sizeExceeded) throw refusal(552, 'message too large');
    const { rcptTo } = session.envelope;
    if (rcptTo.some(({ address }) => wrongAt(address)?.kind === 'breaks-off')) {
      this.#breakOff(session.id);
      return;
    }
    const recipients = rcptTo.map(({ address }) => address);
    const citizens = recipients.filter((address) => !this.#isOwn(address));
    if (citizens.length < recipients.length) this.#toService(message, session);
    if (citizens.length) await this.#parts.toCitizens(message, citizens);
  }

  #toService(message: Buffer, session: SMTPServerSession): void {
    const trace = Buffer.from(traceOf(session, this.#parts.clock.now()), 'latin1');
    try {
      this.#parts.toService(Buffer.concat([trace, message]));
    } catch (cause) {
      throw refusal(451, 'the mailbox could not be written', cause);
    }
  }

  /** As a cut line would: whoever sent it does not know whether it was taken. */
  #breakOff(sessionId: string): void {
    for (const connection of this.#server.connections) {
      if (connection.id === sessionId) connection._socket.destroy();
    }
  }

  #isOwn(address: string): boolean {
    const [contactLocal, contactDomain] = split(this.#parts.contact);
    const [local, domain] = split(address);
    return (
      domain === contactDomain && (local === contactLocal || local.startsWith(`${contactLocal}+`))
    );
  }
}

/** The two headers that a mail server adds on delivery (RFC 5321): who sent it, and when it came. */
function traceOf(
  { envelope, clientHostname, remoteAddress }: SMTPServerSession,
  at: number,
): string {
  const sender = envelope.mailFrom ? envelope.mailFrom.address : '';
  const date = new Date(at).toUTCString().replace('GMT', '+0000');
  const from = `from ${clientHostname || 'localhost'} ([${remoteAddress}])`;
  const by = 'by demonstration.vigie.example with ESMTP';
  return `Return-Path: <${sender}>\r\nReceived: ${from}\r\n\t${by}; ${date}\r\n`;
}

function split(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at).toLowerCase(), address.slice(at + 1).toLowerCase()];
}

function refusal(responseCode: number, message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { responseCode });
}
