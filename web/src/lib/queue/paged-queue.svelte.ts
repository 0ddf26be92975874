import { mailSchema, ticketPageSchema, type Mail } from '@vigie/shared/wire/ticket-file';
import type { TicketCard } from '@vigie/shared/wire/view';
import { z } from 'zod';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';
import type { PagedViewName } from './queue-view.ts';

const machinePageSchema = z.object({ mails: z.array(mailSchema), next: z.int().nullable() });

/** Settled tickets, or automatic mail, page by page: what the live feed does not carry. */
export class PagedQueue {
  readonly view: PagedViewName;
  #cards = $state.raw<readonly TicketCard[]>([]);
  #mails = $state.raw<readonly Mail[]>([]);
  #next = $state<number | null>(null);
  #busy = $state(true);
  #refusal = $state<ApiRefusal | null>(null);

  constructor(view: PagedViewName) {
    this.view = view;
  }

  get cards(): readonly TicketCard[] {
    return this.#cards;
  }

  get mails(): readonly Mail[] {
    return this.#mails;
  }

  get more(): boolean {
    return this.#next !== null;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  /** Reads the next page; the first one, the first time. */
  async read(): Promise<void> {
    this.#busy = true;
    const before = this.#next === null ? '' : `before=${String(this.#next)}`;
    this.#refusal = await (this.view === 'automatique'
      ? this.#readMails(before)
      : this.#readCards(before));
    this.#busy = false;
  }

  async #readCards(before: string): Promise<ApiRefusal | null> {
    const status = this.view === 'clos' ? 'closed' : 'answered';
    const result = await getJson(`/api/tickets?status=${status}&${before}`, ticketPageSchema);
    if (!result.ok) return result.refusal;
    this.#cards = [...this.#cards, ...result.value.cards];
    this.#next = result.value.next;
    return null;
  }

  async #readMails(before: string): Promise<ApiRefusal | null> {
    const result = await getJson(`/api/machine-mails?${before}`, machinePageSchema);
    if (!result.ok) return result.refusal;
    this.#mails = [...this.#mails, ...result.value.mails];
    this.#next = result.value.next;
    return null;
  }
}
