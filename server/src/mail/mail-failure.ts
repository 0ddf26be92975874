import type { IntakeFailure } from './intake-machine.ts';

/** A failure of a mail server as a log line may tell it: names and codes, no words of anybody (ACCESS-5). */
export interface MailFailure {
  readonly cause: IntakeFailure;
  /** The code that the server or the system gave. */
  readonly code: string;
}

/** We asked, and no answer came within the time that it may take. */
export class ServerSilent extends Error {
  override readonly name = 'ServerSilent';
}

/** The server answered with a refusal where we cannot do without. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
}

const unreachable =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ESOCKET|EDNS)$/;
const lost =
  /^(NoConnection|EConnectionClosed|StateLogout|ClosedAfterConnect|ECONNRESET|EPIPE|ECONNECTION)/;

/** What an error of an IMAP connection means for the intake. */
export function imapFailure(error: unknown): MailFailure {
  const { code, name, responseStatus } = factsOf(error);
  if (hasFlag(error, 'authenticationFailed')) return { cause: 'sign-in-refused', code };
  if (name === 'ServerSilent' || code === 'ETIMEOUT') return { cause: 'silent', code };
  if (name === 'StorageFull' || name === 'StorageFailed') return { cause: 'storage', code: name };
  if (unreachable.test(code) || isTlsFailure(code)) return { cause: 'unreachable', code };
  if (lost.test(code)) return { cause: 'lost', code };
  if (code === 'NotFound' || responseStatus === 'NO') return { cause: 'no-mailbox', code };
  return { cause: 'failed', code };
}

function isTlsFailure(code: string): boolean {
  return /CERT|TLS|SSL|SELF_SIGNED/i.test(code);
}

function factsOf(error: unknown): { code: string; name: string; responseStatus: string } {
  const name = error instanceof Error ? error.name : 'unknown';
  const read = (key: string): string => {
    const value: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const code = read('serverResponseCode') || read('code') || name;
  return { code: code.slice(0, 60), name, responseStatus: read('responseStatus') };
}

function hasFlag(error: unknown, key: string): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, key) === true;
}

/** What a log line says of each failure: its cause, in words that an operator can act on. */
export const failureSentences: Readonly<Record<IntakeFailure, string>> = {
  'sign-in-refused': 'the mail server refused our name or password',
  unreachable: 'the mail server cannot be reached',
  'no-mailbox': 'the mail server does not open this mailbox to us',
  lost: 'the connection to the mail server was lost',
  silent: 'the mail server does not answer any more',
  storage: 'our own storage refused; the mail stays on the server',
  failed: 'taking mail in failed',
};
