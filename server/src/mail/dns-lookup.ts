import { Resolver } from 'node:dns/promises';
import type { Clock } from '../clock.ts';
import type { DnsAnswer } from './sender-check.ts';

interface Known {
  readonly answer: DnsAnswer;
  readonly until: number;
}

/** Only these are asked for; nothing that a mail says makes us ask for anything else. */
const types: readonly string[] = ['TXT', 'A', 'AAAA', 'MX', 'PTR'];
const TIMEOUT_MS = 1_500;
const KEPT_MS = 300_000;
const MOST_KEPT = 5_000;
/** After silence nobody is asked for so long: a dump of mails must not wait for each. */
const SILENCE_MS = 30_000;

/** Asks the name servers for the child that checks senders (MAIL-13), briefly, and remembers for five minutes. */
export class DnsLookup {
  readonly #clock: Clock;
  readonly #resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
  readonly #known = new Map<string, Known>();
  #silentUntil = 0;

  /** `servers` replaces those of the machine. */
  constructor(clock: Clock, servers: readonly string[] = []) {
    this.#clock = clock;
    if (servers.length) this.#resolver.setServers(servers);
  }

  /** Never rejects. */
  async ask(name: string, type: string): Promise<DnsAnswer> {
    if (!types.includes(type) || name.length > 253) return { ok: false, code: 'EBADQUERY' };
    const key = `${type} ${name.toLowerCase()}`;
    const now = this.#clock.now();
    const known = this.#known.get(key);
    if (known && known.until > now) return known.answer;
    if (now < this.#silentUntil) return { ok: false, code: 'ETIMEOUT' };
    const answer = await this.#resolve(name, type);
    if (!answer.ok && /TIMEOUT|REFUSED|SERVFAIL/.test(answer.code)) {
      if (answer.code !== 'ESERVFAIL') this.#silentUntil = this.#clock.now() + SILENCE_MS;
      return answer;
    }
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    this.#known.set(key, { answer, until: now + KEPT_MS });
    return answer;
  }

  close(): void {
    this.#resolver.cancel();
  }

  async #resolve(name: string, type: string): Promise<DnsAnswer> {
    try {
      const records = await this.#resolver.resolve(name, type);
      return { ok: true, records: records as unknown as string[][] };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
      return { ok: false, code };
    }
  }
}
