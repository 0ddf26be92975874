import { searchPageSchema, type SearchPage } from '@vigie/shared/wire/ticket-file';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';
import type { searchStatuses } from './search-address.ts';

type Card = SearchPage['cards'][number];

const day = 24 * 60 * 60_000;
const periods = { day, week: 7 * day, month: 31 * day, year: 366 * day } as const;
export const searchPeriods = ['day', 'week', 'month', 'year'] as const;

/** What a search is narrowed to. */
export interface SearchFilter {
  readonly status: (typeof searchStatuses)[number] | null;
  readonly period: (typeof searchPeriods)[number] | null;
  /** Only the answers of whoever searches. */
  readonly mine: boolean;
}

/** Pause in the typing after which a search is asked for, in ms. */
const restMs = 120;

/** Searches as one types; only the answer to the latest words is kept. */
export class TicketSearch {
  #words = $state('');
  #filter = $state.raw<SearchFilter>({ status: null, period: null, mine: false });
  #cards = $state.raw<readonly Card[]>([]);
  #forgiven = $state(false);
  #busy = $state(false);
  #refusal = $state<ApiRefusal | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get words(): string {
    return this.#words;
  }

  set words(words: string) {
    this.#words = words;
    this.#askSoon();
  }

  get filter(): SearchFilter {
    return this.#filter;
  }

  set filter(filter: SearchFilter) {
    this.#filter = filter;
    this.#askSoon();
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  /** True when nothing held what was typed, and slips of the pen were forgiven. */
  get forgiven(): boolean {
    return this.#forgiven;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    // What was found for other words is not what is looked for now: Enter would open it.
    this.#take([], false);
    this.#busy = this.#words.trim() !== '';
    if (this.#busy) this.#timer = setTimeout(() => void this.#ask(this.#query()), restMs);
  }

  #query(): string {
    const { status, period, mine } = this.#filter;
    const query = new URLSearchParams({ q: this.#words.trim() });
    if (status) query.set('status', status);
    if (period) query.set('since', String(Math.floor(Date.now() - periods[period])));
    if (mine) query.set('mine', 'true');
    return query.toString();
  }

  async #ask(query: string): Promise<void> {
    const [words, filter] = [this.#words, this.#filter];
    const result = await getJson(`/api/search?${query}`, searchPageSchema);
    if (words !== this.#words || filter !== this.#filter) return;
    this.#busy = false;
    this.#refusal = result.ok ? null : result.refusal;
    if (result.ok) this.#take(result.value.cards, result.value.forgiven);
    else this.#take([], false);
  }

  #take(cards: readonly Card[], forgiven: boolean): void {
    this.#cards = cards;
    this.#forgiven = forgiven;
  }
}
