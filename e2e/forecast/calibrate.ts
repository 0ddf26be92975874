import { seededRandom } from '@vigie/shared/chance/random';
import { forecast } from '@vigie/shared/forecast/forecast';
import type { PastForecast } from '@vigie/shared/forecast/known';
import { dayMs, hourMs } from '@vigie/shared/roster/calendar';
import { TownPast } from './town-past.ts';
import type { TownShift } from './town-roster.ts';

/** One forecast of one relief, held against what happened. */
export interface Trial {
  readonly town: number;
  readonly aheadHours: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly actual: number;
  /** What other means would have said. */
  readonly naive: { readonly week: number; readonly fourWeeks: number; readonly now: number };
  /** Of each ticket that waited: the chance given, and whether it was answered in time. */
  readonly tickets: readonly { readonly chance: number; readonly inTime: boolean }[];
}

export interface CalibrationPlan {
  /** Days that are only learned from, and then those that are tried. */
  readonly leadDays: number;
  readonly trialDays: number;
  readonly runs: number;
  /** At these times before each relief a forecast is kept, from which later ones learn; from this day on. */
  readonly keptAheadHours: readonly number[];
  readonly firstKeptDay: number;
}

const weekMs = 7 * dayMs;

/** Forecasts each relief of the trial days once, at a random instant of its shift, with the past alone (MET-4). */
export function* tryTown(seed: number, plan: CalibrationPlan): Generator<Trial, void> {
  const town = new TownPast(seed, plan.leadDays + plan.trialDays + 1);
  const random = seededRandom(seed * 31 + 7);
  const past: PastForecast[] = [];
  const first = town.shifts[0]?.startMs ?? 0;
  for (const shift of town.shifts) {
    const day = (shift.startMs - first) / dayMs;
    if (day >= plan.leadDays + plan.trialDays) return;
    if (day >= plan.leadDays) yield tryShift(town, seed, shift, past, plan.runs, random);
    if (day >= plan.firstKeptDay) past.push(...keep(town, shift, plan, random));
  }
}

function keep(
  town: TownPast,
  shift: TownShift,
  { keptAheadHours, runs }: CalibrationPlan,
  random: ReturnType<typeof seededRandom>,
): PastForecast[] {
  const actual = town.queueAt(shift.endMs);
  return keptAheadHours.map((hours) => {
    const madeMs = shift.endMs - hours * hourMs;
    const { raw } = forecast(town.knownAt(shift, madeMs, []), random, Math.min(runs, 120));
    return { madeMs, reliefMs: shift.endMs, ...raw, actual };
  });
}

function tryShift(
  town: TownPast,
  seed: number,
  shift: TownShift,
  past: readonly PastForecast[],
  runs: number,
  random: ReturnType<typeof seededRandom>,
): Trial {
  const length = shift.endMs - shift.startMs;
  const atMs = shift.startMs + (0.03 + 0.93 * random.next()) * length;
  const { queue, tickets } = forecast(town.knownAt(shift, atMs, past), random, runs);
  const before = [1, 2, 3, 4].map((weeks) => town.queueAt(shift.endMs - weeks * weekMs));
  return {
    town: seed,
    aheadHours: (shift.endMs - atMs) / hourMs,
    ...queue,
    actual: town.queueAt(shift.endMs),
    naive: {
      week: before[0] ?? 0,
      fourWeeks: before.reduce((sum, one) => sum + one, 0) / before.length,
      now: town.queueAt(atMs),
    },
    tickets: tickets.flatMap(({ id, chance }) => {
      const end = town.endOf(id);
      if (chance === null || !end) return [];
      return [{ chance, inTime: end.endedAt !== null && end.endedAt <= end.dueAt }];
    }),
  };
}
