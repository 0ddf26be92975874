import { searchPageSchema, type TicketFile } from '@vigie/shared/wire/ticket-file';
import { getJson } from '#lib/http/api.ts';

/** A ticket that may be the other of two. */
export interface OtherTicket {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly openedAt: number;
  /** True where somebody else wrote it, or may have. */
  readonly otherSender: boolean;
}

const wholeNumber = /^\d\d-\d\d-\d+$/;

/** The tickets that are offered beside a ticket: its probable duplicates first, then its sender's others. */
function offeredBeside(file: TicketFile): OtherTicket[] {
  const offered = [...file.duplicates, ...file.citizen.tickets].filter(
    ({ id }) => id !== file.card.id && !file.merged.some((merged) => merged.id === id),
  );
  const first = new Map<string, OtherTicket>();
  for (const { id, number, subject, openedAt } of offered) {
    if (!first.has(id)) first.set(id, { id, number, subject, openedAt, otherSender: false });
  }
  return [...first.values()].slice(0, 6);
}

/** The choice of another ticket: one that is offered, or one whose number is typed. */
export class OtherTicketChoice {
  readonly offered: readonly OtherTicket[];
  #file: TicketFile;
  #chosen = $state.raw<OtherTicket | null>(null);
  #typed = $state('');
  #unknown = $state(false);

  constructor(file: TicketFile, first: string | null = null) {
    this.#file = file;
    this.offered = offeredBeside(file);
    this.#chosen = this.offered.find(({ id }) => id === first) ?? this.offered[0] ?? null;
  }

  get chosen(): OtherTicket | null {
    return this.#chosen;
  }

  /** True when no ticket that one may see has the number that was typed. */
  get unknown(): boolean {
    return this.#unknown;
  }

  get typed(): string {
    return this.#typed;
  }

  set typed(text: string) {
    this.#typed = text;
    this.#unknown = false;
    if (text.trim()) this.#chosen = null;
    if (wholeNumber.test(text.trim())) void this.#find(text.trim());
  }

  choose(ticket: OtherTicket): void {
    this.#chosen = ticket;
    this.#typed = '';
    this.#unknown = false;
  }

  async #find(number: string): Promise<void> {
    const query = new URLSearchParams({ q: number }).toString();
    const result = await getJson(`/api/search?${query}`, searchPageSchema);
    if (this.#typed.trim() !== number) return;
    const found = result.ok ? result.value.cards.find((card) => card.number === number) : null;
    this.#unknown = !found;
    if (!found) return;
    const { id, subject, openedAt, sender } = found;
    const known = this.#file.citizen.tickets.some((other) => other.id === id);
    const otherSender = !known && sender !== this.#file.card.sender;
    this.#chosen = { id, number, subject, openedAt, otherSender };
  }
}
