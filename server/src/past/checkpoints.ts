import { CheckpointFile } from '@vigie/db/checkpoint-file';
import type { Database } from '@vigie/db/database';
import { emptyRoom } from '@vigie/shared/room/room';
import type { FoldContents } from '../live/room-contents.ts';

/** The state of the live view's fold at a place of the log: ids and figures, nobody's words (LOG-4). */
export interface Checkpoint {
  readonly seq: number;
  readonly contents: FoldContents;
}

/** Where every fold begins. */
const beginning: Checkpoint = {
  seq: 0,
  contents: {
    tickets: [],
    people: [],
    room: emptyRoom,
    handovers: [],
    episodes: [],
    answers: [],
    arrivals: [],
  },
};

/**
 * Raised when the live view's fold keeps something else, or keeps it otherwise: the checkpoints of an
 * older program are thrown away and made anew (TIME-2).
 */
const contentsVersion = 1;

/** The checkpoints of the live view's fold. Whoever opened them closes them. */
export class Checkpoints {
  readonly #file: CheckpointFile;

  constructor(database: Database, path: string) {
    this.#file = new CheckpointFile(database, path, contentsVersion);
  }

  /** The last one at or before a place of the log; the empty beginning where there is none. */
  before(seq: number): Checkpoint {
    const kept = this.#file.before(seq);
    // This program wrote it, or one of the same form: the file throws all others away.
    return kept ? { seq: kept.seq, contents: JSON.parse(kept.state) as FoldContents } : beginning;
  }

  put({ seq, contents }: Checkpoint): void {
    this.#file.put({ seq, state: JSON.stringify(contents) });
  }

  close(): void {
    this.#file.close();
  }
}
