import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type WebSocket from 'ws';
import { Dovecot } from '@vigie/server/mail/testing/dovecot';
import { SmtpSink } from '@vigie/server/mail/testing/smtp-sink';
import { freePorts } from '../../product/free-ports.ts';
import { agent } from '../../product/production-service.ts';
import { openScreens, openScreen } from '../screen-socket.ts';
import { Worker } from '../worker.ts';
import type { Fare, ServiceQuestions } from './service-process.ts';

const serviceFile = join(import.meta.dirname, 'service-process.ts');
const lookEveryMs = 250;

/** Real mail servers, and the service between them in a process of its own. */
export class MailStage {
  readonly dovecot: Dovecot;
  readonly #sink: SmtpSink;
  readonly #screens: WebSocket[] = [];
  #service: Worker<ServiceQuestions> | null = null;
  #folder = '';
  #url = '';
  #cookie = '';
  #keys = 0;

  private constructor(dovecot: Dovecot, sink: SmtpSink) {
    this.dovecot = dovecot;
    this.#sink = sink;
  }

  static async set(): Promise<MailStage> {
    return new MailStage(await Dovecot.start(), await SmtpSink.start());
  }

  /** Starts a fresh service on an empty database, with so many screens on it. */
  async startService(screens = 0): Promise<void> {
    await this.stopService();
    const [port = 0] = await freePorts(1);
    this.#folder = mkdtempSync(join(tmpdir(), 'vigie-bench-mail-'));
    this.#url = `http://127.0.0.1:${String(port)}`;
    this.#service = new Worker(serviceFile);
    const urls = { imapUrl: this.dovecot.imapUrl, smtpUrl: this.#sink.url() };
    await this.#service.ask('start', { folder: this.#folder, port, epoch: Date.now(), ...urls });
    await this.#signIn();
    const url = `${this.#url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`;
    const parts = { kind: 'live', url, cookie: this.#cookie, onFrame: () => undefined } as const;
    this.#screens.push(...(await openScreens(screens, () => openScreen(parts))));
  }

  async stopService(): Promise<void> {
    for (const screen of this.#screens.splice(0)) screen.terminate();
    await this.#service?.stop();
    this.#service = null;
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.stopService();
    await Promise.all([this.dovecot.close(), this.#sink.close()]);
  }

  /** How the service fares now. */
  async fare(): Promise<Fare> {
    if (!this.#service) throw new Error('no service runs');
    return this.#service.ask('fare', null);
  }

  /** Waits until so many mails have their outcome; `look` hears how the service fared on the way. */
  async until(mails: number, look: (fare: Fare) => void = () => undefined): Promise<Fare> {
    for (;;) {
      const fare = await this.fare();
      look(fare);
      if (fare.mails >= mails) return fare;
      await pause(lookEveryMs);
    }
  }

  /** Ids of the tickets that are open, as the search gives them. */
  tickets(): Promise<string[]> {
    if (!this.#service) throw new Error('no service runs');
    return this.#service.ask('tickets', null);
  }

  /** Claims a ticket and gives it back; the time that the claim took, in ms. */
  async claim(ticketId: string): Promise<number> {
    const begun = performance.now();
    const claimed = await this.#command({ type: 'claim-ticket', ticketId, outsideShift: true });
    const ms = performance.now() - begun;
    await this.#command({ type: 'release-ticket', ticketId, token: claimed.token });
    return ms;
  }

  async #signIn(): Promise<void> {
    const response = await this.#post('/api/session', agent);
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async #command(command: object): Promise<{ token?: number }> {
    this.#keys += 1;
    const key = `bench-mail-${String(this.#keys).padStart(8, '0')}`;
    const response = await this.#post('/api/commands', { key, command });
    const answer = (await response.json()) as { ok: boolean; token?: number };
    if (!answer.ok) throw new Error(`a command was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  #post(path: string, body: object): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.#cookie },
      body: JSON.stringify(body),
    });
  }
}
