import { ticketPageSchema, type TicketPage } from '@vigie/shared/wire/ticket-file';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';

type Card = TicketPage['cards'][number];

/** Pause in the typing after which a search is asked for, in ms. */
const restMs = 180;

/** Searches as one types; only the answer to the latest words is kept. */
export class TicketSearch {
  #words = $state('');
  #cards = $state.raw<readonly Card[]>([]);
  #busy = $state(false);
  #refusal = $state<ApiRefusal | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get words(): string {
    return this.#words;
  }

  set words(words: string) {
    this.#words = words;
    clearTimeout(this.#timer);
    this.#busy = words.trim() !== '';
    if (this.#busy) this.#timer = setTimeout(() => void this.#ask(words), restMs);
    else this.#cards = [];
  }

  get cards(): readonly Card[] {
    return this.#cards;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  async #ask(words: string): Promise<void> {
    const query = encodeURIComponent(words.trim());
    const result = await getJson(`/api/search?q=${query}`, ticketPageSchema);
    if (words !== this.#words) return;
    this.#busy = false;
    this.#cards = result.ok ? result.value.cards : [];
    this.#refusal = result.ok ? null : result.refusal;
  }
}
