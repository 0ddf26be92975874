import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type WebSocket from 'ws';
import { Dovecot } from '@vigie/server/mail/testing/dovecot';
import { SmtpSink } from '@vigie/server/mail/testing/smtp-sink';
import { freePorts } from '../../product/free-ports.ts';
import { startLine } from '../../product/product.ts';
import { ServiceClient } from '../../product/service-client.ts';
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
  #client: ServiceClient | null = null;

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
    const { environment, flags } = startLine();
    this.#service = new Worker(serviceFile, {
      env: { ...process.env, ...environment },
      execArgv: [...process.execArgv, ...flags],
    });
    const urls = { imapUrl: this.dovecot.imapUrl, smtpUrl: this.#sink.url() };
    await this.#service.ask('start', { folder: this.#folder, port, epoch: Date.now(), ...urls });
    this.#client = new ServiceClient(`http://127.0.0.1:${String(port)}`);
    const url = `ws://127.0.0.1:${String(port)}/live/?EIO=4&transport=websocket`;
    const cookie = await this.#client.cookie();
    const parts = { kind: 'live', url, cookie, onFrame: () => undefined } as const;
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
    const client = this.#client;
    if (!client) throw new Error('no service runs');
    const begun = performance.now();
    const claimed = await client.command({ type: 'claim-ticket', ticketId, outsideShift: true });
    const ms = performance.now() - begun;
    await client.command({ type: 'release-ticket', ticketId, token: claimed.token });
    return ms;
  }
}
