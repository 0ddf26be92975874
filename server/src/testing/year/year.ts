import type { Database } from '@vigie/db/database';
import { BulkLog } from '@vigie/db/testing/bulk-log';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { happens, seededRandom, type Random } from '@vigie/shared/chance/random';
import { demoStaff } from '../../demo/staff.ts';
import { Agenda, type Life } from './agenda.ts';
import { arrivalTimes } from './arrival-times.ts';
import { DutyBoard, type Member } from './duty-board.ts';
import { LetterStock } from './letter-stock.ts';
import { shiftLife } from './shift-life.ts';
import { TicketLife } from './ticket-life.ts';
import { YearDesk } from './year-desk.ts';
import { rowsOf, YearPost } from './year-post.ts';
import type { YearScene } from './year-scene.ts';

export interface YearPlan {
  readonly seed: number;
  /** How many tickets the year has before its last day, which is an ordinary one whatever their number. */
  readonly tickets: number;
  /** The year's end, in ms since the epoch. */
  readonly endMs: number;
  readonly days?: number;
  /** Of what everybody signs in with; null where nobody will. */
  readonly passwordHash: string | null;
  /** Told as tickets are opened (RUN-7). */
  readonly progress?: (text: string) => void;
}

export interface YearWritten {
  readonly tickets: number;
  readonly events: number;
}

/** Raised when the tale changes: a year that was kept of an older one is written anew. */
export const yearVersion = 2;

const dayMs = 86_400_000;
/** Machine mail that belongs to no ticket, beside each question: with bounces 10 % of all mail (domain: "Load"). */
const machineShare = 0.135;
const spamShare = 0.3;
const lettersAtMost = 2_000;

/**
 * Writes a year of the service into an empty database (domain: "Load", "Life of a ticket"), the same
 * for the same plan: what comes, who answers and when, locks and their ends, answers and what becomes
 * of them, mail that returns and mail of machines. It is one that the product itself could have
 * written, as each step is judged by its judges.
 */
export function writeYear(database: Database, plan: YearPlan): YearWritten {
  const year = new Year(database, plan);
  return year.write();
}

class Year {
  readonly #plan: YearPlan;
  readonly #random: Random;
  readonly #log: BulkLog;
  readonly #agenda = new Agenda();
  readonly #scene: YearScene;
  readonly #startMs: number;
  readonly #numbers = new Map<string, number>();
  #month = { day: 0, text: '' };
  #tickets = 0;

  constructor(database: Database, plan: YearPlan) {
    const { seed, endMs, days = 365, tickets } = plan;
    const random = seededRandom(seed);
    this.#plan = plan;
    this.#random = random;
    this.#startMs = endMs - days * dayMs;
    this.#log = new BulkLog(database);
    const desk = new YearDesk(this.#log, random, () => this.#agenda.now);
    const members = demoStaff.map((person): Member => ({ ...person, id: desk.newId() }));
    this.#scene = {
      desk,
      random,
      board: new DutyBoard(random, defaultCycle, members, [this.#startMs - dayMs, endMs]),
      post: new YearPost(database, desk),
      stock: new LetterStock(random, defaultCycle.tz, Math.min(tickets, lettersAtMost)),
    };
  }

  write(): YearWritten {
    const { board } = this.#scene;
    this.#agenda.begin(this.#startMs - 2 * dayMs, this.#appoint());
    for (const shift of board.shifts) {
      this.#agenda.begin(shift.startMs, shiftLife(this.#scene, shift));
    }
    this.#agenda.begin(this.#startMs, this.#town());
    this.#agenda.liveUntil(this.#plan.endMs);
    this.#log.finish(this.#plan.progress);
    return { tickets: this.#tickets, events: this.#log.seq };
  }

  *#appoint(): Life {
    const { desk, board } = this.#scene;
    for (const member of board.members) {
      const { id, login, rank, name, alias, role, teamId, clearances } = member;
      const fields = { login, rank, name, alias, role, teamId, clearances };
      const hash = this.#plan.passwordHash;
      const credential =
        hash === null ? {} : { credential: { personId: id, hash, mustChoose: false } };
      const event = { type: 'person-added', ...fields } as const;
      desk.happen('system', 'add-person', { stream: 'person', id, events: [event] }, credential);
      yield 1_000;
    }
  }

  /** The town writes: each question begins the life of a ticket. */
  *#town(): Life {
    const { tickets: count, endMs, days = 365 } = this.#plan;
    const times = arrivalTimes(this.#random, { count, endMs, days, tz: defaultCycle.tz });
    for (const at of times) {
      if (at > this.#agenda.now) yield at - this.#agenda.now;
      this.#question();
      if (happens(this.#random, machineShare)) this.#machineMail();
    }
  }

  #question(): void {
    const { post, stock } = this.#scene;
    const from = stock.citizen();
    const letter = stock.question(this.#agenda.now);
    const mail = post.arrive(letter, from);
    const life = new TicketLife(this.#scene, { mail, number: this.#nextNumber(), linkedTo: [] });
    this.#agenda.begin(this.#agenda.now, life.live());
    this.#tickets += 1;
    if (this.#tickets % 10_000 === 0) this.#plan.progress?.(`${String(this.#tickets)} tickets`);
  }

  #machineMail(): void {
    const { post, stock, desk, random } = this.#scene;
    const letter = happens(random, spamShare) ? stock.spam() : stock.machine();
    const from = { name: 'Lettre d’information', address: 'lettre@boutique.example' };
    const mail = post.arrive(letter, from, { kind: 'machine', machineKind: 'list' });
    desk.happen('system', 'receive-mail', null, rowsOf(mail, 'machine', null));
  }

  /** `26-11-0042`, by the month in Paris. */
  #nextNumber(): string {
    const hour = Math.floor(this.#agenda.now / 3_600_000);
    if (hour !== this.#month.day) this.#month = { day: hour, text: monthAt(this.#agenda.now) };
    const { text } = this.#month;
    const number = (this.#numbers.get(text) ?? 0) + 1;
    this.#numbers.set(text, number);
    return `${text}-${String(number).padStart(4, '0')}`;
  }
}

function monthAt(at: number): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(defaultCycle.tz);
  return day.toPlainDate().toString().slice(2, 7);
}
