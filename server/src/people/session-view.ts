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
  { person, mustChoosePassword }: Viewer,
  { mode, contact, cycle, settings }: ServiceFacts,
  staff: Staff,
  clock: Clock,
): Session {
  const { id, login, rank, name, alias, role, teamId, clearances } = person;
  const { leaseMs, staleAfterMs, claimLimit, withdrawMs } = settings;
  const at = clock.now();
  return {
    you: {
      ...{ id, login, rank, name, alias, role, teamId },
      clearances: [...clearances],
      standsIn: staff.standsIn(id, at),
      mustChoosePassword,
    },
    mode,
    contact,
    cycle,
    settings: { leaseMs, staleAfterMs, claimLimit, withdrawMs },
    serverTime: at,
  };
}
