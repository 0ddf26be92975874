import type { Committed } from '@vigie/db/event-log';
import type { Audience } from '@vigie/shared/access/audience';
import type { Person } from '@vigie/shared/people/person';
import type { Change, Delta } from '@vigie/shared/wire/delta';
import { deltasFor } from './committed-deltas.ts';
import type { RoomContents } from './room-contents.ts';
import { RoomFold, type FindWords, type Place } from './room-fold.ts';
import { ToldView } from './told-view.ts';

/**
 * The live view in memory: built from the database once, then folded from each transaction that
 * commits. It gives each audience the deltas of each transaction and, at any time, its view as bytes
 * (SYNC-1, SYNC-8). Restricted tickets reach the uncleared veiled (SYNC-4).
 */
export class LiveRoom {
  readonly #fold: RoomFold;
  readonly #told = { cleared: new ToldView(), uncleared: new ToldView() };
  #seq: number;

  constructor(contents: RoomContents, findWords: FindWords) {
    this.#fold = new RoomFold(contents, findWords);
    this.#seq = contents.seq;
    this.#tell('cleared', this.#fold.places());
    this.#tell('uncleared', this.#fold.places());
  }

  /** The last `seq` that the room has taken in. */
  get seq(): number {
    return this.#seq;
  }

  /**
   * Takes a committed transaction in and gives each audience its deltas. One that the room was built
   * with already, or that appended nothing, gives none.
   */
  take(committed: Committed): Record<Audience, readonly Delta[]> {
    const last = committed.recorded.at(-1);
    if (!last || last.seq <= this.#seq) return { cleared: [], uncleared: [] };
    this.#seq = last.seq;
    const touched = this.#fold.take(committed);
    return {
      cleared: deltasFor('cleared', committed, this.#tell('cleared', touched)),
      uncleared: deltasFor('uncleared', committed, this.#tell('uncleared', touched)),
    };
  }

  /** The view of an audience as UTF-8 JSON. */
  viewBytes(audience: Audience): Buffer {
    return this.#told[audience].bytes();
  }

  person(id: string): Person | undefined {
    return this.#fold.person(id);
  }

  people(): Iterable<Person> {
    return this.#fold.people();
  }

  /**
   * True when an audience may learn that somebody reads this ticket. Of a ticket that is not on the
   * screens the room does not know whether it is restricted: then only the cleared may.
   */
  shows(audience: Audience, ticketId: string): boolean {
    return audience === 'cleared' || this.#fold.ticket(ticketId)?.restricted === false;
  }

  #tell(audience: Audience, places: readonly Place[]): Change[] {
    const told = this.#told[audience];
    // A place named twice gives its change once: the second time it is no news.
    return places.flatMap((place) => told.tell(...place, this.#fold.see(audience, place)) ?? []);
  }
}
