import type { Database } from '@vigie/db/database';
import { ticketToday, type TicketToday } from '@vigie/db/queries/past';
import { wordsByIds } from '@vigie/db/queries/words';
import type { Audience } from '@vigie/shared/access/audience';
import { seeTicket } from '@vigie/shared/access/see';
import type { RoomFold, Place } from '../live/room-fold.ts';
import type { Seen } from '../live/told-view.ts';

const noWords = { subject: '', sender: '' };

/**
 * What somebody of today sees of a state of the past (TIME-1, SYNC-4): what was shown to their audience
 * then, less what is restricted by now, with the words that retention has left; where it has erased
 * them, a mark says so.
 */
export class TodaysEyes {
  readonly #database: Database;
  readonly #audience: Audience;

  constructor(database: Database, audience: Audience) {
    this.#database = database;
    this.#audience = audience;
  }

  see(fold: RoomFold, place: Place): Seen {
    const [collection, id] = place;
    if (collection === 'tickets') return this.#ticket(fold, id);
    if (collection === 'episodes') return this.#episode(fold.see(this.#audience, place));
    if (collection === 'instruction') return this.#instruction(fold);
    return fold.see(this.#audience, place);
  }

  #ticket(fold: RoomFold, id: string): Seen {
    const then = fold.ticket(id);
    if (!then) return undefined;
    const today = ticketToday(this.#database, id);
    const restricted = then.restricted || this.#hides(today);
    const card = seeTicket(this.#audience, { ...then, restricted }, today?.words ?? noWords);
    if (!card || card.veiled || today?.words) return card ?? undefined;
    return { ...card, erased: true };
  }

  /** Its times stay in the figures, under nobody's name (SYNC-4). */
  #episode(seen: Seen): Seen {
    const ticketId = seen?.['ticketId'];
    if (typeof ticketId !== 'string') return seen;
    const isHidden = this.#hides(ticketToday(this.#database, ticketId));
    return isHidden ? { ...seen, ticketId: null, priority: null, by: null } : seen;
  }

  #hides(today: TicketToday | null): boolean {
    return this.#audience === 'uncleared' && today?.restricted === true;
  }

  #instruction({ room: { instruction } }: RoomFold): Seen {
    if (!instruction) return undefined;
    const { id, by, at } = instruction;
    return { text: wordsByIds(this.#database, [id]).get(id)?.text ?? '', by, at };
  }
}
