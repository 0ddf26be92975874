import type { Holiday } from '@vigie/shared/roster/holidays';
import { m } from '#lib/paraglide/messages.js';

const texts: Record<Holiday, () => string> = {
  'new-year': m.roster_holiday_new_year,
  'good-friday': m.roster_holiday_good_friday,
  'easter-monday': m.roster_holiday_easter_monday,
  'labour-day': m.roster_holiday_labour_day,
  'victory-day': m.roster_holiday_victory_day,
  ascension: m.roster_holiday_ascension,
  'whit-monday': m.roster_holiday_whit_monday,
  'national-day': m.roster_holiday_national_day,
  assumption: m.roster_holiday_assumption,
  'all-saints': m.roster_holiday_all_saints,
  armistice: m.roster_holiday_armistice,
  christmas: m.roster_holiday_christmas,
  'saint-stephen': m.roster_holiday_saint_stephen,
};

/** A public holiday by its name. */
export function holidayText(holiday: Holiday): string {
  return texts[holiday]();
}
