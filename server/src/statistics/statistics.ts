import type { Database } from '@vigie/db/database';
import { eventsOf } from '@vigie/db/queries/history';
import { aimHistory, historyOf, type SettingChanged } from '@vigie/shared/metrics/aims';
import { aimWindowMs, burnDown } from '@vigie/shared/metrics/burn-down';
import { dateAt, dayMs, instantOf } from '@vigie/shared/roster/calendar';
import { settingsStreamId } from '@vigie/shared/settings/state';
import { priorities } from '@vigie/shared/triage/priority';
import type {
  AimsStanding,
  Receipt,
  ReceiptQuery,
  Statistics as Answer,
  StatisticsQuery,
} from '@vigie/shared/wire/statistics';
import type { Clock, Timers } from '../clock.ts';
import type { Mailboxes } from '../mail/mailboxes.ts';
import { ReadingThread } from '../reading-thread.ts';
import type { SettingsInForce } from '../settings/settings-in-force.ts';
import type { ReceiptReply } from './receipt.ts';
import type { StatisticsReplies, StatisticsReply, StatisticsTask } from './statistics-task.ts';

export interface StatisticsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tz: () => string;
  readonly settings: Pick<SettingsInForce, 'given' | 'aims'>;
  readonly mailboxes: Pick<Mailboxes, 'all'>;
  readonly onFault: (error: unknown) => void;
}

const entry = new URL('./statistics-worker.ts', import.meta.url);
const dayMinutes = 1_440;

/** Asks the thread of the columns, and says beside its figures what they were held to (MET-1). */
export class Statistics {
  readonly #parts: StatisticsParts;
  readonly #thread: ReadingThread<StatisticsTask, StatisticsReply>;

  constructor(parts: StatisticsParts) {
    this.#parts = parts;
    const { timers, onFault, database } = parts;
    this.#thread = new ReadingThread({ databasePath: database.path, timers, onFault, entry });
  }

  /** Null where the thread gave no answer. */
  async ask({ from, to, step, ...filter }: StatisticsQuery): Promise<Answer | null> {
    const nowMs = this.#parts.clock.now();
    const asked = { ...this.#stretch(from, to), nowMs, step, filter };
    const found = await this.#ask('statistics', { kind: 'statistics', ...asked });
    if (!found) return null;
    const names = new Map(this.#parts.mailboxes.all().map(({ id, name }) => [id, name]));
    return {
      ...found.reckoned,
      ...this.#heldTo(),
      teams: [...found.teams].sort(),
      mailboxes: found.mailboxes.map((id) => ({ id, name: names.get(id) ?? id })),
    };
  }

  /** A figure with all that it is made of; restricted tickets are named to the cleared alone (MET-2). */
  async receipt(query: ReceiptQuery, cleared: boolean): Promise<Receipt | null> {
    const { figure, from, to, ranFrom, at, offset, priorities: some, ...filter } = query;
    const now = this.#parts.clock.now();
    const nowMs = Math.min(at ?? now, now);
    const today = dateAt(this.#parts.tz(), nowMs);
    const ran = ranFrom !== undefined;
    const stretch = ran
      ? { fromMs: ranFrom, toMs: nowMs }
      : this.#stretch(from ?? today, to ?? today);
    const isPast = nowMs < now;
    const asked = { figure, nowMs, ...stretch, ran, isPast, filter, priorities: some, offset };
    const found = await this.#ask('receipt', { kind: 'receipt', ...asked });
    if (!found) return null;
    return {
      ...{ figure, atMs: nowMs, fromMs: stretch.fromMs, toMs: Math.min(stretch.toMs, nowMs) },
      ...{ total: found.total, count: found.count, next: found.next },
      lines: found.lines.map((line, place) => seeLine(line, offset + place, cleared)),
    };
  }

  /** How each aim stands, by the aim in force now (MET-1). */
  async standing(): Promise<AimsStanding | null> {
    const nowMs = this.#parts.clock.now();
    const counts = await this.#ask('verdicts', { kind: 'verdicts', nowMs });
    if (!counts) return null;
    return priorities.map((priority, place) => {
      const windowMs = aimWindowMs(priority);
      const aim = this.#parts.settings.aims[priority];
      const burn = burnDown(counts[place] ?? [], {
        ...{ aim: aim / 100, windowMs, nowMs },
      });
      return { priority, aim, days: Math.round(windowMs / dayMs), ...burn };
    });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /** The reply to a question is of that question's kind: the desk of the thread sees to it. */
  #ask<K extends keyof StatisticsReplies>(
    _kind: K,
    task: StatisticsTask & { readonly kind: K },
  ): Promise<StatisticsReplies[K] | null> {
    return this.#thread.ask(task) as Promise<StatisticsReplies[K] | null>;
  }

  #stretch(from: string, to: string): { fromMs: number; toMs: number } {
    const tz = this.#parts.tz();
    return { fromMs: instantOf(tz, from, 0), toMs: instantOf(tz, to, dayMinutes) };
  }

  #heldTo(): Pick<Answer, 'aims' | 'targets'> {
    const { given } = this.#parts.settings;
    const changes = this.#changes();
    const targets = priorities.map((priority) => [
      priority,
      historyOf(`target-${priority}`, given, changes),
    ]);
    return {
      aims: aimHistory(given, changes) as Answer['aims'],
      targets: Object.fromEntries(targets) as Answer['targets'],
    };
  }

  #changes(): SettingChanged[] {
    return eventsOf(this.#parts.database, 'settings', settingsStreamId).flatMap(({ at, event }) =>
      event.type === 'setting-changed' ? [{ at, event }] : [],
    );
  }
}

function seeLine(
  { episode, ms, isOver, isMiss }: ReceiptReply['lines'][number],
  place: number,
  cleared: boolean,
): Receipt['lines'][number] {
  const { ticketId, number, restricted, startedAt, dueAt, outcome, excluded } = episode;
  return {
    key: String(place),
    ticket: restricted && !cleared ? null : { id: ticketId, number },
    ...{ startedAt, allowedMs: dueAt - startedAt, ms, isOver, isMiss, outcome, excluded },
  };
}
