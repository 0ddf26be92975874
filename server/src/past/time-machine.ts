import type { Database } from '@vigie/db/database';
import type { Progress } from '@vigie/db/fold-log';
import { firstEventAt, seqAt } from '@vigie/db/queries/past';
import { headOf } from '@vigie/db/verify-chain';
import type { Audience } from '@vigie/shared/access/audience';
import { currentShift } from '@vigie/shared/roster/on-duty';
import type { PastShift, PastSteps } from '@vigie/shared/wire/past';
import { Checkpoints } from './checkpoints.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { PastRoom } from './past-room.ts';

/** What is asked of the past: the room at an instant, what followed a place of the log, or a shift as a whole. */
export type PastQuestion =
  | { readonly what: 'room'; readonly at: number; readonly audience: Audience }
  | {
      readonly what: 'steps';
      readonly seq: number;
      readonly until: number;
      readonly audience: Audience;
    }
  | { readonly what: 'shift'; readonly at: number };

/** JSON as UTF-8, or why there is none: the log begins later, or its checkpoints are still being written. */
export type PastAnswer =
  | { readonly ok: true; readonly json: Uint8Array }
  | { readonly ok: false; readonly why: 'before-the-log'; readonly first: number | null }
  | { readonly ok: false; readonly why: 'not-ready'; readonly progress: Progress };

/** An instant further than this from its checkpoint, in events, would be waited for: it is refused until there is one. */
const farthestFold = 60_000;
/** Rooms kept open, so that whoever plays goes on from where they are. */
const roomsKept = 6;

/** Answers what the room was at any instant (TIME-1, TIME-2). Reads alone; what it writes is its own file of checkpoints. */
export class TimeMachine {
  readonly #database: Database;
  readonly #checkpoints: Checkpoints;
  #rooms: readonly PastRoom[] = [];

  constructor(database: Database, checkpointsPath: string) {
    this.#database = database;
    this.#checkpoints = new Checkpoints(database, checkpointsPath);
  }

  answer(question: PastQuestion): PastAnswer {
    switch (question.what) {
      case 'room':
        return this.#room(question.at, question.audience);
      case 'steps':
        return this.#steps(question);
      case 'shift':
        return this.#shift(question.at);
    }
  }

  /** Writes the checkpoints that are missing, part by part. */
  keep(): Generator<Progress, void> {
    return keepCheckpoints(this.#database, this.#checkpoints);
  }

  close(): void {
    this.#checkpoints.close();
  }

  #room(at: number, audience: Audience): PastAnswer {
    const first = firstEventAt(this.#database);
    if (first === null || at < first) return { ok: false, why: 'before-the-log', first };
    const opened = this.#open(this.#seqAt(at), at, audience);
    if (!(opened instanceof PastRoom)) return opened;
    this.#keepOpen(opened);
    const facts = { at, seq: opened.seq, first, cycle: opened.cycleAt(at) };
    const json = [JSON.stringify(facts).slice(0, -1), ',"view":', opened.viewBytes(), '}'];
    return { ok: true, json: Buffer.concat(json.map((part) => Buffer.from(part))) };
  }

  #steps({ seq, until, audience }: Extract<PastQuestion, { what: 'steps' }>): PastAnswer {
    const room = this.#takeRoom(seq, until, audience) ?? this.#open(seq, until, audience);
    if (!(room instanceof PastRoom)) return room;
    const toSeq = Math.max(seq, this.#seqAt(until));
    const steps = room.forward(toSeq);
    this.#keepOpen(room);
    return jsonOf({ at: until, seq: toSeq, steps } satisfies PastSteps);
  }

  #shift(at: number): PastAnswer {
    // What the shift leaves behind is the same for all: marks of time, and nobody's.
    const before = this.#open(this.#seqAt(at), at, 'uncleared');
    if (!(before instanceof PastRoom)) return before;
    const { startMs, endMs } = currentShift(before.cycleAt(at), at);
    const end = this.#open(this.#seqAt(endMs - 1), endMs - 1, 'uncleared');
    if (!(end instanceof PastRoom)) return end;
    const { arrivals, answers } = end.contents();
    const within = (marks: readonly { readonly at: number }[]) =>
      marks.map((mark) => mark.at).filter((ms) => startMs <= ms && ms < endMs);
    const shift = { startMs, endMs, arrivals: within(arrivals), answers: within(answers) };
    return jsonOf(shift satisfies PastShift);
  }

  #seqAt(at: number): number {
    return seqAt(this.#database, at, headOf(this.#database).seq);
  }

  #open(seq: number, at: number, audience: Audience): PastRoom | PastAnswer {
    const from = this.#checkpoints.before(seq);
    if (seq - from.seq <= farthestFold)
      return new PastRoom(this.#database, from, { seq, at }, audience);
    const { seq: total } = headOf(this.#database);
    const done = this.#checkpoints.before(total).seq;
    return { ok: false, why: 'not-ready', progress: { done, total } };
  }

  /** The open room that stands there for this audience; whoever goes on with it has it alone. */
  #takeRoom(seq: number, until: number, audience: Audience): PastRoom | null {
    const room = this.#rooms.find(
      (each) => each.seq === seq && each.audience === audience && until <= each.reach,
    );
    if (room) this.#rooms = this.#rooms.filter((each) => each !== room);
    return room ?? null;
  }

  #keepOpen(room: PastRoom): void {
    this.#rooms = [room, ...this.#rooms].slice(0, roomsKept);
  }
}

function jsonOf(value: unknown): PastAnswer {
  return { ok: true, json: Buffer.from(JSON.stringify(value)) };
}
