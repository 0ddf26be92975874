import type { Person } from '../people/person.ts';

/** Ranks from the most senior down; unknown ranks come last. */
const ranks = ['Cre', 'Cdt', 'Cne', 'Lt', 'Maj', 'B-C', 'Brg', 'Gpx', 'PA'];

/** What must be known of a person to say who stands in: screens know no more. */
type Standing = Pick<Person, 'id' | 'rank' | 'role' | 'active' | 'signedInAt'>;

/**
 * The lead who stands in for the command (LOCK-6): with neither commissioner nor officer signed in,
 * the most senior signed-in lead who is on duty; null when there is none or no need.
 */
export function standIn<P extends Standing>(
  people: readonly P[],
  onDuty: ReadonlySet<string>,
): P | null {
  const present = people.filter((person) => person.active && person.signedInAt !== null);
  if (present.some(({ role }) => role === 'commissioner' || role === 'officer')) return null;
  const leads = present.filter(({ id, role }) => role === 'lead' && onDuty.has(id));
  return leads.toSorted(bySeniority)[0] ?? null;
}

/** The more senior first, by rank; of equal ranks always the same one. */
export function bySeniority(
  one: Pick<Standing, 'id' | 'rank'>,
  other: Pick<Standing, 'id' | 'rank'>,
): number {
  return seniority(one) - seniority(other) || (one.id < other.id ? -1 : 1);
}

function seniority({ rank }: Pick<Standing, 'rank'>): number {
  const place = ranks.indexOf(rank);
  return place === -1 ? ranks.length : place;
}
