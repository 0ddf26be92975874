import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import { lastHeartbeat, persistHeartbeat } from '@vigie/db/queries/heartbeat';
import { lockedTickets, openTickets } from '@vigie/db/queries/tickets';
import type { Cycle } from '@vigie/shared/roster/cycle';
import type { Timers } from '../clock.ts';
import { AlarmKeeper } from './alarms.ts';
import type { DeadlineParts } from './deadlines.ts';
import { ReliefKeeper } from '../handover/relief-keeper.ts';
import { Heartbeat } from './heartbeat.ts';
import { LeaseKeeper } from './leases.ts';
import { ShiftClock } from './shift-clock.ts';
import type { SystemHands } from './system-act.ts';

export interface KeeperParts extends SystemHands {
  readonly database: Database;
  readonly log: Pick<EventLog, 'follow'>;
  readonly timers: Timers;
  readonly cycle: Cycle;
  readonly logger: DeadlineParts['logger'];
}

/** All that the server's clock does by itself: leases, alarms, shifts, and the note that it is alive. */
export interface Keepers {
  readonly leases: LeaseKeeper;
  /** Shifts and reliefs are waited for anew: the cycle is another. */
  followPlan(): void;
  close(): void;
}

/** Starts the keepers on what stands in the database; the time without a server is given back first (LOCK-4). */
export async function startKeepers(parts: KeeperParts): Promise<Keepers> {
  const { database } = parts;
  const leases = new LeaseKeeper(parts);
  const alarms = new AlarmKeeper(parts);
  const shiftClock = new ShiftClock(parts);
  await leases.start({ locked: lockedTickets(database), lastHeartbeat: lastHeartbeat(database) });
  // Only now: the first beat forgets how long nobody was alive.
  const heartbeat = new Heartbeat({ ...parts, persist: (at) => persistHeartbeat(database, at) });
  alarms.start(openTickets(database).map(({ ticket }) => ticket));
  await shiftClock.start();
  const reliefs = new ReliefKeeper(parts);
  await reliefs.start();
  return {
    leases,
    followPlan: () => {
      for (const keeper of [shiftClock, reliefs]) keeper.lookAgain();
    },
    close: () => {
      for (const keeper of [reliefs, shiftClock, alarms, leases, heartbeat]) keeper.close();
    },
  };
}
