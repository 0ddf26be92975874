import type { Database } from '@vigie/db/database';
import { roomStreams, rosterEventsUpTo, shownEvents } from '@vigie/db/queries/past';
import type { Audience } from '@vigie/shared/access/audience';
import { dateAt, dayMs } from '@vigie/shared/roster/calendar';
import type { Cycle } from '@vigie/shared/roster/cycle';
import { defaultPlan, planStreamId, validOn } from '@vigie/shared/roster/plan';
import type { Change } from '@vigie/shared/wire/delta';
import type { PastStep } from '@vigie/shared/wire/past';
import { ToldView } from '../live/told-view.ts';
import type { FoldContents } from '../live/room-contents.ts';
import type { Place } from '../live/room-fold.ts';
import { foldRoster } from '../roster/known-then.ts';
import type { Checkpoint } from './checkpoints.ts';
import { LogFold } from './log-fold.ts';
import { TodaysEyes } from './todays-eyes.ts';

const secondMs = 1_000;
/** Of the roster so much is known around the instant for which a room is opened. */
const rosterBefore = 3 * dayMs;
const rosterAfter = 4 * dayMs;
/** A room goes on so far beyond that instant: who is on duty then and next is still known. */
const reachMs = dayMs;

/** The room as it stood at a place of the log, for one audience of today; it can go on from there (TIME-1). */
export class PastRoom {
  readonly audience: Audience;
  /** The latest instant at which this room still knows the roster. */
  readonly reach: number;
  readonly #database: Database;
  readonly #fold: LogFold;
  readonly #eyes: TodaysEyes;
  readonly #told = new ToldView();
  #seq: number;

  constructor(
    database: Database,
    from: Checkpoint,
    to: { readonly seq: number; readonly at: number },
    audience: Audience,
  ) {
    this.audience = audience;
    this.reach = to.at + reachMs;
    this.#database = database;
    this.#eyes = new TodaysEyes(database, audience);
    this.#fold = new LogFold(database, from.contents, rosterAround(database, from, to.at));
    this.#seq = to.seq;
    for (const event of shownEvents(database, from.seq, to.seq, roomStreams))
      this.#fold.take(event);
    this.#tell(this.#fold.room.places());
  }

  /** The place of the log that it shows. */
  get seq(): number {
    return this.#seq;
  }

  /** The view as UTF-8 JSON. */
  viewBytes(): Buffer {
    return this.#told.bytes();
  }

  /** The state behind the view, for whoever draws the shift. */
  contents(): FoldContents {
    return this.#fold.room.contents();
  }

  /** The cycle that held at an instant, as it was known here. */
  cycleAt(at: number): Cycle {
    return cycleOf(this.#fold, at);
  }

  /** Goes on to a later place and tells what changed on the way, second by second. */
  forward(toSeq: number): PastStep[] {
    const after = this.#seq;
    this.#seq = toSeq;
    const steps: PastStep[] = [];
    let [second, touched]: [number, Place[]] = [0, []];
    const end = (): void => {
      const changes = this.#tell(touched);
      if (changes.length) steps.push({ at: second, changes });
    };
    for (const event of shownEvents(this.#database, after, toSeq, roomStreams)) {
      const at = Math.floor(event.recorded.at / secondMs) * secondMs;
      if (at !== second) {
        end();
        [second, touched] = [at, []];
      }
      touched.push(...this.#fold.take(event));
    }
    end();
    return steps;
  }

  #tell(places: readonly Place[]): Change[] {
    const { room } = this.#fold;
    return places.flatMap((place) => this.#told.tell(...place, this.#eyes.see(room, place)) ?? []);
  }
}

function rosterAround(database: Database, { seq, contents }: Checkpoint, at: number) {
  const { tz } = validOn(defaultPlan.cycles, '9999-12-31');
  const [from, to] = [at - rosterBefore, at + rosterAfter].map((ms) => dateAt(tz, ms));
  const dates = { from: from ?? '', to: to ?? '' };
  return { ...foldRoster(rosterEventsUpTo(database, seq, dates)), people: contents.people };
}

function cycleOf({ room }: LogFold, at: number): Cycle {
  const { cycles } = room.state('roster-plan', planStreamId) ?? defaultPlan;
  const { tz } = validOn(cycles, '9999-12-31');
  return validOn(cycles, dateAt(tz, at));
}
