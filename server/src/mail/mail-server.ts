import { isIP } from 'node:net';
import type { MailDoor } from '@vigie/shared/mailbox/mailbox';

/** A mail server as its URL names it, with what is needed to sign in there. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else the connection begins in clear. */
  readonly secure: boolean;
  /** Words and passwords travel in clear on this machine only: elsewhere STARTTLS is demanded. */
  readonly demandsTls: boolean;
  readonly user: string;
  readonly password: string;
  /** The path of the URL: a mailbox of the IMAP server. */
  readonly path: string;
}

const ports: Readonly<Record<string, number>> = {
  'imap:': 143,
  'imaps:': 993,
  'smtp:': 587,
  'smtps:': 465,
};

/** The server behind a mailbox's door, with the password that opens it. `path` is a folder of the IMAP server. */
export function mailServerAt(
  { host, port, security, user }: MailDoor,
  password: string,
  path = '',
): MailServer {
  const secure = security === 'tls';
  return { host, port, secure, demandsTls: security === 'starttls', user, password, path };
}

/** The door that a mail server is, without its password. */
export function doorOf({ host, port, secure, demandsTls, user }: MailServer): MailDoor {
  const security = secure ? 'tls' : demandsTls ? 'starttls' : 'none';
  return { host, port, security, user };
}

/** The server that a mail URL names. The settings have validated the URL; another protocol is a bug. */
export function mailServerOf(url: string): MailServer {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const usual = ports[protocol];
  if (usual === undefined) throw new Error(`${protocol} is no protocol of mail`);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol.endsWith('s:');
  return {
    host,
    port: port ? Number(port) : usual,
    secure,
    demandsTls: !secure && !isLoopback(host),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    path: decodeURIComponent(pathname.slice(1)),
  };
}

/** On this machine words may travel in clear. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
