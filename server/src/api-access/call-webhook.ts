import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { guardedLookup, mayCall, type CallRules } from './callable.ts';

/**
 * Whether the hook took it; else why not, as a code of ours, of HTTP or of the system, without the
 * address: there may be a secret in it.
 */
export type CallOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

export interface Call {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly at: number;
}

/** Signs a delivery: over its instant too, so that a stolen one cannot be shown again later. */
function signatureOf(secret: string, at: number, body: string): string {
  const seconds = String(Math.floor(at / 1_000));
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/** Posts one delivery. Follows no redirect, reads no answer, and gives up after `limitMs`. Never throws. */
export function callWebhook(call: Call, rules: CallRules, limitMs: number): Promise<CallOutcome> {
  if (!mayCall(call.url, rules)) {
    return Promise.resolve({ ok: false, message: 'not-allowed' });
  }
  const url = new URL(call.url);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((settle) => {
    const asked = request(url, {
      method: 'POST',
      agent: false,
      lookup: guardedLookup(rules),
      signal: AbortSignal.timeout(limitMs),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(call.body),
        'user-agent': 'Vigie',
        'vigie-delivery': call.id,
        'vigie-event': call.type,
        'vigie-signature': signatureOf(call.secret, call.at, call.body),
      },
    });
    asked.on('response', (response) => {
      const { statusCode = 0 } = response;
      response.destroy();
      const isTaken = statusCode >= 200 && statusCode < 300;
      settle(isTaken ? { ok: true } : { ok: false, message: `HTTP ${String(statusCode)}` });
    });
    asked.on('error', (error) => settle({ ok: false, message: reasonOf(error) }));
    asked.end(call.body);
  });
}

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no-answer';
  return 'code' in error ? String(error.code) : error.name;
}
