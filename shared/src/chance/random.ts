/** A source of chance: numbers from 0 to below 1. Seeded, so that a town can be lived twice. */
export interface Random {
  next(): number;
}

/** A repeatable source of chance (the mulberry32 generator: 32 bits of state, plenty for a town). */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** True with the given probability. */
export function happens(random: Random, probability: number): boolean {
  return random.next() < probability;
}

/** A whole number from `least` to `most`, both included. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random.next() * (most - least + 1));
}

/** One of the list, which must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(random.next() * list.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

/** One of the keys, each as likely as its weight says. */
export function pickWeighted<K extends string>(
  random: Random,
  weights: Readonly<Record<K, number>>,
): K {
  // Object.entries forgets the key's type; the keys are those of the record.
  const entries = Object.entries(weights) as [K, number][];
  let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  throw new RangeError('weights add up to nothing');
}

/** The list in another order. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** A number of the standard normal distribution (Box and Muller). */
export function normal(random: Random): number {
  // 1 - next() is never 0, whose logarithm is endless.
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

/** A lognormal number of this median; `spread` is the standard deviation of its logarithm. */
export function lognormal(random: Random, median: number, spread: number): number {
  return median * Math.exp(spread * normal(random));
}

/** The waiting time until the next of events that come independently at this rate. */
export function exponential(random: Random, rate: number): number {
  return -Math.log(1 - random.next()) / rate;
}
