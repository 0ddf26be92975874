import type { Logger } from 'pino';
import { isCleared } from '@vigie/shared/access/actor';
import type { Role } from '@vigie/shared/people/person';
import { onDutyAt } from '@vigie/shared/roster/duties';
import { shiftsAt } from '@vigie/shared/roster/on-duty';
import type { Clock, Timers } from '../clock.ts';
import type { DemoConfig } from '../config.ts';
import type { Desk } from '../desk/desk.ts';
import type { Staff } from '../people/staff.ts';
import type { RosterKeeper } from '../roster/roster-keeper.ts';
import { Colleagues, type OnDuty } from './colleagues.ts';
import { MailServers } from './mail-servers.ts';
import { Post } from './post.ts';
import { seededRandom, whole } from '@vigie/shared/chance/random';
import { defaultPlan } from '@vigie/shared/roster/plan';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import { seedRoster } from './seed-roster.ts';
import { seedStaff } from './seed.ts';
import { ServiceClient } from './service-client.ts';
import { demoPassword, demoStaff } from './staff.ts';
import { Town } from './town.ts';

export interface DemoParts {
  readonly config: Pick<DemoConfig, 'dataDir' | 'contact' | 'demo'>;
  readonly roster: Pick<RosterKeeper, 'book' | 'cycleAt'>;
  readonly desk: Pick<Desk, 'system' | 'perform'>;
  readonly staff: Pick<Staff, 'all'>;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  /** Makes the town's chance: the same seed and instants give the same town. */
  readonly seed: number;
  /** Told while the staff is appointed, at the first start only (RUN-7). */
  readonly progress: (done: number, total: number) => void;
  readonly logger: Pick<Logger, 'warn'>;
}

/** A way to sign in, for the message of the start. */
export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Rank and name, as in `B-C Rousseau`. */
  readonly who: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly isCleared: boolean;
}

/**
 * The demonstration (RUN-1). It starts in two steps, since the mailbox must stand before the product
 * reads it, and the product before anybody can sign in to it: `start`, then `startLife`. It ends in
 * the same two, the other way round: `endLife`, then `close`.
 */
export class Demo {
  readonly #parts: DemoParts;
  readonly #mailServers: MailServers;
  #post: Post | null = null;
  #town: Town | null = null;
  #colleagues: Colleagues | null = null;

  private constructor(parts: DemoParts, mailServers: MailServers) {
    this.#parts = parts;
    this.#mailServers = mailServers;
  }

  /** Starts the mail servers and appoints the staff. Rejects with `PortInUse` where a port is taken. */
  static async start(parts: DemoParts): Promise<Demo> {
    const { config, clock, logger } = parts;
    const { smtpPort, imapPort } = config.demo;
    const { dataDir, contact } = config;
    const ports = { smtpPort, imapPort };
    const mailServers = await MailServers.start({ dataDir, contact, ...ports, clock, logger });
    const demo = new Demo(parts, mailServers);
    try {
      await demo.#appoint();
    } catch (error) {
      await demo.close();
      throw error;
    }
    return demo;
  }

  get imapUrl(): string {
    return this.#mailServers.imapUrl;
  }

  get smtpUrl(): string {
    return this.#mailServers.smtpUrl;
  }

  /** Whom a human may be at this instant: the command, and three of each team on duty. All logins work. */
  signIns(): SignIn[] {
    const { roster, clock } = this.#parts;
    const now = clock.now();
    const onDuty = new Set(shiftsAt(roster.cycleAt(now), now).map(({ teamId }) => teamId));
    return demoStaff
      .filter(({ isForHumans, teamId }) => isForHumans && (teamId === null || onDuty.has(teamId)))
      .map((person) => ({
        login: person.login,
        password: demoPassword,
        who: `${person.rank} ${person.name}`,
        role: person.role,
        teamId: person.teamId,
        isCleared: isCleared(person),
      }));
  }

  /** The town begins to write and the colleagues to answer, where the settings say so. */
  startLife(baseUrl: string): void {
    const { demo } = this.#parts.config;
    const random = seededRandom(this.#parts.seed);
    const townSeed = whole(random, 0, 2 ** 32 - 1);
    if (demo.town) this.#startTown(townSeed);
    if (demo.colleagues) this.#startColleagues(random, baseUrl);
  }

  /** Everybody stops and signs out; before the product stops answering. */
  async endLife(): Promise<void> {
    await Promise.all([this.#town?.close(), this.#colleagues?.close()]);
    this.#post?.close();
  }

  /** Closes the mail servers; after the product has let go of them. */
  async close(): Promise<void> {
    await this.endLife();
    await this.#mailServers.close();
  }

  async #appoint(): Promise<void> {
    const { staff, desk, newId, hashPassword, progress } = this.#parts;
    if (staff.all().length >= demoStaff.length) return;
    const passwordHash = await hashPassword(demoPassword);
    await seedStaff({ desk, newId, passwordHash, progress });
    await this.#enterRoster();
  }

  /** At the first start only: the roster of the demonstration, with something to see in it. */
  async #enterRoster(): Promise<void> {
    const { staff, desk, newId, clock } = this.#parts;
    const people = staff.all();
    const book = new RosterBook(defaultPlan, people);
    const idOf = (login: string) => people.find((person) => person.login === login)?.id ?? null;
    await seedRoster({ desk, newId, now: clock.now(), book, idOf });
  }

  #startTown(seed: number): void {
    const { config, roster, clock, timers, logger } = this.#parts;
    const post = new Post({ smtpUrl: this.smtpUrl, contact: config.contact, clock });
    this.#post = post;
    this.#town = new Town({
      random: seededRandom(seed),
      clock,
      timers,
      speed: config.demo.speed,
      tz: roster.book.tz,
      letterboxes: this.#mailServers.letterboxes,
      send: (letter) => post.send(letter),
      logger,
    });
    // The first start finds work on its screens at once.
    if (this.#mailServers.isNew) this.#town.dump();
    this.#town.start();
  }

  #startColleagues(random: ReturnType<typeof seededRandom>, baseUrl: string): void {
    const { config, clock, timers, newId, logger } = this.#parts;
    const { speed } = config.demo;
    const newScreen = (): ServiceClient => new ServiceClient({ baseUrl, newId });
    const onDuty = () => this.#onDuty();
    const parts = { onDuty, clock, timers, random, speed, newScreen, logger };
    this.#colleagues = new Colleagues(parts);
    this.#colleagues.start();
  }

  /** Who is on duty by the roster as it stands, by the names that they sign in with (ROST-4). */
  #onDuty(): OnDuty[] {
    const { roster, staff, clock } = this.#parts;
    const logins = new Map(staff.all().map(({ id, login }) => [id, login]));
    return onDutyAt(roster.book, clock.now()).flatMap((duty) => {
      const login = logins.get(duty.personId);
      return login === undefined ? [] : [{ login, shiftId: duty.shiftId }];
    });
  }
}
