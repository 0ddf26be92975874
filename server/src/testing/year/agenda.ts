/** Something that lives through the year, step by step: it says how long it waits for its next step, in ms. */
export type Life = Generator<number, void>;

interface Entry {
  readonly at: number;
  /** Of one instant, who came first goes first: the same year is lived twice. */
  readonly n: number;
  readonly life: Life;
}

/** All lives in the order of their next steps. Those that go on after the end stay as they are. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #now = 0;
  #count = 0;

  /** The instant that is being lived. */
  get now(): number {
    return this.#now;
  }

  begin(at: number, life: Life): void {
    this.#count += 1;
    this.#push({ at, n: this.#count, life });
  }

  /** Lives every step up to the instant, that one excluded. */
  liveUntil(end: number): void {
    for (let first = this.#heap[0]; first && first.at < end; first = this.#heap[0]) {
      this.#now = first.at;
      this.#pop();
      const step = first.life.next();
      if (!step.done) this.begin(this.#now + Math.max(1, Math.round(step.value)), first.life);
    }
    this.#now = end;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(entry, heap[above])) break;
      heap[place] = heap[above] as Entry;
      place = above;
    }
    heap[place] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || !heap.length) return;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const below = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isBefore(heap[below], last)) break;
      heap[place] = heap[below] as Entry;
      place = below;
    }
    heap[place] = last;
  }
}

function isBefore(one: Entry | undefined, other: Entry | undefined): boolean {
  if (!one || !other) return one !== undefined;
  return one.at - other.at < 0 || (one.at === other.at && one.n < other.n);
}
