import { searchPageSchema, type SearchPage } from '@vigie/shared/wire/ticket-file';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';
import { asksForMails, searchServerQuery, type SearchAddress } from './search-address.ts';

type Card = SearchPage['cards'][number];

/** So many pages without anything new are passed over by themselves: each looked at hundreds of mails. */
const pagesAtOnce = 25;

/** What one search has found, growing page by page towards older mails. */
export class FoundMails {
  readonly address: SearchAddress;
  #cards = $state.raw<readonly Card[]>([]);
  #mailboxes = $state.raw<SearchPage['mailboxes']>([]);
  #forgiven = $state(false);
  #next = $state<number | null>(null);
  #busy = $state(false);
  #read = $state(false);
  #refusal = $state<ApiRefusal | null>(null);
  #left = false;

  constructor(address: SearchAddress) {
    this.address = address;
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  get mailboxes(): SearchPage['mailboxes'] {
    return this.#mailboxes;
  }

  /** True when nothing held what was typed, and slips of the pen were forgiven. */
  get forgiven(): boolean {
    return this.#forgiven;
  }

  get more(): boolean {
    return this.#next !== null;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get read(): boolean {
    return this.#read;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  /** Reads the first page, or the next ones until one brings something new. */
  async older(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#refusal = null;
    const before = this.#cards.length;
    for (let page = 0; page < pagesAtOnce; page += 1) {
      if (!(await this.#ask()) || !this.more || this.#cards.length > before) break;
      if (this.#left) break;
    }
    this.#busy = false;
  }

  /** Nobody looks any more: what is being asked is the last question. */
  stop(): void {
    this.#left = true;
  }

  async #ask(): Promise<boolean> {
    const query = searchServerQuery(this.address);
    if (this.#next !== null) query.set('before', String(this.#next));
    const result = await getJson(`/api/search?${query.toString()}`, searchPageSchema);
    if (!result.ok) {
      this.#refusal = result.refusal;
      return false;
    }
    this.#take(result.value);
    return true;
  }

  #take({ cards, next, forgiven, mailboxes }: SearchPage): void {
    // A ticket comes again with an older mail of it.
    const news = cards.filter(({ id }) => !this.#cards.some((known) => known.id === id));
    this.#cards = [...this.#cards, ...news];
    this.#mailboxes = mailboxes;
    this.#forgiven ||= forgiven;
    this.#next = next;
    this.#read = asksForMails(this.address);
  }
}
