import { outboxPageSchema, type OutboxLine, type OutboxPage } from '@vigie/shared/wire/outbox';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';
import { pathOf, type OutboxAddress } from './outbox-address.ts';
import { renewed } from './outbox-groups.ts';

/** One view of the outbox: asked for, and again after news; what left grows backwards page by page. */
export class OutboxList {
  readonly address: OutboxAddress;
  #lines = $state.raw<readonly OutboxLine[]>([]);
  #mailboxes = $state.raw<OutboxPage['mailboxes']>([]);
  #next = $state<string | null>(null);
  #read = $state(false);
  #refusal = $state<ApiRefusal | null>(null);
  #busy = false;
  #again = false;

  constructor(address: OutboxAddress) {
    this.address = address;
  }

  get lines(): readonly OutboxLine[] {
    return this.#lines;
  }

  get mailboxes(): OutboxPage['mailboxes'] {
    return this.#mailboxes;
  }

  /** True where more left earlier. */
  get more(): boolean {
    return this.#next !== null;
  }

  /** True once it was told, were it empty. */
  get read(): boolean {
    return this.#read;
  }

  /** Why the last question had no answer; null when it had one. */
  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  /** Asks for what stands now; calls that come meanwhile are one more question, not many. */
  async load(): Promise<void> {
    this.#again = this.#busy;
    if (this.#busy) return;
    const page = await this.#ask(pathOf(this.address));
    if (page) {
      const lines = renewed(this.#lines, page.replies);
      // Where older pages are kept below, the end of the last of them still holds.
      if (!this.#read || lines.length === page.replies.length) this.#next = page.next;
      this.#lines = lines;
      this.#mailboxes = page.mailboxes;
      this.#read = true;
    }
    if (this.#again) await this.load();
  }

  /** Asks for what left before the last line. */
  async older(): Promise<void> {
    if (this.#busy || this.#next === null) return;
    const page = await this.#ask(pathOf(this.address, this.#next));
    if (page) {
      this.#lines = [...this.#lines, ...page.replies];
      this.#next = page.next;
    }
    if (this.#again) await this.load();
  }

  async #ask(path: string): Promise<OutboxPage | null> {
    this.#busy = true;
    const result = await getJson(path, outboxPageSchema);
    this.#busy = false;
    this.#refusal = result.ok ? null : result.refusal;
    return result.ok ? result.value : null;
  }
}

/** True for news after which the list is no longer true; of what is veiled only that it happened is told. */
export function changesOutbox(type: string | undefined): boolean {
  return (
    type === undefined || /^reply-|^machine-mail-|^mails-|^ticket-merged|^restriction-/.test(type)
  );
}
