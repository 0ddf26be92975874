import type { PersonCard } from '@vigie/shared/wire/view';

type Named = Pick<PersonCard, 'rank' | 'name'>;

/** A colleague as screens name them: « Gpx Mercier ». */
export function personName({ rank, name }: Named): string {
  return rank ? `${rank} ${name}` : name;
}

/** Two letters for tags and portraits, from the family name: « ME ». */
export function initialsOf({ name }: Pick<PersonCard, 'name'>): string {
  const family = name.trim().split(/\s+/).at(-1) ?? '';
  return family.slice(0, 2).toLocaleUpperCase('fr');
}

/** The name of the person with this id; the service itself is « Vigie », the unknown are « ? ». */
export function nameById(people: Readonly<Record<string, Named>>, id: string): string {
  if (id === 'system') return 'Vigie';
  const person = people[id];
  return person ? personName(person) : '?';
}
