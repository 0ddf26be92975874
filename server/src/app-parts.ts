import type { Logger } from 'pino';
import type { FencedMark } from '@vigie/db/standby/standby-mark';
import type { Clock, Timers } from './clock.ts';
import type { Config } from './config.ts';
import type { DataFolder } from './data-folder.ts';
import type { Passwords } from './people/passwords.ts';
import type { RandomSource } from './random-source.ts';

/** What the service is made with: its settings, its folder, and the outside world. */
export interface AppParts {
  readonly config: Config;
  readonly folder: Pick<DataFolder, 'path' | 'databasePath' | 'secret'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: RandomSource;
  readonly logger: Logger;
  /** Where the built screens stand. */
  readonly webRoot: string;
  readonly passwords?: Passwords;
  /** Another server leads this log: this one is to end (RUN-4). */
  readonly onFenced?: (mark: FencedMark) => void;
  /** Told of steps that take a while (RUN-7). */
  readonly progress?: (text: string) => void;
}
