import type { Pair } from './figure.ts';

/** At least so many paired rounds: one run on a shared machine says little, and p99 varies by 2.5. */
export const roundCount = 7;

/** Says how far a bench has come (RUN-7). */
export type Progress = (done: number, of: number) => void;

/**
 * Measures ours and the bare one in turn, each round in the other order, so that a machine that
 * warms up or slows down favours neither. The first round is not counted.
 */
export async function pairedRounds<M>(
  progress: Progress,
  ours: () => Promise<M>,
  bare: () => Promise<M>,
  count = roundCount,
): Promise<{ ours: M; bare: M }[]> {
  const rounds: { ours: M; bare: M }[] = [];
  for (let round = 0; round <= count; round += 1) {
    progress(round, count + 1);
    const first = round % 2 === 0;
    const one = first ? await ours() : await bare();
    const other = first ? await bare() : await ours();
    rounds.push(first ? { ours: one, bare: other } : { ours: other, bare: one });
  }
  progress(count + 1, count + 1);
  return rounds.slice(1);
}

/** One number of each measurement of the rounds. */
export function pairsOf<M>(
  rounds: readonly { ours: M; bare: M }[],
  of: (measured: M) => number,
): Pair[] {
  return rounds.map(({ ours, bare }) => ({ ours: of(ours), bare: of(bare) }));
}
