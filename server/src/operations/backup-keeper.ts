import { listBackups, type Backup } from '@vigie/db/backup/backup-folder';
import type { BackupStatus } from '@vigie/shared/operations/operations-status';
import type { Clock, Timers } from '../clock.ts';
import type { BackupRun } from './run-backup.ts';
import { nextRun } from './schedule.ts';

export interface BackupKeeperParts {
  readonly target: string;
  readonly schedule: string | null;
  readonly logId: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly run: () => BackupRun;
  readonly logger: {
    info(context: object, message: string): void;
    error(context: object, message: string): void;
  };
}

/** The clock may be set and the machine may sleep: nothing is slept through for longer, in ms. */
const longestSleepMs = 60 * 60_000;
/** A backup that has not come so long after its time is late, in ms. */
const lateAfterMs = 2 * 60 * 60_000;

/** Makes backups when the setting says so, and knows how they stand (RUN-3, RUN-4). Closed by its owner. */
export class BackupKeeper {
  readonly #parts: BackupKeeperParts;
  readonly #startedAt: number;
  #last: Backup | null;
  #lastFailure: BackupStatus['lastFailure'] = null;
  #nextAt: number | null = null;
  #run: BackupRun | null = null;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(parts: BackupKeeperParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
    this.#last = this.#newest();
    this.#plan();
  }

  /** How the backups stand, those made by hand into the same folder included. */
  status(): BackupStatus {
    const { schedule } = this.#parts;
    const last = this.#last && {
      at: this.#last.manifest.at,
      seq: this.#last.manifest.head.seq,
      bytes: Object.values(this.#last.manifest.files).reduce((sum, { bytes }) => sum + bytes, 0),
      path: this.#last.path,
    };
    const lastFailure = this.#lastFailure;
    const running = this.#run !== null;
    return { state: this.#state(), running, schedule, nextAt: this.#nextAt, last, lastFailure };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    this.#run?.stop();
    await this.#run?.ended;
  }

  #state(): BackupStatus['state'] {
    const { schedule, clock } = this.#parts;
    const lastAt = this.#last?.manifest.at ?? null;
    if (this.#lastFailure && this.#lastFailure.at > (lastAt ?? 0)) return 'failed';
    if (schedule === null) return lastAt === null ? 'none' : 'well';
    const due = nextRun(schedule, lastAt ?? this.#startedAt) ?? Infinity;
    return clock.now() > due + lateAfterMs ? 'late' : 'well';
  }

  #plan(): void {
    const { schedule, clock, timers } = this.#parts;
    if (schedule === null || this.#closed) return;
    const now = clock.now();
    this.#nextAt = nextRun(schedule, now);
    if (this.#nextAt === null) return;
    const ms = this.#nextAt - now;
    this.#cancel =
      ms > longestSleepMs
        ? timers.after(longestSleepMs, () => this.#wake())
        : timers.after(ms, () => void this.#backUp());
  }

  #wake(): void {
    this.#last = this.#newest();
    this.#plan();
  }

  async #backUp(): Promise<void> {
    const { run, clock, logger } = this.#parts;
    this.#run = run();
    const failure = await this.#run.ended;
    this.#run = null;
    if (this.#closed) return;
    if (failure === null) {
      this.#last = this.#newest();
      logger.info({ path: this.#last?.path }, 'a backup was made');
    } else {
      this.#lastFailure = { at: clock.now(), ...failure };
      logger.error({ cause: failure.message }, 'a backup could not be made');
    }
    this.#plan();
  }

  #newest(): Backup | null {
    return listBackups(this.#parts.target, this.#parts.logId)[0] ?? null;
  }
}
