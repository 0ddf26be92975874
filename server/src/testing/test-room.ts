import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import type { Person, PersonEvent, PersonFields } from '@vigie/shared/people/person';
import { defaultSettings, type Settings } from '@vigie/shared/settings/settings';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { Command } from '@vigie/shared/wire/command';
import { ticketById } from '@vigie/db/queries/tickets';
import { allPeople } from '@vigie/db/queries/people';
import type { Correspondence } from '../desk/correspondence.ts';
import { Desk } from '../desk/desk.ts';
import { Mailboxes } from '../mail/mailboxes.ts';
import { Staff } from '../people/staff.ts';
import { mailboxPurpose, Seal } from '../settings/seal.ts';
import { loadRosterContents } from '../roster/roster-contents.ts';
import { RosterKeeper } from '../roster/roster-keeper.ts';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { findCorrespondence } from '../tickets/find-correspondence.ts';
import { handoverMeans } from '../handover/handover-means.ts';
import { ShiftSurroundings } from '../handover/surroundings.ts';
import type { Health } from '../live/live-hub.ts';
import { Attempts } from '../people/attempts.ts';
import { Passwords } from '../people/passwords.ts';
import { systemRandom } from '../random-source.ts';
import { PasskeyProofs } from '../people/passkey-proofs.ts';
import { Signatures } from '../people/signatures.ts';
import { FakeTime } from './fake-time.ts';
import { openTestTicket, type TestTicket } from './test-ticket.ts';

/** Tuesday 24 November 2026, 14:00 in Paris: JOUR-A is on duty, at ease. */
export const afternoon = Date.UTC(2026, 10, 24, 13);

const wellHealth = (): Health => ({ mailbox: 'well', outbox: 'well' });
/** Argon2 as cheap as it gets: what it costs is tested by itself. */
/** Where people reach the screens in these tests: passkeys are bound to it. */
export const publicUrl = 'https://vigie.example';
const passwords = new Passwords({ memory: 64, passes: 1, parallelism: 1 });

/** Seals what the tests seal. */
export const testSeal = new Seal('a secret of the tests');

/** People of the tests; the ids are their logins. */
export const cast = {
  gallois: person('commissioner', 'Cre', null),
  morel: person('officer', 'Cne', null),
  rousseau: person('lead', 'B-C', 'JOUR-A'),
  ana: person('agent', 'Gpx', 'JOUR-A'),
  ben: person('agent', 'Gpx', 'JOUR-A'),
  cleo: { ...person('agent', 'Brg', 'JOUR-A'), clearances: ['violence'] },
  dina: person('clerk', 'Mme', null),
} satisfies Record<string, Omit<PersonFields, 'login' | 'name' | 'alias'>>;
export type Login = keyof typeof cast;

/** A desk on a real database in a folder of its own, with a clock that the test moves. */
export class TestRoom {
  readonly folder: string;
  readonly time: FakeTime;
  readonly database: Database;
  readonly log: EventLog;
  readonly roster: RosterKeeper;
  readonly staff: Staff;
  readonly mailboxes: Mailboxes;
  readonly signatures: Signatures;
  readonly desk: Desk;
  readonly errors: object[] = [];
  passwordsMade = 0;
  readonly #ownsFolder: boolean;
  #count = 0;

  constructor(options: { folder?: string; now?: number; settings?: Partial<Settings> } = {}) {
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), 'vigie-desk-'));
    this.#ownsFolder = options.folder === undefined;
    this.time = new FakeTime(options.now ?? afternoon);
    this.database = openDatabase(join(this.folder, 'vigie.db'), { now: () => this.time.now() });
    this.log = createEventLog(this.database);
    this.roster = new RosterKeeper(this.log, loadRosterContents(this.database));
    this.staff = new Staff(this.log, allPeople(this.database), this.roster);
    const { database } = this;
    this.signatures = new Signatures({
      ...{ database, passwords, attempts: new Attempts(this.time) },
      proofs: new PasskeyProofs({
        ...{ database, clock: this.time, newToken: systemRandom.newToken },
        publicUrl,
      }),
    });
    this.mailboxes = new Mailboxes(this);
    this.desk = new Desk({
      log: this.log,
      clock: this.time,
      newId: () => this.newId(),
      settings: { ...defaultSettings, ...options.settings },
      staff: this.staff,
      roster: this.roster,
      stationery: {
        letterheadOf: (mailboxId) => {
          const mailbox = this.mailboxes.outwardOf(mailboxId);
          return {
            mailboxId: mailbox?.id ?? mailboxId,
            contact: mailbox?.address ?? 'contact@vigie.example',
            serviceName: 'Commissariat numérique',
            signature: mailbox?.signature ?? '{alias}\n{service}',
            secret: 'a secret of the tests',
          };
        },
        findCorrespondence: (id): Correspondence | null => findCorrespondence(this.database, id),
        findMails: (id) => mailsOfTicket(this.database, id),
      },
      handovers: handoverMeans({
        roster: this.roster,
        database: this.database,
        clock: this.time,
        surroundings: new ShiftSurroundings({ database: this.database, health: wellHealth }),
        signatures: this.signatures,
      }),
      keeping: {
        given: {},
        seal: (mailboxId, secret, password) =>
          testSeal.seal(mailboxPurpose(mailboxId, secret), password),
        isOurs: () => true,
        tokenFor: (by, key) => `token-${by}-${key}`,
        webhookSecret: (id) => `secret-of-${id}`,
        mayCall: () => true,
      },
      makePassword: async (by, key) => {
        this.passwordsMade += 1;
        return { password: `for-${by}-${key}`, hash: '$hash' };
      },
      logger: { error: (context) => this.errors.push(context) },
    });
  }

  /** A room whose whole cast has been added; those named are signed in. */
  static async open(
    signedIn: readonly Login[] = [],
    options: ConstructorParameters<typeof TestRoom>[0] = {},
  ): Promise<TestRoom> {
    const room = new TestRoom(options);
    for (const login of logins) await room.add(login);
    for (const login of signedIn) await room.signIn(login);
    return room;
  }

  newId(): string {
    this.#count += 1;
    return `id-${String(this.time.now())}-${String(this.#count)}`;
  }

  async add(login: Login): Promise<void> {
    const fields: PersonFields = { login, name: login, alias: `alias of ${login}`, ...cast[login] };
    await this.#person(login, { type: 'person-added', ...fields });
  }

  async signIn(login: Login): Promise<void> {
    await this.#person(login, { type: 'signed-in' });
  }

  async signOut(login: Login): Promise<void> {
    await this.#person(login, { type: 'signed-out' });
  }

  /** A person's command under a key of its own. */
  does(
    login: Login,
    command: Command | Record<string, unknown>,
    key = this.newId(),
  ): Promise<CommandAnswer> {
    return this.desk.execute({ key, command }, { personId: login, origin: 'test' });
  }

  /** A citizen's mail opens a ticket, with words and the mail behind it. */
  receive(more: TestTicket = {}): Promise<string> {
    return openTestTicket({ desk: this.desk, clock: this.time, newId: () => this.newId() }, more);
  }

  /** A ticket that the person has just claimed, with its token. */
  async claimed(login: Login, more: TestTicket = {}): Promise<{ ticketId: string; token: number }> {
    const ticketId = await this.receive(more);
    const answer = await this.does(login, { type: 'claim-ticket', ticketId });
    if (!answer.ok || answer.token === undefined) throw new Error('the claim was refused');
    return { ticketId, token: answer.token };
  }

  ticket(id: string): Ticket {
    const found = ticketById(this.database, id);
    if (!found) throw new Error(`no ticket ${id}`);
    return found.ticket;
  }

  person(login: Login): Person {
    const found = this.staff.person(login);
    if (!found) throw new Error(`no person ${login}`);
    return found;
  }

  /** Types of all events after `seq`. */
  async eventsAfter(seq: number): Promise<string[]> {
    return (await this.log.read(seq, 1_000)).map(({ event }) => event.type);
  }

  /** Moves the clock, letting each timer's transactions end. */
  async advance(ms: number): Promise<void> {
    await this.time.advance(ms, () => this.settle());
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.log.idle();
    }
  }

  async close(): Promise<void> {
    this.staff.close();
    this.mailboxes.close();
    this.roster.close();
    await this.log.close();
    this.database.close();
    if (this.#ownsFolder) rmSync(this.folder, { recursive: true, force: true });
  }

  #person(id: string, event: PersonEvent): Promise<void> {
    return this.desk.system('test', this.newId(), [], () => ({
      ok: true,
      appends: [personAppend(id, event)],
      writes: {},
      answer: () => undefined,
    }));
  }
}

const logins = Object.keys(cast) as Login[];

function person(role: PersonFields['role'], rank: string, teamId: string | null) {
  return { role, rank, teamId, clearances: [] as PersonFields['clearances'] };
}

function personAppend(id: string, event: PersonEvent) {
  return { stream: 'person', id, events: [event] } as const;
}
