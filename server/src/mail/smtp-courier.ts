import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { needsUtf8 } from './address.ts';
import { defaultMailPatience, type MailPatience } from './mail-patience.ts';
import type { MailServer } from './mail-server.ts';

/** One mail for one recipient, ready to travel. */
export interface Parcel {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
}

/**
 * What became of handing a mail over (MAIL-8). `code` is the server's number and enhanced status, or
 * the system's name for what broke; never its sentence, which may name people (ACCESS-5).
 */
export type Delivery =
  | { readonly kind: 'accepted' }
  /** It may be tried again: nobody has taken the mail. */
  | { readonly kind: 'deferred'; readonly code: string; readonly signInRefused: boolean }
  /** This mail will never be taken. */
  | { readonly kind: 'refused'; readonly code: string }
  /** All of it was handed over and no answer came: it may have left. Never to be sent again by the machine. */
  | { readonly kind: 'uncertain'; readonly code: string };

const SIGN_IN_CODES = [530, 534, 535, 538];
/** Commands whose refusal concerns this mail, not the whole of our dealings with the server. */
const OF_THE_MAIL = /^(MAIL FROM|RCPT TO|DATA)/;

/** Hands mails to the mail server of the service, each on a connection of its own. */
export class SmtpCourier {
  readonly #server: MailServer;
  readonly #ourName: string;
  readonly #patience: MailPatience;

  constructor(server: MailServer, ourName: string, patience = defaultMailPatience) {
    this.#server = server;
    this.#ourName = ourName;
    this.#patience = patience;
  }

  /** Never rejects: whatever happens on the way is an outcome. */
  async send(parcel: Parcel): Promise<Delivery> {
    const connection = new SMTPConnection(smtpOptions(this.#server, this.#ourName, this.#patience));
    const message = Readable.from([parcel.raw]);
    let isHandedOver = false;
    // From here on, whatever breaks may break after the final dot.
    message.once('end', () => (isHandedOver = true));
    try {
      await this.#dialogue(connection, message, parcel);
      connection.quit();
      return { kind: 'accepted' };
    } catch (error) {
      connection.close();
      return deliveryAfter(error, isHandedOver);
    }
  }

  #dialogue(
    connection: SMTPConnection,
    message: Readable,
    { from, to, raw }: Parcel,
  ): Promise<void> {
    const { user, password } = this.#server;
    return new Promise((resolve, reject) => {
      connection.once('error', reject);
      // Kept: a connection that ends after it was left must find a listener.
      connection.on('error', () => undefined);
      connection.once('end', () => reject(new ConnectionEnded()));
      const send = (): void => {
        if (needsUtf8(to) && !carriesUtf8(connection)) return reject(new AddressNotCarried());
        const envelope = { from, to: [to], size: raw.length };
        connection.send(envelope, message, (error) => (error ? reject(error) : resolve()));
      };
      connection.connect((error) => {
        if (error) return reject(error);
        if (!user) return send();
        connection.login({ user, pass: password }, (refused) =>
          refused ? reject(refused) : send(),
        );
      });
    });
  }
}

/** How every connection to an SMTP server is made; `ourName` is what it is greeted with. */
export function smtpOptions(
  { host, port, secure, demandsTls }: MailServer,
  ourName: string,
  { connectMs, greetingMs, smtpSilenceMs }: MailPatience = defaultMailPatience,
): ConstructorParameters<typeof SMTPConnection>[0] {
  return {
    host,
    port,
    secure,
    requireTLS: demandsTls,
    // On this machine a certificate would prove nothing.
    ignoreTLS: !secure && !demandsTls,
    name: ourName,
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: smtpSilenceMs,
    socketCloseTimeout: 1_000,
    logger: false,
  };
}

/** The connection ended without an error and without an answer. */
class ConnectionEnded extends Error {
  readonly code = 'ECONNECTION';
}

/** The server never said that it carries addresses beyond ASCII; it would break this one, or ours. */
class AddressNotCarried extends Error {}

/** What is leant on of the library's insides: what the server announced at its greeting. */
function carriesUtf8(connection: SMTPConnection): boolean {
  const announced: unknown = Reflect.get(connection, '_supportedExtensions');
  return Array.isArray(announced) && announced.includes('SMTPUTF8');
}

function deliveryAfter(error: unknown, isHandedOver: boolean): Delivery {
  if (error instanceof AddressNotCarried) return { kind: 'refused', code: 'no-smtputf8' };
  const { responseCode, code, command } = factsOf(error);
  if (responseCode === null) {
    // Silence, or an answer that is none: the server may well have it.
    if (isHandedOver) return { kind: 'uncertain', code };
    // Sizes and addresses that the library refuses by itself: no server will take them either.
    if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', code };
    return { kind: 'deferred', code, signInRefused: false };
  }
  const signInRefused = SIGN_IN_CODES.includes(responseCode);
  const isPermanent = responseCode >= 500 && responseCode !== 503 && !signInRefused;
  if (isPermanent && OF_THE_MAIL.test(command)) return { kind: 'refused', code };
  return { kind: 'deferred', code, signInRefused };
}

interface Facts {
  readonly responseCode: number | null;
  readonly code: string;
  readonly command: string;
}

function factsOf(error: unknown): Facts {
  const read = (key: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
  const text = (key: string): string => {
    const value = read(key);
    return typeof value === 'string' ? value : '';
  };
  const responseCode = read('responseCode');
  const known = typeof responseCode === 'number' ? responseCode : null;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(text('response'))?.[1];
  const spoken = [known, enhanced].filter((part) => part !== null && part !== undefined).join(' ');
  const system = text('originalCode') || text('code') || 'unknown';
  return { responseCode: known, code: spoken || system.slice(0, 40), command: text('command') };
}
