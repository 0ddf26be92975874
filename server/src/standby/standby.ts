import { existsSync } from 'node:fs';
import type { FastifyBaseLogger } from 'fastify';
import { readDatabase } from '@vigie/db/database';
import { databasePath } from '@vigie/db/database-path';
import { termOf } from '@vigie/db/queries/term';
import type { Position } from '@vigie/db/standby/position';
import type { StandbyMark } from '@vigie/db/standby/standby-mark';
import type { Clock, Timers } from '../clock.ts';
import { Attempts } from '../people/attempts.ts';
import { Follower } from './follower.ts';
import { promote } from './promotion.ts';
import type { TakenOverAnswer } from './protocol.ts';
import { Source } from './source.ts';
import { createStandbyApp } from './standby-app.ts';

export interface StandbyParts {
  readonly folder: string;
  readonly mark: StandbyMark;
  readonly token: string;
  readonly secret: string | null;
  /** Where the other server, and the operator, reach this one. */
  readonly address: string;
  readonly port: number;
  readonly host: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: FastifyBaseLogger;
  readonly progress: (text: string) => void;
  /** The copy is the service's database now: this standby has ended, and somebody must serve. */
  readonly onPromoted: () => void;
}

/** A standby, following. */
export interface RunningStandby {
  close(): Promise<void>;
}

/** How long what a stepping-down server still had is waited for, in ms. */
const lastWordsMs = 10_000;
const lookMs = 50;

/** Starts a standby (RUN-4): follows a server, answers how it stands, and takes over when it is told to. */
export async function startStandby(parts: StandbyParts): Promise<RunningStandby> {
  const { folder, clock, token, address } = parts;
  const source = new Source({ url: parts.mark.from, token });
  const follower = new Follower({
    ...{ ...parts, source },
    progress: (done, total) =>
      parts.progress(`Copie de la base : ${megabytes(done)} sur ${megabytes(total)}`),
  });
  const isWhole = () => follower.mark.stage === 'following';
  const term = () => (isWhole() ? termIn(databasePath(folder)) : 0);
  let promotion: Promise<TakenOverAnswer> | null = null;
  const app = createStandbyApp({
    ...{ ...parts, term, isWhole, attempts: new Attempts(clock) },
    status: () => follower.status(),
    takeOver: (force) => {
      promotion ??= promote({
        ...{ folder, source, address, force, term, progress: parts.progress },
        now: () => clock.now(),
        stopFollowing: async (upTo) => {
          if (upTo) await hasCome(follower, upTo, parts);
          await follower.stop();
          return follower.mark;
        },
      });
      promotion.then(
        () => void app.close().then(parts.onPromoted),
        () => {
          promotion = null;
          follower.start();
        },
      );
      return promotion;
    },
  });
  await app.listen({ port: parts.port, host: parts.host });
  follower.start();
  return {
    close: async () => {
      await follower.stop();
      await app.close();
    },
  };
}

async function hasCome(
  follower: Follower,
  upTo: Position,
  { clock, timers }: Pick<StandbyParts, 'clock' | 'timers'>,
): Promise<void> {
  const until = clock.now() + lastWordsMs;
  const isThere = () => {
    const at = follower.position;
    return at?.generation === upTo.generation && at.offset >= upTo.offset;
  };
  while (!isThere() && clock.now() < until) {
    await new Promise<void>((resume) => timers.after(lookMs, resume));
  }
}

function termIn(path: string): number {
  if (!existsSync(path)) return 0;
  const database = readDatabase(path);
  try {
    return termOf(database);
  } finally {
    database.close();
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} Mo`;
}
