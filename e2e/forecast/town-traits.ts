import { exponential, lognormal, seededRandom, type Random } from '@vigie/shared/chance/random';

/** A town with habits of its own: nothing in it is drawn from what the forecaster assumes. */
export interface TownTraits {
  readonly seed: number;
  readonly dayLoad: number;
  /** Load of each hour of the day; the mean is 1. */
  readonly curve: readonly number[];
  /** Of each weekday, Monday first. */
  readonly weekdays: readonly number[];
  /** By how much each day brings more than the one before. */
  readonly slope: number;
  /** On this day everything changes by this factor: an election, holidays. */
  readonly change: { readonly day: number; readonly factor: number };
  readonly dayNoise: number;
  readonly hourNoise: number;
  /** Hours between bursts, how strong they begin and how fast they fade, in hours. */
  readonly burst: {
    readonly gapHours: number;
    readonly factor: number;
    readonly fadeHours: number;
  };
  /** Hours between outages, after which everything held back comes at once. */
  readonly outageGapHours: number;
  readonly byHandMinutes: number;
  readonly sheetMinutes: number;
  readonly sheetShare: number;
  readonly spread: number;
  readonly nightSlower: number;
  /** Gap between two tickets, in minutes, while many wait. */
  readonly breathMinutes: number;
  /** Other duties fill the time while fewer than this wait; with nobody waiting the gap is so many times as long. */
  readonly comfort: number;
  readonly slack: number;
  readonly teams: { readonly day: number; readonly night: number };
  /** Of the rostered: known to be away, and missing without a word. */
  readonly away: number;
  readonly noShow: number;
  readonly cleared: number;
  /** Tickets taken otherwise than in the order. */
  readonly wilful: number;
  readonly closed: number;
}

const dayShifts = 0.72;

/** Draws a town (MET-4). Its people are about as many as its mail needs, as where somebody counts them. */
export function drawTown(seed: number): TownTraits {
  const random = seededRandom(seed * 7919 + 17);
  const between = (least: number, most: number) => least + random.next() * (most - least);
  const dayLoad = Math.exp(between(Math.log(150), Math.log(900)));
  const byHandMinutes = between(6, 15);
  const sheetMinutes = between(2, 5);
  const sheetShare = between(0.15, 0.6);
  const spread = between(0.4, 0.9);
  const meanMinutes =
    (sheetShare * sheetMinutes + (1 - sheetShare) * byHandMinutes) * Math.exp(spread ** 2 / 2);
  const busy = between(0.78, 0.95);
  const away = between(0.08, 0.25);
  const noShow = between(0, 0.1);
  const breathMinutes = between(0.3, 2);
  const effective =
    (1 - away) * (1 - noShow) * 0.86 * (meanMinutes / (meanMinutes + breathMinutes));
  const slope = between(-0.003, 0.002);
  const change = { day: Math.floor(between(20, 75)), factor: between(0.8, 1.25) };
  const burst = { gapHours: between(24, 150), factor: between(2, 8), fadeHours: between(0.3, 1.5) };
  // Whoever set the teams knew what would come: a room that drowns for weeks would be given more people.
  const toCome =
    (1 + ((burst.factor - 1) * burst.fadeHours) / burst.gapHours) *
    Math.max(1, change.factor) *
    Math.max(1, (1 + slope) ** 60);
  const peopleHours = (dayLoad * meanMinutes * toCome) / 60 / busy / effective;
  return {
    seed,
    dayLoad,
    curve: drawCurve(random),
    weekdays: Array.from({ length: 7 }, () => between(0.7, 1.3)),
    ...{ slope, change, burst },
    dayNoise: between(0.08, 0.22),
    hourNoise: between(0.1, 0.35),
    outageGapHours: between(200, 600),
    ...{ byHandMinutes, sheetMinutes, sheetShare, spread, breathMinutes, away, noShow },
    comfort: 4 + dayLoad * between(0.01, 0.05),
    slack: between(4, 14),
    nightSlower: between(0.95, 1.3),
    teams: {
      day: Math.max(3, Math.round((peopleHours * dayShifts) / 12)),
      night: Math.max(2, Math.round((peopleHours * (1 - dayShifts)) / 12)),
    },
    cleared: between(0.25, 0.7),
    wilful: between(0, 0.2),
    closed: between(0.02, 0.12),
  };
}

/** Two or three humps over a floor, wherever they fall. */
function drawCurve(random: Random): number[] {
  const humps = Array.from({ length: 2 + Math.floor(random.next() * 2) }, () => ({
    hour: 8 + random.next() * 13,
    width: 1.5 + random.next() * 3,
    height: 0.5 + random.next(),
  }));
  const curve = Array.from({ length: 24 }, (_, hour) =>
    humps.reduce(
      (sum, { hour: top, width, height }) =>
        sum + height * Math.exp(-(distance(hour, top) ** 2) / (2 * width ** 2)),
      0.12 + 0.1 * random.next(),
    ),
  );
  const mean = curve.reduce((sum, one) => sum + one, 0) / 24;
  return curve.map((one) => one / mean);
}

function distance(hour: number, top: number): number {
  const apart = Math.abs(hour - top);
  return Math.min(apart, 24 - apart);
}

/** Instants, in hours, at which something befalls the town. */
export function befalls(random: Random, gapHours: number, hours: number): number[] {
  const instants: number[] = [];
  for (
    let at = exponential(random, 1 / gapHours);
    at < hours;
    at += exponential(random, 1 / gapHours)
  ) {
    instants.push(at);
  }
  return instants;
}

/** A factor around 1 that varies so much. */
export function noise(random: Random, spread: number): number {
  return lognormal(random, Math.exp(-(spread ** 2) / 2), spread);
}
