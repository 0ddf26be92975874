/** Rows with their spans in ms. */
export interface Spans {
  readonly rows: Uint32Array;
  readonly ms: Float64Array;
}

/**
 * Rows in order of their spans, the shortest first. What comes later is shifted in where it belongs: some
 * hundred changes among a million cost a few ms, not a new order.
 */
export class SpanOrder {
  #rows = new Uint32Array(0);
  #ms = new Float64Array(0);
  #size = 0;
  /** 1 for the rows that stand in the order. */
  #isIn = new Uint8Array(0);

  get spans(): Spans {
    return { rows: this.#rows.subarray(0, this.#size), ms: this.#ms.subarray(0, this.#size) };
  }

  /** Takes out rows that changed, and in those of them that have a span; no row is beyond `rowCount`. */
  replace(changed: readonly number[], fresh: Spans, rowCount: number): void {
    this.#remove(changed, rowCount);
    this.#insert(sorted(fresh));
  }

  #remove(changed: readonly number[], rowCount: number): void {
    if (this.#isIn.length < rowCount) {
      const larger = new Uint8Array(Math.ceil(rowCount * 1.5));
      larger.set(this.#isIn);
      this.#isIn = larger;
    }
    const stood = changed.filter((row) => this.#isIn[row] === 1);
    for (const row of stood) this.#isIn[row] = 0;
    if (stood.length) this.#close();
  }

  /** Closes the gaps that those leave who do not stand in the order any more. */
  #close(): void {
    const [rows, ms, isIn] = [this.#rows, this.#ms, this.#isIn];
    let count = 0;
    for (let n = 0; n < this.#size; n += 1) {
      const row = rows[n] ?? 0;
      if (isIn[row] === 0) continue;
      rows[count] = row;
      ms[count] = ms[n] ?? 0;
      count += 1;
    }
    this.#size = count;
  }

  /** From the longest on, so that each stretch between two of them moves once. */
  #insert({ rows, ms }: Spans): void {
    this.#makeRoom(rows.length);
    if (this.#size === 0) return this.#begin({ rows, ms });
    let end = this.#size;
    for (let n = rows.length - 1; n >= 0; n -= 1) {
      const [row, span] = [rows[n] ?? 0, ms[n] ?? 0];
      const place = this.#firstAfter(span, end);
      this.#rows.copyWithin(place + n + 1, place, end);
      this.#ms.copyWithin(place + n + 1, place, end);
      this.#rows[place + n] = row;
      this.#ms[place + n] = span;
      this.#isIn[row] = 1;
      end = place;
    }
    this.#size += rows.length;
  }

  #begin({ rows, ms }: Spans): void {
    this.#rows.set(rows);
    this.#ms.set(ms);
    for (const row of rows) this.#isIn[row] = 1;
    this.#size = rows.length;
  }

  #makeRoom(count: number): void {
    const needed = this.#size + count;
    if (needed <= this.#rows.length) return;
    const capacity = Math.ceil(needed * 1.25);
    const [rows, ms] = [new Uint32Array(capacity), new Float64Array(capacity)];
    rows.set(this.#rows);
    ms.set(this.#ms);
    [this.#rows, this.#ms] = [rows, ms];
  }

  /** The first place before `end` whose span is longer. */
  #firstAfter(span: number, end: number): number {
    let [low, high] = [0, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ms[middle] ?? 0) <= span) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Sorted as numbers that hold both time and place: the engine sorts those without calling back. Beyond what
 * such a number holds (a hundred days among a million rows) it is called back all the same.
 */
export function sorted({ rows, ms }: Spans): Spans {
  const order = { rows: new Uint32Array(rows.length), ms: new Float64Array(rows.length) };
  const keys = keysOf(ms) ?? bySpan(ms);
  const places = rows.length + 1;
  for (let n = 0; n < keys.length; n += 1) {
    const place = (keys[n] ?? 0) % places;
    order.rows[n] = rows[place] ?? 0;
    order.ms[n] = ms[place] ?? 0;
  }
  return order;
}

/** Null where a span is too long to share a number with its place. */
function keysOf(ms: Float64Array): Float64Array | null {
  const places = ms.length + 1;
  const longest = Math.floor(Number.MAX_SAFE_INTEGER / places) - 1;
  const keys = new Float64Array(ms.length);
  for (let n = 0; n < keys.length; n += 1) {
    const span = ms[n] ?? 0;
    if (span > longest) return null;
    keys[n] = span * places + n;
  }
  return keys.sort();
}

/** Places, by their spans. */
function bySpan(ms: Float64Array): Float64Array {
  const order = Float64Array.from(ms, (_, n) => n);
  return order.sort((one, other) => (ms[one] ?? 0) - (ms[other] ?? 0));
}
