import type { Forecast } from '@vigie/shared/forecast/forecast';
import type { Known, PastForecast } from '@vigie/shared/forecast/known';
import type { OpenSwap, WhatIf } from '@vigie/shared/wire/forecast';

/** What the worker needs for one forecast beside what it reads itself. */
interface Circumstances extends Pick<Known, 'allowedMs' | 'aims'> {
  readonly atMs: number;
  readonly seed: number;
  readonly past: readonly PastForecast[];
}

/** What the owner asks of the worker; each question is answered, in order. */
export type ForecastTask =
  | ({
      readonly kind: 'refresh';
      /** Reliefs that are over and whose outcome is not known yet. */
      readonly unsettled: readonly number[];
    } & Circumstances)
  | ({ readonly kind: 'what-if'; readonly whatIf: WhatIf } & Circumstances);

/** The newest forecast, and what the owner notes beside it. */
export interface Refreshed {
  readonly kind: 'refreshed';
  readonly forecast: Forecast;
  readonly historyDays: number;
  readonly settled: readonly { readonly reliefMs: number; readonly actual: number }[];
  readonly swaps: readonly OpenSwap[];
  /** Restricted tickets among those that wait. */
  readonly restricted: readonly string[];
}

export interface Compared {
  readonly kind: 'compared';
  readonly before: Forecast;
  readonly after: Forecast;
  readonly restricted: readonly string[];
}

/** What was asked cannot be answered: the swap is no longer open. */
export interface Unanswerable {
  readonly kind: 'swap-not-open';
}

export type ForecastReply = Refreshed | Compared | Unanswerable;
