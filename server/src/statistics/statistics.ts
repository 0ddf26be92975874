import type { Database } from '@vigie/db/database';
import { eventsOf } from '@vigie/db/queries/history';
import { aimHistory, historyOf, type SettingChanged } from '@vigie/shared/metrics/aims';
import { instantOf } from '@vigie/shared/roster/calendar';
import { settingsStreamId } from '@vigie/shared/settings/state';
import { priorities } from '@vigie/shared/triage/priority';
import type { Statistics as Answer, StatisticsQuery } from '@vigie/shared/wire/statistics';
import type { Clock, Timers } from '../clock.ts';
import type { Mailboxes } from '../mail/mailboxes.ts';
import { ReadingThread } from '../reading-thread.ts';
import type { SettingsInForce } from '../settings/settings-in-force.ts';
import type { StatisticsReply, StatisticsTask } from './statistics-task.ts';

export interface StatisticsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tz: () => string;
  readonly settings: Pick<SettingsInForce, 'given'>;
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
    const { clock, tz, mailboxes } = this.#parts;
    const reply = await this.#thread.ask({
      ...{ kind: 'statistics', nowMs: clock.now(), step, filter },
      fromMs: instantOf(tz(), from, 0),
      toMs: instantOf(tz(), to, dayMinutes),
    });
    if (!reply) return null;
    const names = new Map(mailboxes.all().map(({ id, name }) => [id, name]));
    return {
      ...reply.reckoned,
      ...this.#heldTo(),
      teams: [...reply.teams].sort(),
      mailboxes: reply.mailboxes.map((id) => ({ id, name: names.get(id) ?? id })),
    };
  }

  close(): Promise<void> {
    return this.#thread.close();
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
