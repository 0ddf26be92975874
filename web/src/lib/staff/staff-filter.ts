import type { Cycle } from '@vigie/shared/roster/cycle';
import type { StaffMember } from '@vigie/shared/wire/session';

/** Which people of the staff are shown. */
export interface StaffFilter {
  readonly words: string;
  /** A team's id, `none` for those without one, or null for all. */
  readonly teamId: string | null;
  /** Closed accounts as well. */
  readonly withEnded: boolean;
}

/** Stands for « sans brigade » among the ids of teams. */
export const noTeam = 'none';

/** The people of the filter: command first, then team by team with its lead in front, then the others. */
export function staffShown(
  members: readonly StaffMember[],
  filter: StaffFilter,
  cycle: Pick<Cycle, 'teams'>,
): StaffMember[] {
  const words = folded(filter.words).split(' ').filter(Boolean);
  return members
    .filter((member) => filter.withEnded || member.active)
    .filter(({ teamId }) => filter.teamId === null || (teamId ?? noTeam) === filter.teamId)
    .filter((member) => says(member, words))
    .sort(byPlace(cycle));
}

function says({ rank, name, login, alias }: StaffMember, words: readonly string[]): boolean {
  const text = folded(`${rank} ${name} ${login} ${alias}`);
  return words.every((word) => text.includes(word));
}

/** « Lefèvre » is found by « lefevre ». */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function byPlace({ teams }: Pick<Cycle, 'teams'>) {
  const place = ({ role, teamId }: StaffMember) => {
    if (role === 'commissioner') return -2;
    if (role === 'officer') return -1;
    const team = teams.findIndex(({ id }) => id === teamId);
    return team === -1 ? teams.length : team;
  };
  return (one: StaffMember, other: StaffMember) =>
    place(one) - place(other) ||
    Number(other.role === 'lead') - Number(one.role === 'lead') ||
    one.name.localeCompare(other.name, 'fr') ||
    (one.id < other.id ? -1 : 1);
}
