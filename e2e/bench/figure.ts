/** One measured figure beside its bare baseline (RUN-5), as `--json` writes it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same by bare means, measured in the same run; null where there is nothing to compare with. */
  readonly baseline: number | null;
  /** Median of the paired rounds' value by baseline; null without a baseline. */
  readonly ratio: number | null;
  readonly aim: string;
  readonly holds: boolean;
}

/** What a figure is held to. */
export type Aim =
  | { readonly kind: 'ratio-at-most' | 'ratio-at-least'; readonly limit: number }
  | { readonly kind: 'value-at-most' | 'value-at-least'; readonly limit: number };

/** One round: ours and the bare one, measured right after each other. */
export interface Pair {
  readonly ours: number;
  readonly bare: number;
}

/** A figure from its paired rounds: medians, and the median of the rounds' ratios. */
export function figureOf(name: string, unit: string, pairs: readonly Pair[], aim: Aim): Figure {
  const value = median(pairs.map(({ ours }) => ours));
  const ratio = median(pairs.map(({ ours, bare }) => ours / bare));
  return {
    name,
    value,
    unit,
    baseline: median(pairs.map(({ bare }) => bare)),
    ratio,
    aim: aimText(aim, unit),
    holds: holds(aim, value, ratio),
  };
}

/** A figure without a bare counterpart. */
export function plainFigure(name: string, unit: string, value: number, limit: number): Figure {
  const aim: Aim = { kind: 'value-at-most', limit };
  const held = holds(aim, value, null);
  return { name, value, unit, baseline: null, ratio: null, aim: aimText(aim, unit), holds: held };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between the two nearest values; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * q;
  const [below = NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

/** For people: one line a figure, the missed aim said plainly. */
export function lineOf({ name, value, unit, baseline, ratio, aim, holds: held }: Figure): string {
  const bare = baseline === null ? '' : `bare ${short(baseline)} ${unit}, `;
  const by = ratio === null ? '' : `ratio ${ratio.toFixed(2)}, `;
  return `${held ? 'holds ' : 'MISSED'}  ${name}: ${short(value)} ${unit} (${bare}${by}aim ${aim})`;
}

function holds({ kind, limit }: Aim, value: number, ratio: number | null): boolean {
  switch (kind) {
    case 'ratio-at-most':
      return ratio !== null && ratio <= limit;
    case 'ratio-at-least':
      return ratio !== null && ratio >= limit;
    case 'value-at-most':
      return value <= limit;
    case 'value-at-least':
      return value >= limit;
  }
}

function aimText({ kind, limit }: Aim, unit: string): string {
  switch (kind) {
    case 'ratio-at-most':
      return `ratio ≤ ${String(limit)}`;
    case 'ratio-at-least':
      return `ratio ≥ ${String(limit)}`;
    case 'value-at-most':
      return `≤ ${String(limit)} ${unit}`;
    case 'value-at-least':
      return `≥ ${String(limit)} ${unit}`;
  }
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
