import { afterEach, beforeEach } from 'vitest';
import type { EventLog } from '../../event-log.ts';
import { SmallDesk } from '../small-desk.ts';

/** Where an adapter keeps its log, as the contract's tests need it: theirs alone, and thrown away after. */
export interface Medium {
  /** Opens the log; after a close, the same log again. */
  open(onError?: (error: unknown) => void): Promise<EventLog>;
  /** Equal while nobody has committed since it was last asked, as an outsider sees it. */
  commitMark(): unknown;
  /** Changes the stored bytes of an event behind the log's back, its hash left as it was. */
  forge(seq: number): Promise<void>;
  /** Takes an event away behind the log's back. */
  remove(seq: number): Promise<void>;
  destroy(): Promise<void>;
}

export type MakeMedium = () => Promise<Medium>;

/** One medium, log and desk for each test; what the getters give is that of the running test. */
export interface Stage {
  readonly medium: Medium;
  readonly log: EventLog;
  readonly desk: SmallDesk;
  /** What followers threw. */
  readonly errors: readonly unknown[];
  /** Closes the log and opens it again, as a restart does. */
  reopen(): Promise<EventLog>;
}

/** Sets the stage before each test of the surrounding block, and clears it after. */
export function stageEachTest(makeMedium: MakeMedium): Stage {
  let current: { medium: Medium; log: EventLog; desk: SmallDesk; errors: unknown[] } | null = null;
  beforeEach(async () => {
    const medium = await makeMedium();
    const errors: unknown[] = [];
    const log = await medium.open((error) => errors.push(error));
    current = { medium, log, desk: new SmallDesk(log), errors };
  });
  afterEach(async () => {
    await current?.log.close();
    await current?.medium.destroy();
    current = null;
  });
  const now = () => {
    if (!current) throw new Error('no test is running');
    return current;
  };
  return {
    get medium() {
      return now().medium;
    },
    get log() {
      return now().log;
    },
    get desk() {
      return now().desk;
    },
    get errors() {
      return now().errors;
    },
    async reopen() {
      const { medium, log, errors } = now();
      await log.close();
      const again = await medium.open((error) => errors.push(error));
      current = { medium, log: again, desk: new SmallDesk(again, 'after'), errors };
      return again;
    },
  };
}
