/** What has been opened, to be closed in the opposite order, each once. */
export class Closers {
  readonly #open: { name: string; close: () => unknown }[] = [];
  readonly #onError: (error: unknown, name: string) => void;

  /** `onError` hears of what would not close: the rest closes all the same. */
  constructor(onError: (error: unknown, name: string) => void) {
    this.#onError = onError;
  }

  add(name: string, close: () => unknown): void {
    this.#open.push({ name, close });
  }

  async close(): Promise<void> {
    for (let last = this.#open.pop(); last; last = this.#open.pop()) {
      try {
        await last.close();
      } catch (error) {
        this.#onError(error, last.name);
      }
    }
  }
}
