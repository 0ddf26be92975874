import { defaultCycle } from '@vigie/shared/roster/cycle';
import { shiftsBetween, type Shift } from '@vigie/shared/roster/on-duty';
import { defaultCover, defaultOfficeHours, always } from '@vigie/shared/roster/plan';
import type { DutyView, RosterAnswer, RosterCell, RosterRow } from '@vigie/shared/wire/roster';

const dayMs = 86_400_000;

/** Four weeks from Monday 16 November 2026 as the cycle alone has them; today is the 23rd. */
export function rosterAnswer(part: Partial<RosterAnswer> = {}): RosterAnswer {
  const from = part.from ?? '2026-11-16';
  const days = part.days ?? 28;
  const dates = Array.from({ length: days }, (_, n) => ({
    date: new Date(Date.parse(from) + n * dayMs).toISOString().slice(0, 10),
    holiday: null,
  }));
  return {
    seq: 1,
    knownAt: null,
    from,
    days,
    today: '2026-11-23',
    tz: 'Europe/Paris',
    dates,
    plan: {
      cycles: [{ from: always, value: defaultCycle }],
      office: [{ from: always, value: defaultOfficeHours }],
      cover: [{ from: always, value: defaultCover }],
      holidays: 'france',
    },
    rows: defaultCycle.teams.flatMap(({ id, size }) =>
      Array.from({ length: size }, (_, n) =>
        rowOf(`${id.toLowerCase()}-${String(n)}`, id, from, days),
      ),
    ),
    cover: defaultCycle.teams.flatMap(({ id, size }) =>
      shiftsOf(id, from, days).map((shift) => ({
        shiftId: shift.id,
        teamId: id,
        kind: shift.kind,
        date: shift.date,
        startMs: shift.startMs,
        endMs: shift.endMs,
        size,
        present: size,
        minimum: defaultCover[shift.kind],
        leads: [`${id.toLowerCase()}-0`],
        cleared: 2,
      })),
    ),
    overrides: [],
    ...part,
  };
}

/** A duty of the cycle, unless told otherwise. */
export function duty(part: Partial<DutyView> = {}): DutyView {
  const startMs = Date.parse('2026-11-24T05:00:00Z');
  return {
    id: 'JOUR-A:2026-11-24/petit',
    personId: 'petit',
    shiftId: 'JOUR-A:2026-11-24',
    teamId: 'JOUR-A',
    kind: 'day',
    date: '2026-11-24',
    startMs,
    endMs: startMs + 12 * 3_600_000 + 8 * 60_000,
    basis: 'cycle',
    overrideId: null,
    replaces: null,
    arrivesMs: null,
    leavesMs: null,
    ...part,
  };
}

/** A date on which nothing departs from rest, unless told otherwise. */
export function cell(part: Partial<RosterCell> = {}): RosterCell {
  return { date: '2026-11-24', duties: [], absence: null, pending: [], ...part };
}

function rowOf(id: string, teamId: string, from: string, days: number): RosterRow {
  const cells = shiftsOf(teamId, from, days).map((shift) =>
    cell({ date: shift.date, duties: [dutyOf(shift, id)] }),
  );
  const role = id.endsWith('-0') ? 'lead' : 'agent';
  return { id, rank: 'Gpx', name: id, role, clearances: [], teamId, cells };
}

function dutyOf(shift: Shift, personId: string): DutyView {
  return duty({
    id: `${shift.id}/${personId}`,
    personId,
    shiftId: shift.id,
    teamId: shift.teamId,
    kind: shift.kind,
    date: shift.date,
    startMs: shift.startMs,
    endMs: shift.endMs,
  });
}

/** Shifts that start on one of the dates. */
function shiftsOf(teamId: string, from: string, days: number): Shift[] {
  const first = Date.parse(from);
  const last = new Date(first + (days - 1) * dayMs).toISOString().slice(0, 10);
  return shiftsBetween(defaultCycle, teamId, first - dayMs, first + (days + 1) * dayMs).filter(
    ({ date }) => date >= from && date <= last,
  );
}
