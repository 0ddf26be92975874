import { defaultCycle } from './cycle.ts';
import type { Departure, Override } from './override.ts';
import { defaultPlan, type RosterPlan } from './plan.ts';
import { RosterBook, type RosterPerson } from './roster-book.ts';

/** An instant by the wall clock of the unit. */
export const at = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').epochMilliseconds;

export const hm = (hours: number, minutes = 0): number => hours * 3_600_000 + minutes * 60_000;

/** Somebody of the service, an agent of JOUR-A unless told otherwise. */
export function member(id: string, part: Partial<RosterPerson> = {}): RosterPerson {
  return { id, role: 'agent', teamId: 'JOUR-A', active: true, clearances: [], ...part };
}

/** The forty of the domain, as `JOUR-A-0` (a lead) to `NUIT-B-5`; every third is cleared; and four in offices. */
export function unit(): RosterPerson[] {
  const teams = defaultCycle.teams.flatMap(({ id, size }) =>
    Array.from({ length: size }, (_, n) =>
      member(`${id}-${String(n)}`, {
        teamId: id,
        role: n === 0 ? 'lead' : 'agent',
        clearances: n % 3 === 0 ? ['violence'] : [],
      }),
    ),
  );
  const office = (['commissioner', 'officer', 'clerk', 'clerk'] as const).map((role, n) =>
    member(`${role}-${String(n)}`, { role, teamId: null }),
  );
  return [...teams, ...office];
}

/** The book of the domain's unit with these departures standing, in this order. */
export function bookOf(
  departures: readonly Departure[] = [],
  plan: RosterPlan = defaultPlan,
): RosterBook {
  return new RosterBook(plan, unit(), departures.map(entered));
}

/** A departure that stands, entered as the n-th. */
export function entered(departure: Departure, n = 0): Override {
  return {
    ...{ id: `o${String(n)}`, departure, status: 'standing', by: 'clerk-2', at: n, seq: n + 1 },
    ...{ noteId: null, exemption: null, settled: null },
  };
}
