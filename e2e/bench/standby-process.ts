import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemTimers } from '@vigie/server/clock';
import { Follower } from '@vigie/server/standby/follower';
import { Source } from '@vigie/server/standby/source';
import { answerQuestions } from './worker.ts';

/** A standby in a process of its own, which follows the bench's server. */
export type StandbyQuestions = {
  follow: [question: { url: string; token: string; secret: string }, answer: null];
};

const silent = { info: () => undefined, warn: console.error };

answerQuestions<StandbyQuestions>({
  follow: async ({ url, token, secret }) => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-standby-'));
    process.once('SIGTERM', () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit();
    });
    const fresh = { stage: 'copying', logId: '', wholeFrom: null, next: null } as const;
    const follower = new Follower({
      ...{ folder, secret, address: 'http://bench', source: new Source({ url, token }) },
      mark: { ...fresh, from: url, address: 'http://bench', owesFence: false },
      ...{ clock: systemClock, timers: systemTimers, logger: silent, progress: () => undefined },
    });
    follower.start();
    while (follower.status().state !== 'following') {
      await new Promise((resume) => systemTimers.after(20, () => resume(undefined)));
    }
    return null;
  },
});
