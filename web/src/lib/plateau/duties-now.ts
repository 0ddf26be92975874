import type { Cycle } from '@vigie/shared/roster/cycle';
import { shiftsAt } from '@vigie/shared/roster/on-duty';
import type { DutyMark, View } from '@vigie/shared/wire/view';

/** Somebody's place in a shift that is on, as the plateau needs it. */
export type OnDuty = Pick<
  DutyMark,
  'shiftId' | 'teamId' | 'endMs' | 'basis' | 'replaces' | 'absent' | 'arrivesMs' | 'leavesMs'
>;

interface DutyFacts {
  readonly cycle: Cycle;
  readonly view: Pick<View, 'people' | 'duty'>;
  readonly now: number;
}

/**
 * Who is rostered at this instant, the absent too, by person (ROST-4). Of two duties, as in a relief
 * that somebody works through, the one that began first stands.
 */
export function dutiesNow(facts: DutyFacts): ReadonlyMap<string, OnDuty> {
  const marks = Object.values(facts.view.duty);
  if (!marks.length) return byCycle(facts);
  const now = marks
    .filter(
      ({ teamId, startMs, endMs }) => teamId !== null && startMs <= facts.now && facts.now < endMs,
    )
    .sort((one, other) => other.startMs - one.startMs);
  return new Map(now.map((mark) => [mark.personId, mark]));
}

/** Before any roster has been read, the cycle alone answers. */
function byCycle({ cycle, view, now }: DutyFacts): ReadonlyMap<string, OnDuty> {
  const duties = new Map<string, OnDuty>();
  for (const shift of shiftsAt(cycle, now).toReversed()) {
    for (const { id, active, teamId } of Object.values(view.people)) {
      if (!active || teamId !== shift.teamId) continue;
      duties.set(id, { ...ofCycle, shiftId: shift.id, teamId, endMs: shift.endMs });
    }
  }
  return duties;
}

const ofCycle = {
  basis: 'cycle',
  replaces: null,
  absent: false,
  arrivesMs: null,
  leavesMs: null,
} as const;
