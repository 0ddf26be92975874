import { monitorEventLoopDelay } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import { systemClock, systemTimers } from '@vigie/server/clock';
import {
  databasePathOf,
  startProductionService,
  type ServiceSetting,
} from '../../product/production-service.ts';
import { answerQuestions } from '../worker.ts';

/** How the service fares, as its own process sees it. */
export interface Fare {
  /** Mails that have their outcome. */
  readonly mails: number;
  /** From the first to the last of them, in ms. */
  readonly spanMs: number;
  /** Longest time since the last question that the event loop did not come round, in ms. */
  readonly longestBlockMs: number;
  /** Resident memory of this process, in MB. */
  readonly residentMb: number;
  /** What the thread that serves has spent so far of the processor, in ms. */
  readonly cpuMs: number;
}

/** The service in a process of its own, so that nothing of the bench runs on its event loop. */
export type ServiceQuestions = {
  start: [setting: ServiceSetting, answer: null];
  fare: [question: null, answer: Fare];
  /** Ids of the tickets, the oldest first. */
  tickets: [question: null, answer: string[]];
};

const loop = monitorEventLoopDelay({ resolution: 5 });
let books: Sqlite.Database | null = null;

answerQuestions<ServiceQuestions>({
  start: async (setting) => {
    const environment = { VIGIE_SENDER_CHECKS: 'off', VIGIE_CLAIM_LIMIT: '100' };
    await startProductionService(
      setting,
      { clock: systemClock, timers: systemTimers },
      environment,
    );
    books = new Sqlite(databasePathOf(setting), { readonly: true });
    loop.enable();
    return null;
  },
  fare: async () => {
    const longestBlockMs = loop.max / 1e6;
    loop.reset();
    const { user, system } = process.threadCpuUsage();
    const residentMb = process.memoryUsage.rss() / 1e6;
    return { ...taken(), longestBlockMs, residentMb, cpuMs: (user + system) / 1_000 };
  },
  tickets: async () =>
    (books?.prepare('SELECT id FROM tickets ORDER BY number').pluck().all() ?? []) as string[],
});

function taken(): { mails: number; spanMs: number } {
  const mails = Number(
    books?.prepare('SELECT coalesce(sum(mails), 0) FROM ledger_counts').pluck().get(),
  );
  const spanMs = Number(
    books
      ?.prepare(
        'SELECT (SELECT at FROM ledger ORDER BY rowid DESC LIMIT 1) - (SELECT at FROM ledger ORDER BY rowid LIMIT 1)',
      )
      .pluck()
      .get(),
  );
  return { mails, spanMs };
}

// A profiler writes down what it saw only where the process ends by itself.
process.once('SIGTERM', () => process.exit());
