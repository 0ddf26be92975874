import type { Cycle } from '@vigie/shared/roster/cycle';
import type { Settings } from '@vigie/shared/settings/settings';
import type { Session } from '@vigie/shared/wire/session';
import type { Clock } from '../clock.ts';
import type { Staff } from './staff.ts';
import type { Viewer } from './viewer.ts';

/** What every screen is told of the service it belongs to. */
export interface ServiceFacts {
  readonly mode: Session['mode'];
  readonly contact: string;
  readonly cycle: Cycle;
  readonly settings: Settings;
}

/** Who is signed in here, and what a screen must know before its first snapshot. */
export function sessionView(
  { person, mustChoosePassword, mustEnrol }: Viewer,
  facts: ServiceFacts,
  staff: Staff,
  clock: Clock,
): Session {
  const { id, login, rank, name, alias, role, teamId, clearances } = person;
  return {
    you: {
      ...{ id, login, rank, name, alias, role, teamId },
      clearances: [...clearances],
      standsIn: staff.standsIn(id, clock.now()),
      mustChoosePassword,
      mustEnrol,
    },
    ...factsView(facts, clock),
  };
}

/** What a screen must know of the service, whoever looks at it. */
export function factsView(
  { mode, contact, cycle, settings }: ServiceFacts,
  clock: Clock,
): Omit<Session, 'you'> {
  const { leaseMs, staleAfterMs, claimLimit, withdrawMs, aims } = settings;
  const shown = { leaseMs, staleAfterMs, claimLimit, withdrawMs, aims: { ...aims } };
  return { mode, contact, cycle, settings: shown, serverTime: clock.now() };
}
