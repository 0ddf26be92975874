import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { RunningServer } from '@vigie/server/server';
import { freePorts } from '../product/free-ports.ts';
import { databasePathOf, type ServiceSetting } from '../product/production-service.ts';
import { ServiceClient } from '../product/service-client.ts';
import { startFaultyService } from './faulty-service.ts';

/** What the ledger and the outbox say, read from the database file itself. */
export interface Books {
  /** The ledger by outcome (MAIL-2); outcomes without a message are left out. */
  readonly ledger: Readonly<Record<string, number>>;
  readonly tickets: readonly {
    readonly id: string;
    readonly number: string;
    readonly status: string;
  }[];
  readonly replies: readonly { readonly messageId: string; readonly state: string }[];
}

/** One row of the ledger. */
export interface LedgerLine {
  readonly uidValidity: string;
  readonly uid: number;
  readonly outcome: string;
}

/** A service between two real servers that have faults; in this process, or in one that can be killed. */
export class FaultStage {
  readonly #setting: ServiceSetting;
  readonly #mayBeKilled: boolean;
  #server: RunningServer | null = null;
  #child: ChildProcess | null = null;
  readonly #client: ServiceClient;

  private constructor(setting: ServiceSetting, mayBeKilled: boolean) {
    this.#setting = setting;
    this.#mayBeKilled = mayBeKilled;
    this.#client = new ServiceClient(`http://127.0.0.1:${String(setting.port)}`);
  }

  /** Sets one up on an empty folder; it does not run yet. */
  static async make(
    urls: Pick<ServiceSetting, 'imapUrl' | 'smtpUrl'>,
    { mayBeKilled = false } = {},
  ): Promise<FaultStage> {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-fault-'));
    const [port = 0] = await freePorts(1);
    return new FaultStage({ folder, port, epoch: Date.now(), ...urls }, mayBeKilled);
  }

  async start(): Promise<void> {
    if (!this.#mayBeKilled) {
      this.#server = await startFaultyService(this.#setting);
      return;
    }
    const entry = join(import.meta.dirname, 'faulty-service-process.ts');
    this.#child = fork(entry, [JSON.stringify(this.#setting)], { stdio: 'ignore' });
    const [word] = (await Promise.race([
      once(this.#child, 'message'),
      once(this.#child, 'exit'),
    ])) as unknown[];
    // Killed while it started: whoever killed it starts it again.
    if (word !== 'ready') this.#child = null;
  }

  /** Ends the process as a power cut does, with whatever it was about. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    await this.#server?.close();
    rmSync(this.#setting.folder, { recursive: true, force: true });
  }

  /**
   * Ana claims the ticket and answers; the answer is due at once. Resolves with its id. Where time
   * hurries on a busy machine her lock may run out between the two: she claims again.
   */
  async answers(ticketId: string, text: string): Promise<string> {
    for (;;) {
      const claim = { type: 'claim-ticket', ticketId, outsideShift: true };
      const { token } = await this.#client.command(claim);
      const reply = { type: 'send-reply', ticketId, token, text, then: 'close' };
      const answer = await this.#client.ask(reply);
      if (answer.ok) return String(answer.replyId);
    }
  }

  /** What the service's books say at this moment. */
  books(): Books {
    return this.#read((database) => {
      const counts = database
        .prepare<[], { outcome: string; n: number }>(
          `SELECT outcome, count(*) AS n FROM ledger GROUP BY outcome`,
        )
        .all();
      return {
        ledger: Object.fromEntries(counts.map(({ outcome, n }) => [outcome, n])),
        tickets: database
          .prepare<[], Books['tickets'][number]>(
            `SELECT id, number, status FROM tickets ORDER BY number`,
          )
          .all(),
        replies: database
          .prepare<[], Books['replies'][number]>(
            `SELECT message_id AS messageId, state FROM outbox WHERE kind = 'reply'`,
          )
          .all(),
      };
    });
  }

  ledgerLines(): LedgerLine[] {
    return this.#read((database) =>
      database
        .prepare<[], LedgerLine>(
          `SELECT uid_validity AS uidValidity, uid, outcome FROM ledger ORDER BY uid`,
        )
        .all(),
    );
  }

  /** SHA-256 of the raw bytes behind each inbound mail, sorted. */
  rawHashes(): string[] {
    return this.#read((database) =>
      database
        .prepare<[], string>(
          `SELECT raw_sha256 FROM mails WHERE direction = 'in' ORDER BY raw_sha256`,
        )
        .pluck()
        .all(),
    );
  }

  /** How an answer stands on the screen of whoever opens the ticket (MAIL-8). */
  async shownState(ticketId: string): Promise<string | null> {
    const file = (await this.#client.get(`/api/tickets/${ticketId}`)) as {
      mails: { kind: string; state: string | null }[];
    };
    return file.mails.findLast(({ kind }) => kind === 'reply')?.state ?? null;
  }

  #read<T>(read: (database: Sqlite.Database) => T): T {
    const database = new Sqlite(databasePathOf(this.#setting), { readonly: true });
    try {
      return read(database);
    } finally {
      database.close();
    }
  }
}
