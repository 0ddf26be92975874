import { audiences, type Audience } from '@vigie/shared/access/audience';
import type { Person } from '@vigie/shared/people/person';
import type { Presence, PresenceEntry } from '@vigie/shared/wire/delta';
import type { Whereabouts } from '@vigie/shared/wire/protocol';

/** What the board must know of the room. */
export interface PresenceRoom {
  person(id: string): Person | undefined;
  people(): Iterable<Person>;
  shows(audience: Audience, ticketId: string): boolean;
}

/** What changed of who is where; null is gone. */
export type PresenceNews = Record<string, PresenceEntry | null>;

const nowhere: Whereabouts = { ticketId: null, typing: false };

/**
 * Who reads which ticket, who types, and who is connected (LOCK-7). Never stored. The uncleared never
 * learn that somebody reads a restricted ticket (SYNC-4).
 */
export class PresenceBoard {
  readonly #room: PresenceRoom;
  /** Of each person, where each of their connections is; the last one to move stands last. */
  readonly #places = new Map<string, Map<string, Whereabouts>>();
  readonly #changed = new Set<string>();
  readonly #told = {
    cleared: new Map<string, PresenceEntry>(),
    uncleared: new Map<string, PresenceEntry>(),
  };

  constructor(room: PresenceRoom) {
    this.#room = room;
    for (const { id } of room.people()) this.#changed.add(id);
    for (const audience of audiences) this.#news(audience);
    this.#changed.clear();
  }

  isConnected(personId: string): boolean {
    return this.#places.has(personId);
  }

  /** A connection of a person came, or moved. */
  put(personId: string, connectionId: string, whereabouts: Whereabouts = nowhere): void {
    const places = this.#places.get(personId) ?? new Map<string, Whereabouts>();
    places.delete(connectionId);
    places.set(connectionId, whereabouts);
    this.#places.set(personId, places);
    this.#changed.add(personId);
  }

  /** A connection of a person went. */
  drop(personId: string, connectionId: string): void {
    const places = this.#places.get(personId);
    places?.delete(connectionId);
    if (!places?.size) this.#places.delete(personId);
    this.#changed.add(personId);
  }

  /** A person signed in or out, or changed. */
  touch(personId: string): void {
    this.#changed.add(personId);
  }

  /** A ticket changed: whoever is there may have to be shown elsewhere. */
  touchReaders(ticketId: string): void {
    for (const [personId, places] of this.#places) {
      for (const place of places.values()) {
        if (place.ticketId === ticketId) this.#changed.add(personId);
      }
    }
  }

  /** What each audience must be told since it was last asked; audiences without news are left out. */
  takeNews(): Partial<Record<Audience, PresenceNews>> {
    const news: Partial<Record<Audience, PresenceNews>> = {};
    for (const audience of audiences) {
      const changed = this.#news(audience);
      if (Object.keys(changed).length) news[audience] = changed;
    }
    this.#changed.clear();
    return news;
  }

  /** What an audience has been told, for a snapshot: later news then follow from it. */
  told(audience: Audience): Presence {
    return Object.fromEntries(this.#told[audience]);
  }

  /** The same for a screen that kept its view: it also learns who is gone. */
  toldOfAll(audience: Audience): PresenceNews {
    const gone = [...this.#room.people()].map(({ id }): [string, null] => [id, null]);
    return { ...Object.fromEntries(gone), ...this.told(audience) };
  }

  #news(audience: Audience): PresenceNews {
    const told = this.#told[audience];
    const news: PresenceNews = {};
    for (const personId of this.#changed) {
      const now = this.#entry(audience, personId);
      if (same(told.get(personId), now)) continue;
      if (now) told.set(personId, now);
      else told.delete(personId);
      news[personId] = now ?? null;
    }
    return news;
  }

  #entry(audience: Audience, personId: string): PresenceEntry | undefined {
    const places = this.#places.get(personId);
    if (places) return this.#veil(audience, { ...chief([...places.values()]), connected: true });
    const signedIn = this.#room.person(personId)?.signedInAt != null;
    return signedIn ? { ...nowhere, connected: false } : undefined;
  }

  #veil(audience: Audience, entry: PresenceEntry): PresenceEntry {
    const { ticketId } = entry;
    if (ticketId === null || this.#room.shows(audience, ticketId)) return entry;
    return { ...entry, ...nowhere };
  }
}

/** Of several screens of one person: where they type, else where they moved last. */
function chief(places: readonly Whereabouts[]): Whereabouts {
  const typing = places.findLast((place) => place.typing);
  return typing ?? places.findLast((place) => place.ticketId !== null) ?? nowhere;
}

function same(one: PresenceEntry | undefined, other: PresenceEntry | undefined): boolean {
  return (
    one?.ticketId === other?.ticketId &&
    one?.typing === other?.typing &&
    one?.connected === other?.connected
  );
}
