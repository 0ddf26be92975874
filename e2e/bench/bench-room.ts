import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database, type DatabaseOptions } from '@vigie/db/database';
import type { Append, EventLog } from '@vigie/db/event-log';
import { allPeople } from '@vigie/db/queries/people';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import type { TicketWordsRow } from '@vigie/db/writes';
import { systemClock } from '@vigie/server/clock';
import { Desk } from '@vigie/server/desk/desk';
import { handoverMeans } from '@vigie/server/handover/handover-means';
import { ShiftSurroundings } from '@vigie/server/handover/surroundings';
import { Staff } from '@vigie/server/people/staff';
import { loadRosterContents } from '@vigie/server/roster/roster-contents';
import { RosterKeeper } from '@vigie/server/roster/roster-keeper';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { copyOfYear } from './growth/year-file.ts';

/** A desk on a database of its own in a temporary folder, filled for a bench. */
export class BenchRoom {
  readonly folder: string;
  readonly database: Database;
  readonly log: EventLog;
  readonly roster: RosterKeeper;
  readonly staff: Staff;
  readonly desk: Desk;
  #ids = 0;

  constructor(options: DatabaseOptions = {}, folder = newFolder()) {
    this.folder = folder;
    this.database = openDatabase(join(this.folder, 'vigie.db'), options);
    this.log = createEventLog(this.database);
    this.roster = new RosterKeeper(this.log, loadRosterContents(this.database));
    this.staff = new Staff(this.log, allPeople(this.database), this.roster);
    this.desk = new Desk({
      log: this.log,
      clock: systemClock,
      newId: () => this.newId(),
      // The bench holds more than a person may, so that claims never run out.
      settings: { ...defaultSettings, claimLimit: 1_000_000 },
      staff: this.staff,
      roster: this.roster,
      stationery: {
        letterheadOf: (mailboxId) => ({
          ...{ mailboxId, contact: 'contact@vigie.example', serviceName: 'Banc', secret: 'bench' },
          signature: '{alias}\n{service}',
        }),
        findCorrespondence: () => null,
        findMails: () => [],
      },
      handovers: handoverMeans({
        roster: this.roster,
        database: this.database,
        clock: systemClock,
        surroundings: new ShiftSurroundings({
          database: this.database,
          health: () => ({ mailbox: 'well', outbox: 'well' }),
        }),
        // What a password costs is no part of what a relief costs.
        signatures: {
          check: () => Promise.resolve({ ok: true, faultNow: () => null }),
          checkPasskey: () => Promise.resolve({ ok: false, refusal: 'wrong-passkey' }),
        },
      }),
      keeping: {
        given: {},
        seal: (_mailbox, _secret, text) => Buffer.from(text),
        isOurs: () => true,
        tokenFor: (by, key) => `token-${by}-${key}`,
        webhookSecret: (id) => `secret-of-${id}`,
        mayCall: () => true,
      },
      makePassword: () => Promise.reject(new Error('no password is made in a bench')),
      logger: { error: (context, message) => console.error(message, context) },
    });
  }

  /** A room with a year of so many tickets behind it, and the bench's own people and tickets besides. */
  static async afterYear(history: number, people: number, tickets: number): Promise<BenchRoom> {
    const folder = newFolder();
    await copyOfYear(history, join(folder, 'vigie.db'));
    const room = new BenchRoom({}, folder);
    await room.fill(people, tickets);
    return room;
  }

  newId(): string {
    this.#ids += 1;
    return `bench-${String(this.#ids).padStart(10, '0')}`;
  }

  /** Fills the room in few large transactions: so many people, `p0` and on, and open tickets, `t0` and on. */
  async fill(people: number, tickets: number): Promise<void> {
    await this.#append(Array.from({ length: people }, (_, n) => personOf(n)));
    for (let n = 0; n < tickets; n += 500) {
      const part = Array.from({ length: Math.min(500, tickets - n) }, (_, k) => n + k);
      await this.#append(part.map(ticketOf), part.map(wordsOf));
    }
  }

  async close(): Promise<void> {
    this.staff.close();
    this.roster.close();
    await this.log.close();
    this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #append(appends: Append[], ticketWords: TicketWordsRow[] = []): Promise<void> {
    return this.desk.system('bench', this.newId(), [], () => ({
      ok: true,
      appends,
      writes: { ticketWords },
      answer: () => undefined,
    }));
  }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'vigie-bench-'));
}

/** An HTTP server on a free port of loopback. */
export async function listening(
  handler?: RequestListener,
): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function personOf(n: number): Append {
  const id = `p${String(n)}`;
  const added = {
    type: 'person-added',
    login: id,
    rank: 'Gpx',
    name: `Agent numéro ${String(n)}`,
    alias: `RIO ${String(1_000_000 + n)}`,
    role: 'agent',
    teamId: 'JOUR-A',
    clearances: n % 2 === 0 ? (['violence'] as const) : [],
  } as const;
  return { stream: 'person', id, events: [added, { type: 'signed-in' }] };
}

function ticketOf(n: number): Append {
  const receivedAt = systemClock.now() - n * 1_000;
  const opened = {
    type: 'ticket-opened',
    // A month that no year reaches: its numbers stay free.
    number: `30-01-${String(n).padStart(4, '0')}`,
    mailboxId: 'contact',
    mailId: `mail-${String(n)}`,
    receivedAt,
    priority: 'P2',
    category: categoryKeys[n % categoryKeys.length] ?? 'autre',
    restricted: n % 50 === 0,
    signs: [],
    dueAt: receivedAt + 4 * 3_600_000,
    quarantined: false,
    linkedTo: [],
  } as const;
  return { stream: 'ticket', id: `t${String(n)}`, events: [opened] };
}

function wordsOf(n: number): TicketWordsRow {
  return {
    ticketId: `t${String(n)}`,
    subject: `Vol de vélo devant la gare de Saint-Étienne, numéro ${String(n)}`,
    sender: `Élodie Lefèvre ${String(n)}`,
    address: `elodie.lefevre.${String(n)}@orange.example`,
  };
}
