import type { ChartConfiguration } from 'chart.js';
import type { ChartColours } from './chart-colours.ts';
import { ladderFor } from './ladder.ts';

type Axis = NonNullable<
  NonNullable<ChartConfiguration<'line' | 'bar'>['options']>['scales']
>[string];

export interface ChartFont {
  readonly family: string;
  readonly size: number;
}

/** The page's own face, in the size of a label; `rem` in px. */
export function chartFont(rem: number): ChartFont {
  return { family: getComputedStyle(document.body).fontFamily, size: 0.8 * rem };
}

/** One rem in px, so that a chart grows with the wall. */
export function rootPx(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** What every chart of the screens has: it fills its place, never moves, and hears no mouse. */
export function stillOptions({ ink }: ChartColours, font: ChartFont) {
  return {
    animation: false as const,
    responsive: true,
    maintainAspectRatio: false,
    events: [] as never[],
    font,
    color: ink,
  };
}

/** Minutes on a logarithmic ladder of rungs that people know. */
export function minutesAxis(
  values: readonly (number | null)[],
  text: (minutes: number) => string,
  { ink, line }: ChartColours,
  font: ChartFont,
) {
  const { rungs, top } = ladderFor(values);
  return {
    type: 'logarithmic',
    min: 1,
    max: top,
    grid: { color: line },
    border: { display: false },
    afterBuildTicks: (axis) => (axis.ticks = rungs.map((value) => ({ value }))),
    ticks: { color: ink, font, callback: (value) => text(Number(value)) },
  } as const satisfies Axis;
}
