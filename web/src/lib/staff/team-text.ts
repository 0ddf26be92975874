import type { Cycle } from '@vigie/shared/roster/cycle';
import { kindOf } from '@vigie/shared/roster/team-hours';
import { m } from '#lib/paraglide/messages.js';

/** A team as screens name it: « Brigade A · jour »; by its id where two would share that name. */
export function teamText(cycle: Cycle, teamId: string): string {
  const team = cycle.teams.find(({ id }) => id === teamId);
  if (!team) return teamId;
  const kind = kindOf(team);
  const namesakes = cycle.teams.filter(
    (other) => other.pattern === team.pattern && kindOf(other) === kind,
  );
  if (namesakes.length > 1) return teamId;
  const name = { brigade: team.pattern };
  return kind === 'day' ? m.team_day(name) : m.team_night(name);
}
