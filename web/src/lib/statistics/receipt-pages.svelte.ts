import type { z } from 'zod';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';

/** A receipt that grows page by page, and begins anew when another figure is asked for (MET-2). */
export class ReceiptPages<R extends { readonly lines: readonly unknown[] }> {
  readonly #schema: z.ZodType<R>;
  #receipt = $state.raw<R | null>(null);
  #lines = $state.raw<readonly R['lines'][number][]>([]);
  #refusal = $state<ApiRefusal | null>(null);
  #busy = $state(false);
  #questions = 0;

  constructor(schema: z.ZodType<R>) {
    this.#schema = schema;
  }

  /** What the last page says of the whole; null before the first answer. */
  get receipt(): R | null {
    return this.#receipt;
  }

  /** The lines of all pages so far. */
  get lines(): readonly R['lines'][number][] {
    return this.#lines;
  }

  /** Why the last question had no answer; null when it had one. */
  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Asks for the first page at this address, and shows what stood until the answer is there. */
  async open(path: string): Promise<void> {
    const page = await this.#ask(path);
    if (!page) return;
    this.#receipt = page;
    this.#lines = page.lines;
  }

  /** Asks for the page behind the last one. */
  async more(path: string): Promise<void> {
    const page = await this.#ask(path);
    if (!page) return;
    this.#receipt = page;
    this.#lines = [...this.#lines, ...page.lines];
  }

  async #ask(path: string): Promise<R | null> {
    const question = (this.#questions += 1);
    this.#busy = true;
    const result = await getJson(path, this.#schema);
    // Answers may overtake each other: only that to the last question counts.
    if (question !== this.#questions) return null;
    this.#busy = false;
    this.#refusal = result.ok ? null : result.refusal;
    return result.ok ? result.value : null;
  }
}
