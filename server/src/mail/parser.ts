import type { Timers } from '../clock.ts';
import { ChildWorker, type ChildLimits } from './child-worker.ts';
import type { ParseOutcome, ParseTask } from './parsed-mail.ts';
import type { DnsAnswer } from './sender-check.ts';

export const defaultParserLimits: ChildLimits = { timeMs: 15_000, heapMb: 256, residentMb: 900 };

/** Ordinary mails lie ready at the child, as a dump of thousands brings them; a large one is read alone. */
const ahead = {
  most: 8,
  mayJoin: ({ bytes }: ParseTask) => bytes.byteLength <= 64_000,
};

/** How senders are checked (MAIL-13): whom to ask, and which relay is believed. */
export interface SenderChecks {
  readonly lookup: { ask(name: string, type: string): Promise<DnsAnswer> };
  readonly trustedRelay: string | null;
}

/** Parses mails in a child process that is killed when a mail takes it too much time or memory (MAIL-4). */
export class MailParser {
  readonly #worker: ChildWorker<ParseTask, ParseOutcome>;
  readonly #check: ParseTask['check'];

  constructor(
    timers: Timers,
    limits = defaultParserLimits,
    entry = new URL('./parse-child.ts', import.meta.url),
    senders: SenderChecks | null = null,
  ) {
    this.#check = senders && { trustedRelay: senders.trustedRelay };
    const serve = (question: unknown) => answerTo(senders, question);
    this.#worker = new ChildWorker({ timers, limits, entry, serve, ahead });
  }

  /** What the mail says, or why it cannot be read; never rejects. `cut` says that only its beginning is here. */
  parse(bytes: Uint8Array, cut = false): Promise<ParseOutcome> {
    return this.#worker.ask({ bytes, cut, check: this.#check });
  }

  /** The process that parses, for tests and operators; undefined while none runs. */
  get pid(): number | undefined {
    return this.#worker.pid;
  }

  close(): void {
    this.#worker.close();
  }
}

/** The child asks for records of names, and gets nothing else. */
async function answerTo(senders: SenderChecks | null, question: unknown): Promise<DnsAnswer> {
  const { name, type } = question as { name?: unknown; type?: unknown };
  if (!senders || typeof name !== 'string' || typeof type !== 'string') {
    return { ok: false, code: 'EBADQUERY' };
  }
  return senders.lookup.ask(name, type);
}
