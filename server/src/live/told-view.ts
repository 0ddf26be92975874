import { changeBetween } from '@vigie/shared/sync/change';
import type { Change } from '@vigie/shared/wire/delta';
import { collections, type Collection } from '@vigie/shared/wire/view';

/** One entity of the view as an audience sees it; undefined where it sees none. */
export type Seen = Readonly<Record<string, unknown>> | undefined;

interface Told {
  readonly entity: NonNullable<Seen>;
  /** `"id":{…}` as it stands in a snapshot. */
  readonly json: string;
}

/**
 * What one audience has been told so far (SYNC-4). A snapshot and the deltas before it come from the
 * same place, so that they can never disagree: old snapshot + deltas = fresh snapshot.
 */
export class ToldView {
  readonly #entities = new Map<Collection, Map<string, Told>>(
    collections.map((collection) => [collection, new Map()]),
  );
  #bytes: Buffer | null = null;

  /** Tells the audience how it sees an entity from now on; null when that is no news. */
  tell(c: Collection, id: string, now: Seen): Change | null {
    const entities = this.#of(c);
    const change = changeBetween(c, id, entities.get(id)?.entity, now);
    if (!change) return null;
    if (now) entities.set(id, { entity: now, json: jsonOf(id, now) });
    else entities.delete(id);
    this.#bytes = null;
    return change;
  }

  /**
   * The view as UTF-8 JSON, kept until the next change. Each entity was encoded as it changed, so that
   * a snapshot costs a join of strings, and nothing at all while nothing happens.
   */
  bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.#json());
    return this.#bytes;
  }

  #json(): string {
    const parts = collections.map((c) => {
      const entities: string[] = [];
      for (const { json } of this.#of(c).values()) entities.push(json);
      return `"${c}":{${entities.join(',')}}`;
    });
    return `{${parts.join(',')}}`;
  }

  #of(c: Collection): Map<string, Told> {
    const entities = this.#entities.get(c);
    if (!entities) throw new Error(`the view has no collection ${c}`);
    return entities;
  }
}

function jsonOf(id: string, entity: NonNullable<Seen>): string {
  return `${JSON.stringify(id)}:${JSON.stringify(entity)}`;
}
