import type { Database } from '@vigie/db/database';
import type { Progress } from '@vigie/db/fold-log';
import { shownEvents } from '@vigie/db/queries/past';
import { headOf } from '@vigie/db/verify-chain';
import type { Checkpoints } from './checkpoints.ts';
import { LogFold } from './log-fold.ts';

/** So many events are folded without a halt. */
const sliceEvents = 500;
/** The longest fold from a checkpoint to an instant, in ms: it decides how far apart checkpoints stand. */
const longestFoldMs = 100;
/** However fast or slow the machine is, so many events lie between two of them. */
const [fewestEvents, mostEvents] = [2_000, 20_000];

/**
 * Writes the checkpoints that the log lacks (TIME-2), from the last one to the head, as far apart as
 * this machine folds in a tenth of a second. Halts after each small part: whoever drives it rests, and
 * answers others, in between.
 */
export function* keepCheckpoints(
  database: Database,
  checkpoints: Checkpoints,
  spacing: Pick<Spacing, 'events' | 'learn'> = new Spacing(),
): Generator<Progress, void> {
  const { seq: total } = headOf(database);
  const last = checkpoints.before(total);
  // Who is on duty is never kept: the roster of an instant is read from its own events.
  const fold = new LogFold(database, last.contents, null);
  let [done, kept] = [last.seq, last.seq];
  while (done < total) {
    const upTo = Math.min(total, done + sliceEvents, kept + spacing.events);
    const begin = performance.now();
    for (const event of shownEvents(database, done, upTo)) fold.take(event);
    spacing.learn(upTo - done, performance.now() - begin);
    done = upTo;
    if (done - kept >= spacing.events) {
      checkpoints.put({ seq: done, contents: fold.room.contents() });
      kept = done;
    }
    yield { done, total };
  }
}

/** How many events lie between two checkpoints, by the measured rate of the fold. */
export class Spacing {
  #events = 0;
  #ms = 0;

  /** So many events were folded in so long. The past fades: a machine's pace changes. */
  learn(events: number, ms: number): void {
    this.#events = this.#events * 0.98 + events;
    this.#ms = this.#ms * 0.98 + ms;
  }

  get events(): number {
    const inTime = (this.#events / Math.max(this.#ms, 0.001)) * longestFoldMs;
    return Math.min(mostEvents, Math.max(fewestEvents, Math.floor(inTime)));
  }
}
