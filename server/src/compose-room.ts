import { join } from 'node:path';
import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import { openUpgraded } from '@vigie/db/open-upgraded';
import { allPeople } from '@vigie/db/queries/people';
import { loadSettings } from '@vigie/db/settings-rows';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import { mayCall } from './api-access/callable.ts';
import { tokenFor, webhookSecret } from './api-access/secrets.ts';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import { openShipping, type Shipping } from './compose-shipping.ts';
import type { Letterhead } from './desk/correspondence.ts';
import { Desk } from './desk/desk.ts';
import { startKeepers, type Keepers } from './desk/keepers.ts';
import { FileReader } from './files/file-reader.ts';
import { MailFiles } from './files/mail-files.ts';
import { scanArrivals } from './files/scan-arrivals.ts';
import { VirusScanner } from './files/virus-scanner.ts';
import { Forecaster } from './forecast/forecaster.ts';
import { Statistics } from './statistics/statistics.ts';
import { handoverMeans } from './handover/handover-means.ts';
import { Sheets } from './handover/sheets.ts';
import { ShiftSurroundings } from './handover/surroundings.ts';
import type { Health } from './live/live-hub.ts';
import { Attempts } from './people/attempts.ts';
import { isOfDemonstration } from './demo/own-servers.ts';
import type { MailboxKeeping } from './desk/interpret-mailbox.ts';
import { MailSecrets } from './mail/mail-secrets.ts';
import { Mailboxes } from './mail/mailboxes.ts';
import { oneTimePassword } from './people/one-time-password.ts';
import { PastDesk } from './past/past-desk.ts';
import { Passkeys } from './people/passkeys.ts';
import { Passwords } from './people/passwords.ts';
import { SecondFactors } from './people/second-factors.ts';
import { Sessions } from './people/sessions.ts';
import { Signatures } from './people/signatures.ts';
import { Retention } from './erasure/retention.ts';
import { Staff } from './people/staff.ts';
import { loadRosterContents } from './roster/roster-contents.ts';
import { RosterKeeper } from './roster/roster-keeper.ts';
import { mailboxPurpose, Seal } from './settings/seal.ts';
import { SettingsInForce } from './settings/settings-in-force.ts';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { findCorrespondence } from './tickets/find-correspondence.ts';

/** What stands behind every door: the log, the desk, and who is who. */
export interface Room {
  readonly database: Database;
  readonly log: EventLog;
  readonly roster: RosterKeeper;
  readonly staff: Staff;
  readonly desk: Desk;
  readonly passwords: Passwords;
  readonly keepers: Keepers;
  readonly sessions: Sessions;
  readonly sheets: Sheets;
  /** Tries at passwords, at the door and under signatures alike (ACCESS-2). */
  readonly attempts: Attempts;
  readonly files: MailFiles;
  readonly reader: FileReader;
  readonly settings: SettingsInForce;
  readonly mailboxes: Mailboxes;
  readonly mailSecrets: MailSecrets;
  readonly retention: Retention;
  readonly forecaster: Forecaster;
  readonly statistics: Statistics;
  readonly past: PastDesk;
  readonly isOurs: MailboxKeeping['isOurs'];
  readonly shipping: Shipping | null;
  readonly factors: SecondFactors;
  readonly passkeys: Passkeys;
  readonly signatures: Signatures;
}

/** Opens the database and everything that works on it; each is closed after those that stand on it. */
export async function composeRoom(
  parts: AppParts,
  health: () => Health,
  closers: Closers,
): Promise<Room> {
  const { config, folder, clock, logger, random } = parts;
  const seal = new Seal(folder.secret);
  const isOurs: MailboxKeeping['isOurs'] = (fields) =>
    config.mode === 'production' || isOfDemonstration(fields, config.demo);
  const passwords = parts.passwords ?? new Passwords();
  const store = openStore(parts, closers);
  const { database, settings, mailboxes } = store;
  const attempts = new Attempts(clock);
  const surroundings = new ShiftSurroundings({ database, health });
  const signatures = new Signatures({ database, passwords, attempts });
  const desk = new Desk({
    ...{ ...store, clock, logger, newId: random.newId },
    handovers: handoverMeans({
      roster: store.roster,
      ...{ database, surroundings, signatures, clock },
    }),
    stationery: {
      letterheadOf: (mailboxId) => letterhead(mailboxId, { config, folder, settings, mailboxes }),
      findCorrespondence: (ticketId) => findCorrespondence(store.database, ticketId),
      findMails: (ticketId) => mailsOfTicket(store.database, ticketId),
    },
    keeping: {
      given: config.given,
      seal: (mailboxId, secret, password) => seal.seal(mailboxPurpose(mailboxId, secret), password),
      tokenFor: (by, key) => tokenFor(folder.secret, by, key),
      webhookSecret: (id) => webhookSecret(folder.secret, id),
      mayCall: (url) => mayCall(url, config.calls),
      isOurs,
    },
    makePassword: async (by, key) => {
      const password = oneTimePassword(folder.secret, by, key);
      return { password, hash: await passwords.hash(password) };
    },
  });
  const factors = new SecondFactors({
    ...{ database, desk, seal, clock, settings, newId: random.newId },
    demand: config.secondFactor,
  });
  const passkeys = new Passkeys({
    ...{ database, desk, clock, settings, newId: random.newId, newToken: random.newToken },
    publicUrl: config.publicUrl,
  });
  const keepers = await openKeepers(parts, { ...store, desk }, closers);
  const sessions = await openSessions(parts, { ...store, desk }, closers);
  const cabinet = openFiles(parts, store, closers);
  const sheets = new Sheets({ database, roster: store.roster, settings, surroundings });
  const mailSecrets = new MailSecrets(database, seal);
  const retention = openRetention(parts, { ...store, desk }, closers);
  const forecaster = new Forecaster({ ...parts, ...store, chance: random.chance });
  closers.add('forecaster', () => forecaster.close());
  const statistics = openStatistics(parts, store, closers);
  const past = openPast(parts, store, closers);
  return {
    ...store,
    ...cabinet,
    retention,
    forecaster,
    statistics,
    past,
    desk,
    passwords,
    attempts,
    keepers,
    sessions,
    mailSecrets,
    isOurs,
    sheets,
    factors,
    passkeys,
    signatures,
  };
}

type Store = Pick<
  Room,
  'database' | 'log' | 'roster' | 'staff' | 'settings' | 'mailboxes' | 'shipping'
>;

function openStore(parts: AppParts, closers: Closers): Store {
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

function openFiles(
  { config, clock, timers, logger }: AppParts,
  { database, log }: Store,
  closers: Closers,
): Pick<Room, 'files' | 'reader'> {
  const reader = new FileReader(timers);
  closers.add('file reader', () => reader.close());
  const scanner = config.clamd === null ? null : new VirusScanner(config.clamd, timers);
  const files = new MailFiles({ database, reader, scanner, clock });
  const onError = (err: unknown) => logger.error({ err }, 'the files of a mail were not scanned');
  if (scanner) closers.add('scans', scanArrivals(log, database, files, onError));
  return { files, reader };
}

async function openKeepers(
  { clock, timers, random, logger }: AppParts,
  store: Store & Pick<Room, 'desk'>,
  closers: Closers,
): Promise<Keepers> {
  const { newId } = random;
  const { roster } = store;
  const keepers = await startKeepers({
    ...{ ...store, clock, timers, newId, logger },
    get cycle() {
      return roster.cycleAt(clock.now());
    },
  });
  closers.add('keepers', () => keepers.close());
  closers.add(
    'plan',
    store.log.follow(({ changed }) => {
      if (changed['roster-plan'].size > 0) keepers.followPlan();
    }),
  );
  closers.add(
    'acts',
    store.desk.followActs((act) => keepers.leases.touch(act)),
  );
  return keepers;
}

function openRetention(
  { clock, timers, random, logger }: AppParts,
  { database, desk, settings }: Store & Pick<Room, 'desk'>,
  closers: Closers,
): Retention {
  const { newId } = random;
  const retention = new Retention({ database, desk, settings, clock, timers, newId, logger });
  closers.add('retention', () => retention.close());
  retention.start();
  return retention;
}

function openStatistics(
  { clock, timers, logger }: AppParts,
  { roster, ...store }: Store,
  closers: Closers,
): Statistics {
  const onFault = (err: unknown) => logger.warn({ err }, 'the statistics died, and come back');
  const tz = () => roster.book.tz;
  const statistics = new Statistics({ ...store, clock, timers, tz, onFault });
  closers.add('statistics', () => statistics.close());
  return statistics;
}

function openPast(
  { folder, timers, logger }: AppParts,
  { database, log }: Store,
  closers: Closers,
): PastDesk {
  const checkpointsPath = join(folder.path, 'checkpoints.db');
  const onError = (err: unknown) => logger.error({ err }, 'the worker of the past failed');
  const past = new PastDesk({ database, log, timers, checkpointsPath, onError });
  closers.add('past', () => past.close());
  return past;
}

async function openSessions(
  { config, clock, timers, random, logger }: AppParts,
  store: Store & Pick<Room, 'desk'>,
  closers: Closers,
): Promise<Sessions> {
  const { newId, newToken } = random;
  const limits = config.sessionLimits;
  const sessions = new Sessions({ ...store, clock, timers, newId, newToken, limits, logger });
  closers.add('sessions', () => sessions.close());
  await sessions.start();
  return sessions;
}

/** As whom an answer leaves. Before there is any mailbox, the environment's address speaks. */
function letterhead(
  mailboxId: string,
  {
    config,
    folder,
    settings,
    mailboxes,
  }: Pick<AppParts, 'config' | 'folder'> & Pick<Room, 'settings' | 'mailboxes'>,
): Letterhead {
  const mailbox = mailboxes.outwardOf(mailboxId);
  return {
    mailboxId: mailbox?.id ?? mailboxId,
    contact: mailbox?.address ?? config.contact,
    serviceName: settings.serviceName,
    signature: mailbox?.signature ?? settings.signature,
    secret: folder.secret,
  };
}
