import { createApp, type VigieApp } from './app.ts';
import type { AppParts } from './app-parts.ts';
import type { Config } from './config.ts';
import { Demo, type SignIn } from './demo/demo.ts';
import { adoptMailbox } from './mail/adopt-mailbox.ts';
import { intakeStart } from './mail/intake-start.ts';
import { DnsLookup } from './mail/dns-lookup.ts';
import { MailHouse } from './mail/mail-house.ts';
import { mailServerOf } from './mail/mail-server.ts';
import type { MailPatience } from './mail/mail-patience.ts';
import type { ChildLimits } from './mail/child-worker.ts';

export interface ServerParts extends AppParts {
  /** Told of steps that take a while (RUN-7). */
  readonly progress: (text: string) => void;
  readonly mailPatience?: MailPatience;
  readonly parserLimits?: ChildLimits;
  /** False where nobody reads them, and their thread would cost more than all else. */
  readonly forecasts?: boolean;
}

/** The service, running. */
export interface RunningServer {
  readonly url: string;
  /** In the demonstration: whom a human may be. */
  readonly signIns: readonly SignIn[];
  readonly firstCommissionerLink: string | null;
  /** Lets what is under way end, and stops (RUN-4). */
  close(): Promise<void>;
}

/** The settings' port belongs to somebody else. The message is for whoever started this. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';

  constructor(port: number) {
    super(`Le port ${String(port)} est déjà pris : choisissez-en un autre par VIGIE_PORT.`);
  }
}

/** A standby that is there has so long to take what it lacks, in ms. */
const drainMs = 5_000;

/** Starts everything: the service, its mail, in demo mode the demonstration around it; and listens. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  parts.progress('Ouverture de la main courante');
  const app = await createApp(parts);
  let demo: Demo | null = null;
  let mail: MailHouse | null = null;
  const close = async (): Promise<void> => {
    await demo?.endLife();
    await mail?.close();
    // What was committed last reaches the standby, if it is there.
    await app.shipping?.shipper.drain(drainMs);
    await app.close();
    await demo?.close();
  };
  try {
    demo = await startDemo(parts, app);
    mail = await openMail(parts, app, demo);
    await mail.start();
    await listen(app, parts.config);
    if (parts.forecasts ?? true) void app.forecaster.start();
    demo?.startLife(`http://127.0.0.1:${String(parts.config.port)}`);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: parts.config.publicUrl,
    signIns: demo?.signIns() ?? [],
    firstCommissionerLink: app.firstCommissionerLink,
    close,
  };
}

async function startDemo(parts: ServerParts, app: VigieApp): Promise<Demo | null> {
  const { config, folder, clock, timers, random, logger, progress } = parts;
  if (config.mode !== 'demo') return null;
  const { contact, demo } = config;
  progress('Ouverture de la boîte aux lettres de démonstration');
  return Demo.start({
    config: { contact, demo, dataDir: folder.path },
    ...{ roster: app.roster, desk: app.desk, staff: app.staff, clock, timers, logger },
    hashPassword: (password) => app.passwords.hash(password),
    newId: random.newId,
    seed: Math.floor(random.chance() * 2 ** 32),
    progress: (done, total) => {
      if (done % 10 > 0 && done < total) return;
      progress(`Nomination des effectifs : ${String(done)} sur ${String(total)}`);
    },
  });
}

/** Enters the environment's mailbox as the first, and opens the posts of all. */
async function openMail(parts: ServerParts, app: VigieApp, demo: Demo | null): Promise<MailHouse> {
  const { config, folder, clock, timers, random, logger } = parts;
  const urls = config.mode === 'demo' ? demo : config;
  if (!urls) throw new Error('a demonstration without its mail servers');
  const [imap, smtp] = [mailServerOf(urls.imapUrl), mailServerOf(urls.smtpUrl)];
  const since = intakeStart(app.database, config.mailSince);
  await adoptMailbox(
    { desk: app.desk, newId: random.newId },
    { contact: config.contact, imap, smtp, since },
  );
  app.mailSecrets.adopt({ imap: imap.password, smtp: smtp.password });
  const mail = new MailHouse({
    ...{ ...app, clock, timers, logger },
    texts: app.settings,
    secret: folder.secret,
    secrets: app.mailSecrets,
    newId: random.newId,
    chance: random.chance,
    patience: parts.mailPatience,
    parserLimits: parts.parserLimits,
    // The demonstration asks nobody anything: nothing leaves the machine (RUN-1).
    senders:
      config.mode === 'production' && config.senderChecks
        ? { lookup: new DnsLookup(clock), trustedRelay: config.trustedRelay }
        : null,
  });
  app.reportHealth(() => mail.health());
  app.reportPosts((mailboxId) => mail.postOf(mailboxId));
  return mail;
}

async function listen({ http }: VigieApp, { port, host }: Config): Promise<void> {
  try {
    await http.listen({ port, host });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new PortTaken(port) : error;
  }
}
