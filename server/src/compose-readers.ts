import { join } from 'node:path';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import type { Store } from './compose-store.ts';
import { FileReader } from './files/file-reader.ts';
import { MailFiles } from './files/mail-files.ts';
import { scanArrivals } from './files/scan-arrivals.ts';
import { VirusScanner } from './files/virus-scanner.ts';
import { Forecaster } from './forecast/forecaster.ts';
import { PastDesk } from './past/past-desk.ts';
import { Statistics } from './statistics/statistics.ts';

/** What reads beside the event loop, in threads and processes of its own. */
export interface Readers {
  readonly files: MailFiles;
  readonly reader: FileReader;
  readonly forecaster: Forecaster;
  readonly statistics: Statistics;
  readonly past: PastDesk;
}

/** Opens them on the store; each is closed before it. */
export function openReaders(parts: AppParts, store: Store, closers: Closers): Readers {
  const cabinet = openFiles(parts, store, closers);
  const forecaster = new Forecaster({ ...parts, ...store, chance: parts.random.chance });
  closers.add('forecaster', () => forecaster.close());
  const statistics = openStatistics(parts, store, closers);
  return { ...cabinet, forecaster, statistics, past: openPast(parts, store, closers) };
}

function openFiles(
  { config, clock, timers, logger }: AppParts,
  { database, log }: Store,
  closers: Closers,
): Pick<Readers, 'files' | 'reader'> {
  const reader = new FileReader(timers);
  closers.add('file reader', () => reader.close());
  const scanner = config.clamd === null ? null : new VirusScanner(config.clamd, timers);
  const files = new MailFiles({ database, reader, scanner, clock });
  const onError = (err: unknown) => logger.error({ err }, 'the files of a mail were not scanned');
  if (scanner) closers.add('scans', scanArrivals(log, database, files, onError));
  return { files, reader };
}

function openStatistics(
  { clock, timers, logger }: AppParts,
  { roster, ...store }: Store,
  closers: Closers,
): Statistics {
  const onFault = (err: unknown) => logger.warn({ err }, 'the statistics died, and come back');
  const tz = () => roster.book.tz;
  const statistics = new Statistics({ ...store, clock, timers, tz, onFault });
  closers.add('statistics', () => statistics.close());
  return statistics;
}

function openPast(
  { folder, timers, logger }: AppParts,
  { database, log }: Store,
  closers: Closers,
): PastDesk {
  const checkpointsPath = join(folder.path, 'checkpoints.db');
  const onError = (err: unknown) => logger.error({ err }, 'the worker of the past failed');
  const past = new PastDesk({ database, log, timers, checkpointsPath, onError });
  closers.add('past', () => past.close());
  return past;
}
