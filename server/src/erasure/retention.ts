import type { Database } from '@vigie/db/database';
import {
  looseWords,
  wipeTraces,
  wordedHandovers,
  wordedTickets,
  wordsAfterErasure,
  type LooseBounds,
  type WordedTicketAge,
} from '@vigie/db/queries/erasure';
import { loadErasure } from '@vigie/db/settings-rows';
import type { OtherWords, Writes } from '@vigie/db/writes';
import { erasureStreamId, neverErased, type ErasureCounts } from '@vigie/shared/erasure/erasure';
import { numberIn } from '@vigie/shared/settings/settings';
import { categoryKeys, type CategoryKey } from '@vigie/shared/triage/categories';
import type { ErasurePreview } from '@vigie/shared/wire/administration';
import type { Clock, Timers } from '../clock.ts';
import { Deadlines } from '../desk/deadlines.ts';
import type { Desk } from '../desk/desk.ts';
import type { SettingsInForce } from '../settings/settings-in-force.ts';
import { drain, type Draining } from './drain.ts';

export interface RetentionParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'system'>;
  readonly settings: Pick<SettingsInForce, 'values'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly logger: {
    info(context: object, message: string): void;
    error(context: object, message: string): void;
  };
}

/** So many tickets are erased in one transaction: nobody at a desk waits for more. */
const ticketsAtOnce = 25;
const pageSize = 200;
const othersAtOnce = 100;
const sheetsAtOnce = 10;
const dayMs = 86_400_000;
/** The quietest hour of the day (domain: arrivals), in the service's time. */
const hour = { hour: 3, minute: 40 };
const timeZone = 'Europe/Paris';

/** Commits a part of a run. */
type Note = (counts: ErasureCounts, writes: Writes) => Promise<void>;

/**
 * Erases citizens' words when their time is over (ACCESS-4): each night, by category, in small
 * transactions beside the work of the room. Figures, ids and the chain of the log stay as they are.
 */
export class Retention {
  readonly #parts: RetentionParts;
  readonly #deadlines: Deadlines;
  #nextAt = 0;
  #running: Promise<ErasureCounts> | null = null;
  #closed = false;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    this.#deadlines = new Deadlines({ ...parts, onDue: () => this.#nightly() });
  }

  start(): void {
    this.#nextAt = nextNight(this.#parts.clock.now());
    this.#deadlines.set('erasure', this.#nextAt);
  }

  /** Erases all whose time is over. A run that is under way already is the same run. */
  run(): Promise<ErasureCounts> {
    this.#running ??= this.#erase().finally(() => (this.#running = null));
    return this.#running;
  }

  /** What the next run will erase, by category. */
  async preview(): Promise<ErasurePreview> {
    const { database } = this.#parts;
    const at = this.#nextAt || nextNight(this.#parts.clock.now());
    const counts = new Map<CategoryKey, number>();
    for await (const page of this.#due(at)) {
      for (const { category, mergedIds } of page) {
        counts.set(category, (counts.get(category) ?? 0) + 1 + mergedIds.length);
      }
    }
    const others = looseWords(database, { ...this.#looseBefore(at), limit: 10_000 });
    const before = this.#sheetsBefore(at);
    const sheets = wordedHandovers(database, { before, limit: 10_000 });
    return {
      nextAt: at,
      categories: [...counts].map(([category, tickets]) => ({ category, tickets })),
      tickets: [...counts.values()].reduce((sum, count) => sum + count, 0),
      others: sizeOf(others) + sheets.length,
      lastRun: (loadErasure(database) ?? neverErased).lastRun,
      running: this.#running !== null,
    };
  }

  /** What is being erased in this instant ends; the rest waits for the next night. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#deadlines.close();
    await this.#running?.catch(() => undefined);
  }

  async #nightly(): Promise<void> {
    await this.run();
    this.start();
  }

  async #erase(): Promise<ErasureCounts> {
    const { clock, logger } = this.#parts;
    const runAt = clock.now();
    const total = { tickets: 0, mails: 0, others: 0 };
    const note: Note = async (counts, writes) => {
      await this.#commit(runAt, counts, writes);
      total.tickets += counts.tickets;
      total.mails += counts.mails;
      total.others += counts.others;
      logger.info({ ...total }, 'retention: erased so far');
    };
    for await (const page of this.#due(runAt)) {
      for (let n = 0; n < page.length && !this.#closed; n += ticketsAtOnce) {
        const part = page.slice(n, n + ticketsAtOnce);
        const mails = part.reduce((sum, ticket) => sum + ticket.mails, 0);
        const eraseTickets = part.flatMap(({ id, mergedIds }) => [id, ...mergedIds]);
        await note({ tickets: eraseTickets.length, mails, others: 0 }, { eraseTickets });
      }
    }
    await this.#eraseHandovers(runAt, note);
    await this.#eraseOthers(runAt, note);
    if (!total.tickets && !total.others) await this.#commit(runAt, total, {});
    else await this.#wipe();
    return total;
  }

  #eraseHandovers(runAt: number, note: Note): Promise<void> {
    const { database } = this.#parts;
    const before = this.#sheetsBefore(runAt);
    return this.#drain({
      atOnce: sheetsAtOnce,
      page: (limit) => ({ eraseHandovers: wordedHandovers(database, { before, limit }) }),
      erase: (sheets, others) => note({ tickets: 0, mails: 0, others }, sheets),
    });
  }

  #eraseOthers(runAt: number, note: Note): Promise<void> {
    const { database } = this.#parts;
    const before = this.#looseBefore(runAt);
    return this.#drain({
      atOnce: othersAtOnce,
      page: (limit) => looseWords(database, { ...before, limit }),
      erase: (eraseOthers, others) => note({ tickets: 0, mails: 0, others }, { eraseOthers }),
    });
  }

  async #drain<K extends string>(draining: Omit<Draining<K>, 'isOver'>): Promise<void> {
    const left = await drain({ ...draining, isOver: () => this.#closed });
    if (!left) return;
    const { logger } = this.#parts;
    logger.error({ left }, 'ALERT: what was erased still stands; the next night tries again');
  }

  async #wipe(): Promise<void> {
    const parts = wipeTraces(this.#parts.database);
    while (!parts.next().done) await breath();
  }

  async #commit(runAt: number, counts: ErasureCounts, writes: Writes): Promise<void> {
    const { desk, newId } = this.#parts;
    const event = { type: 'words-erased', runAt, ...counts } as const;
    await desk.system<undefined>('erase-words', newId(), [], () => ({
      ok: true,
      appends: [{ stream: 'erasure', id: erasureStreamId, events: [event] }],
      writes,
      answer: () => undefined,
    }));
  }

  /** Tickets whose time is over at an instant, page after page; others take their turn in between. */
  async *#due(at: number): AsyncGenerator<readonly WordedTicketAge[]> {
    const { database } = this.#parts;
    for (let after = ''; !this.#closed;) {
      const page = wordedTickets(database, { after, at, limit: pageSize });
      yield page.filter((ticket) => this.#isOver(ticket, at));
      await breath();
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
    }
    yield wordsAfterErasure(database, { at, limit: pageSize }).filter((ticket) =>
      this.#isOver(ticket, at),
    );
  }

  #isOver({ category, since }: WordedTicketAge, at: number): boolean {
    return since + this.#keptMs(`retention-${category}`) <= at;
  }

  #looseBefore(at: number): Pick<LooseBounds, 'before' | 'sheetsBefore'> {
    return { before: at - this.#keptMs('retention-other'), sheetsBefore: this.#sheetsBefore(at) };
  }

  /**
   * A sheet names open tickets of every category: its words go when the first of these could be over,
   * so that none outlives its ticket.
   */
  #sheetsBefore(at: number): number {
    return at - Math.min(...categoryKeys.map((key) => this.#keptMs(`retention-${key}`)));
  }

  #keptMs(setting: Parameters<typeof numberIn>[1]): number {
    return numberIn(this.#parts.settings.values, setting) * dayMs;
  }
}

function sizeOf({ mailIds, wordIds, rawSha256 }: OtherWords): number {
  return mailIds.length + wordIds.length + rawSha256.length;
}

function breath(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}

/** The next night's hour after an instant, right across clock changes. */
export function nextNight(at: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const tonight = now.with({ ...hour, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const next = tonight.epochMilliseconds > at ? tonight : tonight.add({ days: 1 });
  return next.epochMilliseconds;
}
