import type { Trial } from './calibrate.ts';

/** How a set of forecasts fared. */
export interface Calibration {
  readonly name: string;
  readonly forecasts: number;
  /** Share of reliefs within the 80 % interval. */
  readonly held: number;
  readonly error: number;
  readonly naive: Readonly<Record<keyof Trial['naive'], number>>;
  /** Mean width of the interval, in tickets. */
  readonly width: number;
}

/** One tenth of the chances given, and how often it came true. */
export interface Reliability {
  readonly from: number;
  readonly tickets: number;
  readonly said: number;
  readonly cameTrue: number;
}

/** Coverage and mean absolute error of some trials, beside those of simpler means. */
export function calibrationOf(name: string, trials: readonly Trial[]): Calibration {
  const mean = (of: (trial: Trial) => number) =>
    trials.reduce((sum, trial) => sum + of(trial), 0) / trials.length;
  return {
    name,
    forecasts: trials.length,
    held: mean(({ low, high, actual }) => Number(low <= actual && actual <= high)),
    error: mean(({ median, actual }) => Math.abs(median - actual)),
    naive: {
      week: mean(({ naive, actual }) => Math.abs(naive.week - actual)),
      fourWeeks: mean(({ naive, actual }) => Math.abs(naive.fourWeeks - actual)),
      now: mean(({ naive, actual }) => Math.abs(naive.now - actual)),
    },
    width: mean(({ low, high }) => high - low),
  };
}

/** The seasonal-naive forecast that errs least: it is the one to beat. */
export function strongestNaive({ naive }: Calibration): number {
  return Math.min(naive.week, naive.fourWeeks);
}

/** The chances given to waiting tickets by tenths, held against what came of them. */
export function reliabilityOf(trials: readonly Trial[]): Reliability[] {
  const tickets = trials.flatMap((trial) => trial.tickets);
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = tickets.filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === tenth);
    const share = (of: (ticket: (typeof own)[number]) => number) =>
      own.reduce((sum, ticket) => sum + of(ticket), 0) / Math.max(1, own.length);
    return {
      from: tenth / 10,
      tickets: own.length,
      said: share(({ chance }) => chance),
      cameTrue: share(({ inTime }) => Number(inTime)),
    };
  });
}

const aheads = [
  [0, 2],
  [2, 4],
  [4, 8],
  [8, 13],
] as const;

/** The table of all trials: together, by hours ahead, and by town. */
export function calibrations(trials: readonly Trial[]): Calibration[] {
  const byAhead = aheads.map(([from, to]) =>
    calibrationOf(
      `${String(from)} to ${String(to)} h ahead`,
      trials.filter(({ aheadHours }) => from <= aheadHours && aheadHours < to),
    ),
  );
  const byTown = [...Map.groupBy(trials, ({ town }) => town)].map(([town, own]) =>
    calibrationOf(`town ${String(town)}`, own),
  );
  return [calibrationOf('all', trials), ...byAhead, ...byTown];
}

/** For people: one line a row. */
export function tableText(rows: readonly Calibration[]): string {
  const head = ['', 'n', 'held', 'width', 'error', 'week', '4 weeks', 'now', 'below naive'];
  const lines = rows.map((row) => [
    row.name,
    String(row.forecasts),
    `${(row.held * 100).toFixed(1)} %`,
    ...[row.width, row.error, row.naive.week, row.naive.fourWeeks, row.naive.now].map((value) =>
      value.toFixed(2),
    ),
    `${((1 - row.error / strongestNaive(row)) * 100).toFixed(1)} %`,
  ]);
  return [head, ...lines].map((cells) => cells.map(padded).join(' ')).join('\n');
}

function padded(cell: string, place: number): string {
  return place === 0 ? cell.padEnd(16) : cell.padStart(11);
}
