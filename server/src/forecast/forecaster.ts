import type { Database } from '@vigie/db/database';
import type { Forecast } from '@vigie/shared/forecast/forecast';
import { priorities, type Priority } from '@vigie/shared/triage/priority';
import type { Settings } from '@vigie/shared/settings/settings';
import type { ForecastAnswer, WhatIf } from '@vigie/shared/wire/forecast';
import type { Clock, Timers } from '../clock.ts';
import { ReadingThread } from '../reading-thread.ts';
import { ForecastMemory } from './forecast-memory.ts';
import type { Compared, ForecastReply, ForecastTask, Refreshed } from './forecast-task.ts';

export interface ForecasterParts {
  readonly database: Database;
  readonly settings: Pick<Settings, 'targets' | 'aims'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 to 1: where a forecast's chance begins. */
  readonly chance: () => number;
  readonly logger: {
    warn(context: object, message: string): void;
  };
}

const entry = new URL('./forecast-worker.ts', import.meta.url);
const everyMs = 60_000;
/** After a thread that died: soon, and then less and less often, in ms. */
const againMs = [5_000, 15_000, everyMs] as const;

/** The newest forecast, made anew each minute in a thread of its own (MET-4). Closed by its owner. */
export class Forecaster {
  readonly #parts: ForecasterParts;
  readonly #memory: ForecastMemory;
  readonly thread: ReadingThread<ForecastTask, ForecastReply>;
  #newest: Refreshed | null = null;
  #state: ForecastAnswer['state'] = 'starting';
  #deaths = 0;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(parts: ForecasterParts) {
    const { database, timers, logger } = parts;
    this.#parts = parts;
    this.#memory = new ForecastMemory(database);
    this.thread = new ReadingThread({
      databasePath: database.path,
      timers,
      entry,
      onFault: (err) => logger.warn({ err }, 'the forecast died and will be begun again'),
    });
  }

  get state(): ForecastAnswer['state'] {
    return this.#state;
  }

  get newest(): Refreshed | null {
    return this.#newest;
  }

  score(): ForecastAnswer['score'] {
    return this.#memory.score(this.#parts.clock.now());
  }

  /** Makes a forecast, and another each minute from now on. */
  async start(): Promise<void> {
    const reply = await this.#refresh();
    if (this.#closed) return;
    this.#state = reply ? 'well' : 'down';
    const pauseMs = reply ? everyMs : (againMs[this.#deaths] ?? everyMs);
    this.#deaths = reply ? 0 : this.#deaths + 1;
    this.#cancel = this.#parts.timers.after(pauseMs, () => void this.start());
  }

  /** The plan as it stands and as asked; null where nobody can reckon just now. */
  async compare(whatIf: WhatIf): Promise<Compared | 'swap-not-open' | null> {
    const reply = await this.thread.ask({ kind: 'what-if', whatIf, ...this.#circumstances() });
    if (reply?.kind === 'swap-not-open') return reply.kind;
    return reply?.kind === 'compared' ? reply : null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.thread.close();
  }

  async #refresh(): Promise<Refreshed | null> {
    const circumstances = this.#circumstances();
    const unsettled = this.#memory.unsettled(circumstances.atMs);
    const reply = await this.thread.ask({ kind: 'refresh', unsettled, ...circumstances });
    if (reply?.kind !== 'refreshed' || this.#closed) return null;
    this.#note(reply, reply.forecast);
    return reply;
  }

  #note(reply: Refreshed, forecast: Forecast): void {
    this.#newest = reply;
    this.#memory.keep(forecast);
    for (const { reliefMs, actual } of reply.settled) this.#memory.settle(reliefMs, actual);
  }

  #circumstances() {
    const { clock, chance, settings } = this.#parts;
    const atMs = clock.now();
    return {
      atMs,
      seed: Math.floor(chance() * 2 ** 32),
      past: this.#memory.past(atMs),
      allowedMs: settings.targets.usual,
      aims: byPriority((priority) => settings.aims[priority] / 100),
    };
  }
}

function byPriority(of: (priority: Priority) => number): Record<Priority, number> {
  return Object.fromEntries(priorities.map((one) => [one, of(one)])) as Record<Priority, number>;
}
