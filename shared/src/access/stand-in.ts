import type { Person } from '../people/person.ts';

/** Ranks from the most senior down; unknown ranks come last. */
const ranks = ['Cre', 'Cdt', 'Cne', 'Lt', 'Maj', 'B-C', 'Brg', 'Gpx', 'PA'];

/**
 * The lead who stands in for the command (LOCK-6): with neither commissioner nor officer signed in,
 * the most senior signed-in lead of the teams on duty; null when there is none or no need.
 */
export function standIn(people: readonly Person[], teamsOnDuty: readonly string[]): Person | null {
  const present = people.filter((person) => person.active && person.signedInAt !== null);
  if (present.some(({ role }) => role === 'commissioner' || role === 'officer')) return null;
  const leads = present.filter(
    ({ role, teamId }) => role === 'lead' && teamId !== null && teamsOnDuty.includes(teamId),
  );
  return leads.toSorted(bySeniority)[0] ?? null;
}

function bySeniority(one: Person, other: Person): number {
  return seniority(one) - seniority(other) || (one.id < other.id ? -1 : 1);
}

function seniority({ rank }: Person): number {
  const place = ranks.indexOf(rank);
  return place === -1 ? ranks.length : place;
}
