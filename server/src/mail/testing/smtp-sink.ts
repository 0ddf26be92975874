import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What the sink does with the next mails. */
export type Mood =
  | { readonly kind: 'takes' }
  /** Answers to RCPT TO. */
  | { readonly kind: 'refuses-recipient'; readonly code: number }
  /** Answers after the final dot. */
  | { readonly kind: 'refuses-message'; readonly code: number }
  /** Has read all of it, and breaks off instead of answering; it keeps the mail. */
  | { readonly kind: 'breaks-off-after-data' }
  | { readonly kind: 'breaks-off-before-data' }
  | { readonly kind: 'refuses-sign-in' };

export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server on loopback: the citizens' side, with moods. */
export class SmtpSink {
  readonly taken: Taken[] = [];
  mood: Mood = { kind: 'takes' };
  /** Sessions that were opened: attempts, whatever became of them. */
  sessions = 0;
  readonly #server: SMTPServer;
  #port = 0;

  private constructor(hideSMTPUTF8: boolean) {
    this.#server = new SMTPServer({
      hideSMTPUTF8,
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 50,
      logger: false,
      onConnect: (_session, done) => {
        this.sessions += 1;
        done();
      },
      onAuth: (auth, _session, done) => {
        if (this.mood.kind === 'refuses-sign-in') done(refusal(535));
        else done(null, { user: auth.username ?? '' });
      },
      onRcptTo: (_address, session, done) => {
        if (this.mood.kind === 'breaks-off-before-data') this.#breakOff(session.id);
        else done(this.mood.kind === 'refuses-recipient' ? refusal(this.mood.code) : null);
      },
      onData: (stream, { envelope, id }, done) => {
        // What never came whole is no mail: nobody is told.
        const whole = buffer(stream).catch(() => null);
        void whole.then((raw) => {
          if (!raw) return;
          const { mood } = this;
          if (mood.kind === 'refuses-message') return done(refusal(mood.code));
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          const to = envelope.rcptTo.map(({ address }) => address);
          this.taken.push({ from, to, raw: raw.toString('utf8') });
          if (mood.kind === 'breaks-off-after-data') return this.#breakOff(id);
          return done(null, '250 2.0.0 taken');
        });
      },
    });
    this.#server.on('error', () => undefined);
  }

  /** `hideSMTPUTF8`: as a server that carries no address beyond ASCII. */
  static async start({ hideSMTPUTF8 = false } = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(hideSMTPUTF8);
    await sink.listen();
    return sink;
  }

  async listen(): Promise<void> {
    const { server } = this.#server;
    this.#server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  url(user = ''): string {
    return `smtp://${user && `${user}:secret@`}127.0.0.1:${String(this.#port)}`;
  }

  get port(): number {
    return this.#port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #breakOff(sessionId: string): void {
    for (const connection of this.#server.connections) {
      if (connection.id === sessionId) connection._socket.destroy();
    }
  }
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error(`5.1.1 no such citizen as Marie`), { responseCode });
}
