import type { ForecastAnswer, ForecastView } from '@vigie/shared/wire/forecast';
import { hourText } from '#lib/format/paris-time.ts';
import type { ApiRefusal } from '#lib/http/api.ts';
import { m } from '#lib/paraglide/messages.js';

/** With less history than this, in days, the usual week speaks beside it, and that is said. */
const enoughDays = 14;

/** A chance in whole percent; what is nearly sure is not said to be sure. */
export function chanceText(chance: number): string {
  const percent = Math.round(chance * 100);
  if (percent >= 100) return m.forecast_almost_sure();
  return percent < 1 ? m.forecast_almost_none() : m.forecast_percent({ percent });
}

/** « entre 5 et 14 ». */
export function betweenText({ low, high }: ForecastView['queue']): string {
  return m.forecast_between({ low, high });
}

/** How the forecast stands, where it is not simply well; empty where it is. */
export function troubleText(answer: ForecastAnswer | null, refusal: ApiRefusal | null): string {
  if (refusal) return m.forecast_unreachable();
  if (!answer || answer.state === 'starting') return m.forecast_starting();
  if (answer.state === 'well') return '';
  return answer.forecast
    ? m.forecast_down_since({ time: hourText(answer.forecast.madeMs) })
    : m.forecast_down();
}

/** « 80 % : tenu 79 % sur 41 relèves », and what history lies behind it where it is thin. */
export function scoreText({ score, historyDays }: ForecastAnswer): string {
  const held = score
    ? m.forecast_score({ percent: Math.round(score.held * 100), count: score.reliefs })
    : m.forecast_score_none();
  if (historyDays >= enoughDays) return held;
  return `${held} · ${m.forecast_thin({ days: Math.floor(historyDays) })}`;
}
