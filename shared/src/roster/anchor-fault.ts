import { daysAfter } from './calendar.ts';
import type { CycleFault, CycleShape } from './cycle-faults.ts';
import { minutesOf } from './team-hours.ts';

interface AnchoredCycle extends CycleShape {
  readonly tz: string;
  readonly anchor: string;
}

/**
 * An anchor in a clock change (ROST-1): on that date the clock never shows the time at which a shift of
 * it begins, or shows it twice, so that the first instant of the cycle is not one instant. A round later
 * is the same cycle and says it.
 */
export function anchorFault(cycle: AnchoredCycle): CycleFault | null {
  const { anchor, cycleDays, tz } = cycle;
  for (const { id, pattern, ...hours } of cycle.teams) {
    if (cycle.patterns[pattern]?.[0] !== 1) continue;
    const fault = startFault(tz, anchor, minutesOf(hours).start);
    if (fault) return told(fault, id, hours.from, { anchor, date: daysAfter(anchor, cycleDays) });
  }
  return null;
}

type StartFault = 'anchor-skipped' | 'anchor-twice';

function startFault(tz: string, date: string, minutes: number): StartFault | null {
  const local = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes });
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(tz, { disambiguation }),
  );
  if (!earlier || !later || earlier.epochMilliseconds === later.epochMilliseconds) return null;
  return earlier.toPlainDateTime().equals(local) ? 'anchor-twice' : 'anchor-skipped';
}

function told(
  fault: StartFault,
  team: string,
  time: string,
  { anchor, date }: { readonly anchor: string; readonly date: string },
): CycleFault {
  const clock = fault === 'anchor-skipped' ? 'n’existe pas' : 'passe deux fois';
  const message = `l’heure ${time} à laquelle commence la brigade ${team} ${clock} le ${anchor} (changement d’heure) ; le même cycle part du ${date}`;
  return { path: ['anchor'], message, params: { fault, time, date } };
}
