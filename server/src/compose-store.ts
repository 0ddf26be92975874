import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import { openUpgraded } from '@vigie/db/open-upgraded';
import { allPeople } from '@vigie/db/queries/people';
import { loadSettings } from '@vigie/db/settings-rows';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import { openShipping, type Shipping } from './compose-shipping.ts';
import { Mailboxes } from './mail/mailboxes.ts';
import { Staff } from './people/staff.ts';
import { loadRosterContents } from './roster/roster-contents.ts';
import { RosterKeeper } from './roster/roster-keeper.ts';
import { SettingsInForce } from './settings/settings-in-force.ts';

/** The log, and what follows it from the first: whoever hears of a change reads it here. */
export interface Store {
  readonly database: Database;
  readonly log: EventLog;
  readonly roster: RosterKeeper;
  readonly staff: Staff;
  readonly settings: SettingsInForce;
  readonly mailboxes: Mailboxes;
  readonly shipping: Shipping | null;
}

/** Opens the database, brought up to date, with its followers; each is closed after those that stand on it. */
export function openStore(parts: AppParts, closers: Closers): Store {
  const { config, folder, clock, logger, progress } = parts;
  let shipping: Shipping | null = null;
  // Closed after the database: then the journal is left as it is for the standby.
  closers.add('journal', () => shipping?.shipper.close());
  const database = openUpgraded(folder.databasePath, {
    now: () => clock.now(),
    journal: config.standby.token === null ? 'written-back' : 'kept',
    onMigration: ({ done, total, name }) =>
      progress?.(`Mise à niveau de la base : ${String(done + 1)} sur ${String(total)} (${name})`),
    onRebuild: ({ done, total }) =>
      progress?.(`Relecture de la main courante : ${String(done)} faits sur ${String(total)}`),
  });
  closers.add('database', () => database.close());
  shipping = openShipping(parts, database, closers);
  const onError = (err: unknown) => logger.error({ err }, 'a follower of the log failed');
  const log = createEventLog(database, { onError });
  closers.add('log', () => log.close());
  // They follow the log first: whoever hears of a change reads it here.
  const settings = new SettingsInForce(log, config.given, loadSettings(database));
  closers.add('settings', () => settings.close());
  const mailboxes = new Mailboxes({ database, log });
  closers.add('mailboxes', () => mailboxes.close());
  const roster = new RosterKeeper(log, loadRosterContents(database));
  closers.add('roster', () => roster.close());
  const staff = new Staff(log, allPeople(database), roster);
  closers.add('staff', () => staff.close());
  return { database, log, roster, staff, settings, mailboxes, shipping };
}
