import { mayCall } from './api-access/callable.ts';
import { tokenFor, webhookSecret } from './api-access/secrets.ts';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import { openReaders, type Readers } from './compose-readers.ts';
import { openStore, type Store } from './compose-store.ts';
import type { Letterhead } from './desk/correspondence.ts';
import { Desk } from './desk/desk.ts';
import { startKeepers, type Keepers } from './desk/keepers.ts';
import { handoverMeans } from './handover/handover-means.ts';
import { Sheets } from './handover/sheets.ts';
import { ShiftSurroundings } from './handover/surroundings.ts';
import type { Health } from './live/live-hub.ts';
import { Attempts } from './people/attempts.ts';
import { isOfDemonstration } from './demo/own-servers.ts';
import type { MailboxKeeping } from './desk/interpret-mailbox.ts';
import { MailSecrets } from './mail/mail-secrets.ts';
import { oneTimePassword } from './people/one-time-password.ts';
import { PasskeyProofs } from './people/passkey-proofs.ts';
import { Passkeys } from './people/passkeys.ts';
import { Passwords } from './people/passwords.ts';
import { SecondFactors } from './people/second-factors.ts';
import { Sessions } from './people/sessions.ts';
import { Signatures } from './people/signatures.ts';
import { Retention } from './erasure/retention.ts';
import { mailboxPurpose, Seal } from './settings/seal.ts';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { findCorrespondence } from './tickets/find-correspondence.ts';

/** What stands behind every door: the log, the desk, and who is who. */
export interface Room extends Store, Readers {
  readonly desk: Desk;
  readonly passwords: Passwords;
  readonly keepers: Keepers;
  readonly sessions: Sessions;
  readonly sheets: Sheets;
  /** Tries at passwords, at the door and under signatures alike (ACCESS-2). */
  readonly attempts: Attempts;
  readonly mailSecrets: MailSecrets;
  readonly retention: Retention;
  readonly isOurs: MailboxKeeping['isOurs'];
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
  const { newToken } = random;
  const proofs = new PasskeyProofs({ database, clock, newToken, publicUrl: config.publicUrl });
  const signatures = new Signatures({ database, passwords, attempts, proofs });
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
    ...{ database, desk, clock, settings, newId: random.newId, proofs },
  });
  const keepers = await openKeepers(parts, { ...store, desk }, closers);
  const sessions = await openSessions(parts, { ...store, desk }, closers);
  const sheets = new Sheets({ database, roster: store.roster, settings, surroundings });
  const mailSecrets = new MailSecrets(database, seal);
  const retention = openRetention(parts, { ...store, desk }, closers);
  const readers = openReaders(parts, store, closers);
  return {
    ...store,
    ...readers,
    retention,
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
