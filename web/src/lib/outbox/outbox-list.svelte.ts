import { outboxPageSchema, type OutboxLine, type OutboxPage } from '@vigie/shared/wire/outbox';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';
import { pathOf, type OutboxAddress } from './outbox-address.ts';
import { pagesTold, withOlder } from './outbox-pages.ts';

/** One view of the outbox: asked for, and again after news; what left grows backwards page by page. */
export class OutboxList {
  readonly address: OutboxAddress;
  #lines = $state.raw<readonly OutboxLine[]>([]);
  #mailboxes = $state.raw<OutboxPage['mailboxes']>([]);
  #next = $state<string | null>(null);
  #pages = 1;
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

  /** Asks for what stands now, as far back as is shown; calls that come meanwhile are one more question, not many. */
  async load(): Promise<void> {
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    const told = await pagesTold((before) => this.#ask(before), this.#pages);
    if (told) {
      this.#lines = told.replies;
      this.#next = told.next;
      this.#mailboxes = told.mailboxes;
      this.#read = true;
    }
    await this.#rest();
  }

  /** Asks for what left before the last line. */
  async older(): Promise<void> {
    if (this.#busy || this.#next === null) return;
    this.#busy = true;
    const page = await this.#ask(this.#next);
    if (page) {
      this.#lines = withOlder(this.#lines, page.replies);
      this.#next = page.next;
      this.#pages += 1;
    }
    await this.#rest();
  }

  async #rest(): Promise<void> {
    this.#busy = false;
    if (this.#again) await this.load();
  }

  async #ask(before: string | null): Promise<OutboxPage | null> {
    const result = await getJson(pathOf(this.address, before), outboxPageSchema);
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
