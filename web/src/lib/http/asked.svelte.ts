import type { z } from 'zod';
import { getJson, type ApiRefusal } from './api.ts';

/** What the server last told of something that the live view does not carry: asked for, and again after news. */
export class Asked<T> {
  #schema: z.ZodType<T>;
  #value = $state.raw<T | null>(null);
  #refusal = $state<ApiRefusal | null>(null);
  #path: string | null = null;
  #questions = 0;

  constructor(schema: z.ZodType<T>) {
    this.#schema = schema;
  }

  /** Null before the first answer. */
  get value(): T | null {
    return this.#value;
  }

  /** Why the last question had no answer; null when it had one. */
  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  /** Asks at this address, and shows what stood until the answer is there. */
  async ask(path: string): Promise<void> {
    this.#path = path;
    const question = (this.#questions += 1);
    const result = await getJson(path, this.#schema);
    // Answers may overtake each other: only that to the last question counts.
    if (question !== this.#questions) return;
    this.#refusal = result.ok ? null : result.refusal;
    if (result.ok) this.#value = result.value;
  }

  /** Asks again what was asked last. */
  async again(): Promise<void> {
    if (this.#path !== null) await this.ask(this.#path);
  }
}
