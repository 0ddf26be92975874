import { z } from 'zod';

/** Where a browser keeps things over a crash: localStorage, or a test's map. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const keptSchema = z.object({
  text: z.string(),
  revision: z.int(),
  at: z.int(),
  /** Words that lost against a colleague's newer draft and were not yet looked at. */
  found: z.string().nullable(),
});
/** Typed words that the server has not acknowledged yet (LOCK-8). */
export type KeptDraft = z.infer<typeof keptSchema>;

/** What this browser holds of one person's drafts. Storage that is full or forbidden costs the copy, never the screen. */
export class DraftShelf {
  #storage: Shelf | null;
  #prefix: string;

  constructor(storage: Shelf | null, personId: string) {
    this.#storage = storage;
    this.#prefix = `vigie.draft.${personId}.`;
  }

  read(ticketId: string): KeptDraft | null {
    const json = this.#storage?.getItem(this.#prefix + ticketId);
    if (!json) return null;
    try {
      return keptSchema.parse(JSON.parse(json));
    } catch {
      return null;
    }
  }

  write(ticketId: string, kept: KeptDraft): boolean {
    try {
      this.#storage?.setItem(this.#prefix + ticketId, JSON.stringify(kept));
      return this.#storage !== null;
    } catch {
      return false;
    }
  }

  remove(ticketId: string): void {
    this.#storage?.removeItem(this.#prefix + ticketId);
  }

  /** Tickets of which words are kept here. */
  ticketIds(): string[] {
    const storage = this.#storage;
    if (!storage) return [];
    return Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? '')
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => key.slice(this.#prefix.length));
  }
}
