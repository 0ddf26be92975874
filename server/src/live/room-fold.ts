import type { Committed, StateOf, Stream } from '@vigie/db/event-log';
import type { Audience } from '@vigie/shared/access/audience';
import { seeEpisode, seePerson, seeTicket, type TicketWords } from '@vigie/shared/access/see';
import type { Handover } from '@vigie/shared/handover/handover';
import { measuredEpisodes, type MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import type { Person } from '@vigie/shared/people/person';
import { roomStreamId, type RoomState } from '@vigie/shared/room/room';
import { isOpen } from '@vigie/shared/ticket/select';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Collection } from '@vigie/shared/wire/view';
import { markOf } from '../handover/mark-of.ts';
import { answersOf, arrivalsOf } from './committed-marks.ts';
import { DutyFold } from './duty-fold.ts';
import { HeldTickets } from './held-tickets.ts';
import {
  episodeStays,
  markStays,
  sheetStays,
  type AnswerMark,
  type ArrivalMark,
  type FoldContents,
  type RoomContents,
} from './room-contents.ts';
import type { Seen } from './told-view.ts';

/** Where an entity stands in the view. */
export type Place = readonly [c: Collection, id: string];

/** Finds the words of a ticket that comes back to the screens: those of settled ones are not kept in memory. */
export type FindWords = (ticketId: string) => TicketWords;

const instructionId = 'instruction';
const shiftId = 'shift';
const responsibilityId = 'responsibility';
const roomPlaces: readonly Place[] = [
  ['instruction', instructionId],
  ['shift', shiftId],
  ['responsibility', responsibilityId],
];

/**
 * The unveiled state behind the live view, and its fold: each transaction changes it and names the
 * entities that it touched. What an audience sees of an entity is a function of this state alone.
 */
export class RoomFold {
  readonly #findWords: FindWords;
  readonly #tickets = new HeldTickets();
  readonly #people = new Map<string, Person>();
  readonly #episodes = new Map<string, MeasuredEpisode>();
  readonly #answers = new Map<string, AnswerMark>();
  readonly #arrivals = new Map<string, ArrivalMark>();
  readonly #handovers = new Map<string, Handover>();
  readonly #duty: DutyFold | null;
  #room: RoomState;
  #instructionText: string;

  constructor(contents: RoomContents, findWords: FindWords) {
    this.#findWords = findWords;
    this.#room = contents.room;
    this.#instructionText = contents.instructionText;
    for (const person of contents.people) this.#people.set(person.id, person);
    for (const handover of contents.handovers) this.#handovers.set(handover.id, handover);
    for (const worded of contents.tickets) this.#tickets.put(worded.ticket.id, worded);
    for (const episode of contents.episodes) this.#keepEpisode(episode);
    this.#duty = contents.roster && new DutyFold(contents.roster, this.#room.shift?.id ?? null);
    this.#keepMarks('answers', this.#answers, contents.answers);
    this.#keepMarks('arrivals', this.#arrivals, contents.arrivals);
  }

  /** Takes a transaction in and names all that it may have changed. */
  take(committed: Committed): Place[] {
    return [
      ...this.#takeRoom(committed),
      ...placesIn('duty', this.#duty?.take(committed, this.#room.shift?.id ?? null) ?? []),
      ...this.#takePeople(committed),
      ...this.#takeTickets(committed),
      ...this.#takeHandovers(committed),
      ...this.#keepMarks('answers', this.#answers, answersOf(committed)),
      ...this.#keepMarks('arrivals', this.#arrivals, arrivalsOf(committed)),
    ];
  }

  /** Every entity of the view. */
  places(): Place[] {
    return [
      ...placesIn('tickets', this.#tickets.ids()),
      ...placesIn('people', this.#people.keys()),
      ...placesIn('episodes', this.#episodes.keys()),
      ...placesIn('answers', this.#answers.keys()),
      ...placesIn('arrivals', this.#arrivals.keys()),
      ...placesIn('handovers', this.#handovers.keys()),
      ...placesIn('duty', this.#duty?.ids() ?? []),
      ...roomPlaces,
    ];
  }

  /** What an audience sees of an entity (SYNC-4). */
  see(audience: Audience, [c, id]: Place): Seen {
    switch (c) {
      case 'tickets': {
        const worded = this.#tickets.get(id);
        return (worded && seeTicket(audience, worded.ticket, worded.words)) ?? undefined;
      }
      case 'people': {
        const person = this.#people.get(id);
        return person && seePerson(person, this.#tickets.heldBy(id));
      }
      case 'episodes': {
        const episode = this.#episodes.get(id);
        return episode && seeEpisode(audience, episode);
      }
      case 'answers': {
        const answer = this.#answers.get(id);
        return answer && { at: answer.at, by: answer.by };
      }
      case 'arrivals': {
        const arrival = this.#arrivals.get(id);
        return arrival && { at: arrival.at };
      }
      case 'handovers': {
        const handover = this.#handovers.get(id);
        return handover && markOf(handover);
      }
      case 'responsibility':
        return this.#room.responsibility ? { ...this.#room.responsibility } : undefined;
      case 'instruction':
        return this.#instruction();
      case 'shift': {
        const { shift } = this.#room;
        return shift ? { shiftId: shift.id, startMs: shift.startMs } : undefined;
      }
      case 'duty': {
        const mark = this.#duty?.get(id);
        return mark && { ...mark };
      }
    }
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  people(): Iterable<Person> {
    return this.#people.values();
  }

  ticket(id: string): Ticket | undefined {
    return this.#tickets.get(id)?.ticket;
  }

  /** The room's own state. */
  get room(): RoomState {
    return this.#room;
  }

  /** The state of a stream of this kind, where the view holds it: what the fold of its next event begins with. */
  state<K extends Stream>(kind: K, id: string): StateOf<K> | undefined {
    const held: { readonly [P in Stream]?: () => StateOf<P> | undefined } = {
      ticket: () => this.ticket(id),
      person: () => this.person(id),
      room: () => this.#room,
      handover: () => this.#handovers.get(id),
      override: () => this.#duty?.book.override(id),
      'roster-plan': () => this.#duty?.book.plan,
    };
    return held[kind]?.();
  }

  /** All of the fold but words and roster: made again from it, the fold goes on as this one would. */
  contents(): FoldContents {
    return {
      tickets: [...this.#tickets.ids()].flatMap((id) => this.ticket(id) ?? []),
      people: [...this.#people.values()],
      room: this.#room,
      handovers: [...this.#handovers.values()],
      episodes: [...this.#episodes.values()],
      answers: [...this.#answers.values()],
      arrivals: [...this.#arrivals.values()],
    };
  }

  #instruction(): Seen {
    const { instruction } = this.#room;
    if (!instruction) return undefined;
    return { text: this.#instructionText, by: instruction.by, at: instruction.at };
  }

  #takeRoom({ changed, writes }: Committed): Place[] {
    const room = changed.room.get(roomStreamId)?.after;
    const posted = writes.words?.find(({ id }) => id === room?.instruction?.id);
    if (posted) this.#instructionText = posted.text;
    if (!room) return [];
    const began = room.shift?.startMs !== this.#room.shift?.startMs;
    this.#room = room;
    return began ? [...roomPlaces, ...this.#forgetPastShift()] : [...roomPlaces];
  }

  #forgetPastShift(): Place[] {
    const startMs = this.#shiftStartMs();
    return [
      ...forget('episodes', this.#episodes, (episode) => episodeStays(episode, startMs)),
      ...forget('answers', this.#answers, (mark) => markStays(mark, startMs)),
      ...forget('arrivals', this.#arrivals, (mark) => markStays(mark, startMs)),
    ];
  }

  #takePeople({ changed: { person } }: Committed): Place[] {
    for (const [id, { after }] of person) this.#people.set(id, after);
    return placesIn('people', person.keys());
  }

  #takeTickets({ changed, writes }: Committed): Place[] {
    return [...changed.ticket.values()].flatMap(({ after }) => {
      const written = writes.ticketWords?.find(({ ticketId }) => ticketId === after.id);
      return this.#takeTicket(after, written);
    });
  }

  /** A sheet leaves the screens once it has lapsed, or a later one is sealed. */
  #takeHandovers({ changed: { handover } }: Committed): Place[] {
    for (const [id, { after }] of handover) this.#handovers.set(id, after);
    if (!handover.size) return [];
    const gone = forget('handovers', this.#handovers, (sheet) =>
      sheetStays(sheet, this.#handovers.values()),
    );
    return [...placesIn('handovers', handover.keys()), ...gone];
  }

  #takeTicket(after: Ticket, written: TicketWords | undefined): Place[] {
    const { id } = after;
    const words = () => written ?? this.#tickets.get(id)?.words ?? this.#findWords(id);
    const recounted = this.#tickets.put(
      id,
      isOpen(after) ? { ticket: after, words: words() } : null,
    );
    const episodes = measuredEpisodes(after).map((episode) => this.#keepEpisode(episode));
    return [['tickets', id], ...placesIn('people', recounted), ...episodes];
  }

  #keepEpisode(episode: MeasuredEpisode): Place {
    const { id } = episode;
    if (episodeStays(episode, this.#shiftStartMs())) this.#episodes.set(id, episode);
    else this.#episodes.delete(id);
    return ['episodes', id];
  }

  #keepMarks<M extends ArrivalMark>(
    c: Collection,
    marks: Map<string, M>,
    more: Iterable<M>,
  ): Place[] {
    const kept = [...more].filter((mark) => markStays(mark, this.#shiftStartMs()));
    for (const mark of kept) marks.set(mark.id, mark);
    return placesIn(
      c,
      kept.map(({ id }) => id),
    );
  }

  /** Before the first shift of a log nothing is old. */
  #shiftStartMs(): number {
    return this.#room.shift?.startMs ?? 0;
  }
}

function placesIn(c: Collection, ids: Iterable<string>): Place[] {
  return [...ids].map((id) => [c, id]);
}

function forget<M>(c: Collection, marks: Map<string, M>, stays: (mark: M) => boolean): Place[] {
  const gone = [...marks].filter(([, mark]) => !stays(mark)).map(([id]) => id);
  for (const id of gone) marks.delete(id);
  return placesIn(c, gone);
}
