import { hash } from 'node:crypto';
import type { Timers } from '../clock.ts';
import { ChildWorker, type ChildLimits } from '../mail/child-worker.ts';
import type { MailPage } from '../mail/mail-page.ts';
import type { Inspection } from './inspect-file.ts';
import type { PictureSize } from './picture.ts';
import type { ReadingFailure, ReadingOutcome, ReadingTask } from './reading-task.ts';

/** A received mail: the SHA-256 of its raw bytes, and where they are to be had. */
export interface RawSource {
  readonly mail: string;
  readonly raw: () => Uint8Array | null;
}

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly cause: ReadingFailure };

/** People wait for these: one that takes longer is given up. The memory holds a mail of the largest size. */
const limits: ChildLimits = { timeMs: 20_000, heapMb: 256, residentMb: 900 };

type FromMail = Extract<ReadingTask, { raw: Uint8Array | null }>;
type Wanted<T> = T extends FromMail ? Omit<T, 'raw' | 'mail'> : never;

/**
 * Takes files, pictures and pages out of mails for people, in a child process of its own: nobody waits
 * behind a dump of mails that come in, and nothing hostile is decoded in this process (MAIL-10, MAIL-11).
 */
export class FileReader {
  readonly #worker: ChildWorker<ReadingTask, ReadingOutcome>;

  constructor(timers: Timers) {
    const entry = new URL('./reading-child.ts', import.meta.url);
    // The decoders of pictures are native code.
    this.#worker = new ChildWorker({ timers, limits, entry, permissions: ['--allow-addons'] });
  }

  /** The bytes under this SHA-256 in the mail: exactly those that were seen when it came. */
  async file(source: RawSource, sha256: string): Promise<Read<Uint8Array>> {
    const read = contentOf(await this.#from(source, { kind: 'file', sha256 }));
    if (read.ok && hash('sha256', read.value) !== sha256) return { ok: false, cause: 'unreadable' };
    return read;
  }

  /** A picture of the mail, made anew. */
  async picture(source: RawSource, sha256: string, size: PictureSize): Promise<Read<Uint8Array>> {
    return contentOf(await this.#from(source, { kind: 'picture', sha256, size }));
  }

  /** The mail as it was designed, made harmless. */
  async page(source: RawSource): Promise<Read<MailPage>> {
    const outcome = await this.#from(source, { kind: 'page' });
    if (outcome.ok) return 'page' in outcome ? { ok: true, value: outcome.page } : unreadable;
    return outcome;
  }

  /** What a file is that somebody brings. */
  async inspect(name: string, content: Uint8Array): Promise<Read<Inspection>> {
    const outcome = await this.#worker.ask({ kind: 'inspect', name, content });
    if (!outcome.ok) return outcome;
    return 'inspection' in outcome ? { ok: true, value: outcome.inspection } : unreadable;
  }

  /** A picture that somebody brought, made anew. */
  async remake(content: Uint8Array, size: PictureSize): Promise<Read<Uint8Array>> {
    return contentOf(await this.#worker.ask({ kind: 'remake', content, size }));
  }

  close(): void {
    this.#worker.close();
  }

  /** The raw bytes travel only where the child does not have the mail at hand. */
  async #from({ mail, raw }: RawSource, wanted: Wanted<FromMail>): Promise<ReadingOutcome> {
    const task = (bytes: Uint8Array | null) => ({ ...wanted, mail, raw: bytes }) as FromMail;
    const first = await this.#worker.ask(task(null));
    if (first.ok || first.cause !== 'raw-wanted') return first;
    const bytes = raw();
    return bytes ? this.#worker.ask(task(bytes)) : { ok: false, cause: 'not-found' };
  }
}

const unreadable = { ok: false, cause: 'unreadable' } as const;

function contentOf(outcome: ReadingOutcome): Read<Uint8Array> {
  if (!outcome.ok) return outcome;
  return 'content' in outcome ? { ok: true, value: outcome.content } : unreadable;
}
