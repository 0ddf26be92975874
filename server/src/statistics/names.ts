/** Names as small numbers, as they are met: what a column of a million holds. */
export class Names {
  readonly #codes = new Map<string, number>();
  readonly #names: string[] = [];

  constructor(known: Iterable<string> = []) {
    for (const name of known) this.code(name);
  }

  code(name: string): number {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    const code = this.#names.push(name) - 1;
    this.#codes.set(name, code);
    return code;
  }

  /** Undefined for a name that was never met. */
  known(name: string): number | undefined {
    return this.#codes.get(name);
  }

  name(code: number): string {
    return this.#names[code] ?? '';
  }

  get all(): readonly string[] {
    return this.#names;
  }
}
