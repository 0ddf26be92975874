import { join } from 'node:path';
import type { Logger } from 'pino';
import { ImapDoor } from './imap-door.ts';
import { Letterboxes } from './letterboxes.ts';
import { MailJournal } from './mail-journal.ts';
import { SmtpDoor } from './smtp-door.ts';

interface MailServersParts {
  readonly dataDir: string;
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly contact: string;
  readonly clock: { now(): number };
  readonly logger: Pick<Logger, 'warn'>;
}

/** The demonstration can be reached from this machine only, whatever the settings say (RUN-1). */
const LOOPBACK = '127.0.0.1';

/** The mailbox's account. It guards nothing: the mailbox is on loopback and holds invented mail. */
const account = { user: 'vigie', password: 'demonstration' };

/**
 * The embedded mail servers of the demonstration (RUN-1): real IMAP and SMTP on loopback, the mailbox
 * on disk, the citizens' letterboxes in memory. Nothing that is sent through them leaves the machine.
 */
export class MailServers {
  readonly letterboxes = new Letterboxes();
  /** True when no mail has ever come to the mailbox. */
  readonly isNew: boolean;
  readonly #journal: MailJournal;
  readonly #imap: ImapDoor;
  readonly #smtp: SmtpDoor;
  #ports = { imap: 0, smtp: 0 };

  private constructor({ dataDir, contact, clock, logger }: MailServersParts) {
    const path = join(dataDir, 'demo-mailbox');
    const { journal, contents } = MailJournal.open(path, clock.now());
    const { droppedBytes } = contents;
    if (droppedBytes)
      logger.warn({ path, droppedBytes }, 'demo mailbox: dropped a torn last record');
    this.isNew = !contents.uidNext.has('INBOX');
    this.#journal = journal;
    this.#imap = new ImapDoor({ journal, contents, account, clock });
    this.#smtp = new SmtpDoor({
      contact,
      clock,
      toService: (raw) => {
        this.#imap.deliver(raw);
      },
      toCitizens: (raw, recipients) => this.letterboxes.deliver(raw, recipients, clock.now()),
    });
  }

  /** Opens the mailbox and listens; rejects with `PortInUse` where somebody else listens already. */
  static async start(parts: MailServersParts): Promise<MailServers> {
    const servers = new MailServers(parts);
    try {
      const imap = await listen(servers.#imap, parts.imapPort, 'VIGIE_DEMO_IMAP_PORT');
      const smtp = await listen(servers.#smtp, parts.smtpPort, 'VIGIE_DEMO_SMTP_PORT');
      servers.#ports = { imap, smtp };
    } catch (error) {
      await servers.close();
      throw error;
    }
    return servers;
  }

  get imapUrl(): string {
    return `imap://${account.user}:${account.password}@${LOOPBACK}:${String(this.#ports.imap)}`;
  }

  get smtpUrl(): string {
    return `smtp://${LOOPBACK}:${String(this.#ports.smtp)}`;
  }

  async close(): Promise<void> {
    await Promise.all([this.#imap.close(), this.#smtp.close()]);
    this.#journal.close();
  }
}

/** Somebody else listens on a port of the demonstration. The message is for whoever started it. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';

  constructor(port: number, setting: string) {
    super(`Le port ${String(port)} est déjà pris : choisissez-en un autre par ${setting}.`);
  }
}

async function listen(door: ImapDoor | SmtpDoor, port: number, setting: string): Promise<number> {
  try {
    return await door.listen(port, LOOPBACK);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new PortInUse(port, setting) : error;
  }
}
