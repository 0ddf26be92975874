import type { Delta } from '@vigie/shared/wire/delta';
import {
  ticketFileSchema,
  type HistoryLine,
  type TicketFile,
} from '@vigie/shared/wire/ticket-file';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';

/** Events that happen by themselves while one works, and tell a reader nothing. */
const unremarkable = new Set(['lock-renewed', 'lock-shortened', 'acknowledgement-queued']);

/** The ticket that this screen shows. Opening it is traced, and is not claiming it (LOCK-7, ACCESS-3). */
export class OpenTicket {
  readonly id: string;
  #file = $state.raw<TicketFile | null>(null);
  #refusal = $state<ApiRefusal | null>(null);
  #reading = false;
  #again = false;
  #onread: (file: TicketFile) => void;

  constructor(id: string, onread: (file: TicketFile) => void) {
    this.id = id;
    this.#onread = onread;
  }

  get file(): TicketFile | null {
    return this.#file;
  }

  /** Why there is nothing to show, when there is not. */
  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  /** Reads the file; calls that come meanwhile are one more reading, not many. */
  async read(): Promise<void> {
    this.#again = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    const result = await getJson(`/api/tickets/${encodeURIComponent(this.id)}`, ticketFileSchema);
    this.#reading = false;
    if (this.#again) return this.read();
    if (result.ok) this.#show(result.value);
    // A passing failure leaves what is shown; a refusal takes it away: it may no longer be theirs to see.
    else if (!this.#file || result.refusal === 'not-found' || result.refusal === 'not-allowed') {
      this.#file = null;
      this.#refusal = result.refusal;
    }
  }

  /** Adds what the live feed tells of this ticket to its history, until the next reading. */
  learn(news: readonly Delta[]): void {
    const file = this.#file;
    const lines = file ? news.flatMap((delta) => lineOf(delta, file)) : [];
    if (file && lines.length) this.#file = { ...file, history: [...file.history, ...lines] };
  }

  #show(file: TicketFile): void {
    this.#file = file;
    this.#refusal = null;
    this.#onread(file);
  }
}

function lineOf({ seq, at, of, by, type }: Delta, file: TicketFile): HistoryLine[] {
  if (of !== file.card.id || !type || !by || at === undefined) return [];
  if (seq <= file.seq || unremarkable.has(type)) return [];
  return [{ seq, at, by, type, detail: {}, reason: null }];
}
