import type { Database } from '@vigie/db/database';
import {
  forecastsSince,
  forgetForecasts,
  keepForecast,
  settleForecasts,
  type KeptForecast,
} from '@vigie/db/queries/past-forecasts';
import type { Forecast } from '@vigie/shared/forecast/forecast';
import type { PastForecast } from '@vigie/shared/forecast/known';
import { dayMs, minuteMs } from '@vigie/shared/roster/calendar';
import type { ForecastScore } from '@vigie/shared/wire/forecast';

/** One forecast of each relief is kept at these times before it, in minutes. */
const slots = [600, 360, 180, 90, 30] as const;
/** A forecast made later than this after its time is another's, in minutes. */
const patience = 15;
/** Reliefs by which the forecast is judged, and those that are kept at all, in ms. */
const judgedMs = 28 * dayMs;
const keptMs = 84 * dayMs;
const thousand = 1_000;

/** Past forecasts, kept to be held against what happened (MET-4). Written beside the log, by this alone. */
export class ForecastMemory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps a forecast where one of its relief is due to be kept. */
  keep({ madeMs, reliefMs, queue, raw }: Forecast): void {
    const ahead = (reliefMs - madeMs) / minuteMs;
    const slotMinutes = slots.find((slot) => ahead <= slot && slot - ahead < patience);
    if (slotMinutes === undefined) return;
    keepForecast(this.#database, {
      ...{ reliefAt: reliefMs, slotMinutes, madeAt: madeMs, actual: null },
      rawLow: Math.round(raw.low * thousand),
      rawMedian: Math.round(raw.median * thousand),
      rawHigh: Math.round(raw.high * thousand),
      ...queue,
    });
    forgetForecasts(this.#database, madeMs - keptMs);
  }

  settle(reliefMs: number, actual: number): void {
    settleForecasts(this.#database, reliefMs, actual);
  }

  /** Reliefs that are over by now and of which nobody has noted what happened. */
  unsettled(atMs: number): number[] {
    const open = this.#since(atMs).filter(
      ({ actual, reliefAt }) => actual === null && reliefAt <= atMs,
    );
    return [...new Set(open.map(({ reliefAt }) => reliefAt))];
  }

  /** What later forecasts may learn from. */
  past(atMs: number): PastForecast[] {
    return this.#since(atMs).flatMap(({ actual, reliefAt, madeAt, rawLow, rawMedian, rawHigh }) =>
      actual === null
        ? []
        : [
            {
              ...{ madeMs: madeAt, reliefMs: reliefAt, actual },
              low: rawLow / thousand,
              median: rawMedian / thousand,
              high: rawHigh / thousand,
            },
          ],
    );
  }

  /** How the forecasts of the last four weeks fared; null before there is one that is over. */
  score(atMs: number): ForecastScore | null {
    const over = this.#since(atMs).filter(({ reliefAt }) => reliefAt >= atMs - judgedMs);
    const known = over.flatMap((each) => (each.actual === null ? [] : [isHeld(each, each.actual)]));
    if (!known.length) return null;
    const reliefs = new Set(
      over.filter(({ actual }) => actual !== null).map((each) => each.reliefAt),
    );
    const held = known.filter(Boolean).length / known.length;
    return { held, forecasts: known.length, reliefs: reliefs.size };
  }

  #since(atMs: number): KeptForecast[] {
    return forecastsSince(this.#database, atMs - keptMs);
  }
}

function isHeld({ low, high }: KeptForecast, actual: number): boolean {
  return low <= actual && actual <= high;
}
