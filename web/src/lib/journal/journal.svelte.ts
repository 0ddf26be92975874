import { journalPageSchema, type JournalLine, type JournalPage } from '@vigie/shared/wire/journal';
import { getJson, type ApiRefusal, type ApiResult } from '#lib/http/api.ts';
import { serverQueryOf, type JournalAddress } from './journal-filter.ts';

/** Lines above the one that an address names, so that it stands among its neighbours. */
const neighbours = 30;

/**
 * One view of the main courante, growing backwards page by page. New lines are fetched when the owner
 * says so: they must not push away what somebody reads.
 */
export class Journal {
  readonly address: JournalAddress;
  #lines = $state.raw<readonly JournalLine[]>([]);
  #next = $state<number | null>(null);
  #head = $state(0);
  #busy = $state(false);
  #read = $state(false);
  #refusal = $state<ApiRefusal | null>(null);

  constructor(address: JournalAddress) {
    this.address = address;
  }

  get lines(): readonly JournalLine[] {
    return this.#lines;
  }

  get head(): number {
    return this.#head;
  }

  get more(): boolean {
    return this.#next !== null;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** True once a first page was read, were it empty. */
  get read(): boolean {
    return this.#read;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  /** True when the view reaches the end of the log, so that new lines belong to it. */
  get follows(): boolean {
    return this.address.to === '' && this.address.seq === null;
  }

  /** Reads the first page, or the one before the last. */
  async older(): Promise<void> {
    if (this.#busy) return;
    const { seq } = this.address;
    const start = this.#next ?? (seq === null || this.#read ? null : seq + neighbours);
    await this.#ask(start === null ? {} : { before: start }, ({ lines, next }) => {
      this.#lines = [...this.#lines, ...lines];
      this.#next = next;
    });
  }

  /** Reads what came since; all of it, page by page, after a long pause. */
  async newer(): Promise<void> {
    if (this.#busy || !this.#read) return;
    for (;;) {
      const after = this.#lines[0]?.seq ?? 0;
      const found = await this.#ask({ after }, ({ lines }) => {
        this.#lines = [...lines, ...this.#lines];
      });
      if (!found || found.lines.length < 100) return;
    }
  }

  async #ask(
    place: Readonly<Record<string, number>>,
    take: (page: JournalPage) => void,
  ): Promise<JournalPage | null> {
    this.#busy = true;
    const query = serverQueryOf(this.address);
    for (const [name, seq] of Object.entries(place)) query.set(name, String(seq));
    const result: ApiResult<JournalPage> = await getJson(
      `/api/log?${query.toString()}`,
      journalPageSchema,
    );
    this.#busy = false;
    this.#refusal = result.ok ? null : result.refusal;
    if (!result.ok) return null;
    take(result.value);
    this.#head = result.value.head;
    this.#read = true;
    return result.value;
  }
}
