import {
  gravePeak,
  isGravePeak,
  mostOrdinaryPerHour,
  ordinaryPerHour,
  type HourOfWeek,
} from '@vigie/shared/forecast/ordinary-week';
import { categories, categoryKeys, type CategoryKey } from '@vigie/shared/triage/categories';

/** How many mails of each category come in an hour such as this one (domain: "Load"), at speed 1. */
export function arrivalsPerHour(now: HourOfWeek): Record<CategoryKey, number> {
  const all = ordinaryPerHour(now);
  const rates = categoryKeys.map((key) => {
    const { sharePercent, priority } = categories[key];
    const isGrave = priority === 'P0' || priority === 'P1';
    return [key, (all * sharePercent * (isGrave && isGravePeak(now) ? gravePeak : 1)) / 100];
  });
  // Made from categoryKeys just above, so that every key is there.
  return Object.fromEntries(rates) as Record<CategoryKey, number>;
}

/** More mails an hour than any hour of the week brings, bursts apart. */
export const mostPerHour = mostOrdinaryPerHour * gravePeak;
