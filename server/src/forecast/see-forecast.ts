import type { Forecast } from '@vigie/shared/forecast/forecast';
import type { Settings } from '@vigie/shared/settings/settings';
import { priorities, type Priority } from '@vigie/shared/triage/priority';
import type { ForecastView } from '@vigie/shared/wire/forecast';

/** Tickets whose chance is below this may be late, and are named. */
const safe = 0.8;
/** In a surge there are more than anybody reads. */
const mostNamed = 100;

/** A forecast as somebody may see it: of restricted tickets the uncleared learn nothing one by one (SYNC-4). */
export function seeForecast(
  { madeMs, reliefMs, queue, ofPriority, course, targets, tickets }: Forecast,
  hidden: ReadonlySet<string>,
  aims: Settings['aims'],
): ForecastView {
  return {
    ...{ madeMs, reliefMs, queue, ofPriority },
    course: [...course],
    targets: byPriority((one) => ({ chance: targets[one], aim: aims[one] })),
    atRisk: tickets
      .flatMap(({ id, chance }) =>
        chance === null || chance >= safe || hidden.has(id) ? [] : [{ ticketId: id, chance }],
      )
      .sort((one, other) => one.chance - other.chance)
      .slice(0, mostNamed),
  };
}

function byPriority<T>(of: (priority: Priority) => T): Record<Priority, T> {
  return Object.fromEntries(priorities.map((one) => [one, of(one)])) as Record<Priority, T>;
}
