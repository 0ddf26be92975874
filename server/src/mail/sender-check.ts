import type { Check, SenderVerdict } from '@vigie/shared/mail/sender';
import { authenticate, type AuthenticateResult } from 'mailauth';

/** What a name server said: records, or the code of why there are none. */
export type DnsAnswer =
  | { readonly ok: true; readonly records: readonly (readonly string[] | string)[] }
  | { readonly ok: false; readonly code: string };

export type AskDns = (name: string, type: string) => Promise<DnsAnswer>;

/** What the mail itself says of its sender; whether it looks like us is judged where our own name is known. */
export type ProvedSender = Omit<SenderVerdict, 'lookAlike'>;

export const unknownSender: ProvedSender = {
  dkim: 'unknown',
  spf: 'unknown',
  dmarc: 'unknown',
  signedBy: null,
};

/**
 * Checks what proves a sender (MAIL-13): DKIM and DMARC by the records of their domain, SPF only where the
 * last relay is one that is trusted to say from whom it took the mail. Runs in the child: it hashes the
 * whole mail. Whatever fails to be told is unknown, never a failure.
 */
export async function checkSender(
  bytes: Uint8Array,
  ask: AskDns,
  trustedRelay: string | null,
): Promise<ProvedSender> {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trusted = trustedRelay !== null && lastRelay(input) === trustedRelay.toLowerCase();
  const resolver = async (name: string, type: string): Promise<string[][]> => {
    const answer = await ask(name, type);
    if (!answer.ok) throw Object.assign(new Error(answer.code), { code: answer.code });
    return answer.records as string[][];
  };
  try {
    const result = await authenticate(input, {
      ...{ resolver, trustReceived: trusted, disableArc: true, disableBimi: true },
      mta: trustedRelay ?? 'vigie.invalid',
    });
    return verdictOf(result, trusted);
  } catch {
    return unknownSender;
  }
}

function verdictOf({ dkim, spf, dmarc }: AuthenticateResult, trusted: boolean): ProvedSender {
  const signatures = dkim.results.map(({ status, signingDomain }) => ({
    result: status.result,
    domain: signingDomain ?? null,
  }));
  const spfCheck = trusted && spf ? spfOf(spf.status.result) : 'unknown';
  return {
    dkim: dkimOf(signatures.map(({ result }) => result)),
    spf: spfCheck,
    dmarc: dmarc ? dmarcOf(dmarc.status.result, spfCheck) : 'unknown',
    signedBy: signatures.find(({ result }) => result === 'pass')?.domain ?? null,
  };
}

function dkimOf(results: readonly string[]): Check {
  if (results.includes('pass')) return 'pass';
  if (results.includes('temperror')) return 'unknown';
  return results.every((result) => result === 'none') ? 'none' : 'fail';
}

function spfOf(result: string): Check {
  if (result === 'pass') return 'pass';
  if (result === 'fail' || result === 'softfail') return 'fail';
  return result === 'temperror' ? 'unknown' : 'none';
}

/** DMARC holds by DKIM or by SPF: where SPF is not known, nobody can say that it fails. */
function dmarcOf(result: string, spf: Check): Check {
  if (result === 'pass' || result === 'none') return result;
  return result === 'fail' && spf !== 'unknown' ? 'fail' : 'unknown';
}

/** The relay that handed the mail to the mailbox, by the topmost Received header. */
function lastRelay(bytes: Buffer): string | null {
  const head =
    bytes
      .subarray(0, 100_000)
      .toString('latin1')
      .split(/\r?\n\r?\n/)[0] ?? '';
  const received = /^received:((?:.|\r?\n[ \t])*)/im.exec(head)?.[1] ?? '';
  return /\bby\s+([\w.-]+)/i.exec(received)?.[1]?.toLowerCase() ?? null;
}
