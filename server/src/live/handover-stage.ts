import type { Committed } from '@vigie/db/event-log';
import type { Audience } from '@vigie/shared/access/audience';
import type { FieldNews, HandoverPlace, Sheet, SheetPresence } from '@vigie/shared/wire/handover';
import type { Clock, Timers } from '../clock.ts';
import type { Connection } from './connection.ts';
import { encodeEvent, type EncodedEvent } from './encoded-event.ts';

/** What the stage shows: sheets as each audience may see them. */
export interface SheetShelf {
  at(id: string, at: number): { see(audience: Audience): Sheet } | null;
  /** True when only the cleared may see this item, or learn that somebody writes in it. */
  isRestricted(handoverId: string, item: string): boolean;
}

export interface StageParts {
  readonly sheets: SheetShelf;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A sheet is pushed again so soon after the last time at the earliest, in ms … */
const pushEveryMs = 1_000;
/** … and this often although nothing happened: targets pass by themselves. */
const anywayEveryMs = 15_000;
const presenceMs = 250;

/**
 * Everybody who has a sheet open (HAND-1): they see it change as it is compiled anew, each other's
 * words at once, and each other's places. Nothing of this is stored.
 */
export class HandoverStage {
  readonly #parts: StageParts;
  readonly #places = new Map<Connection, HandoverPlace>();
  #pushes: (() => void) | null = null;
  #tells: (() => void) | null = null;
  #pushDueAt = Infinity;

  constructor(parts: StageParts) {
    this.#parts = parts;
  }

  /** Somebody opens a sheet, or moves on it; null leaves it. */
  put(connection: Connection, place: HandoverPlace | null): void {
    const before = this.#places.get(connection);
    if (place) this.#places.set(connection, place);
    else this.#places.delete(connection);
    if (place && place.handoverId !== before?.handoverId) {
      this.#push(place.handoverId, [connection]);
      this.#pushAt(this.#parts.clock.now() + anywayEveryMs);
    }
    if (before || place) this.#tellSoon();
  }

  leave(connection: Connection): void {
    this.put(connection, null);
  }

  /** What was committed may have changed every sheet that is open; a saved field is told at once. */
  take({ writes, recorded }: Committed): void {
    if (!this.#places.size) return;
    if (writes.handoverText) this.#tellField(writes.handoverText);
    if (recorded.length) this.#pushAt(this.#parts.clock.now() + pushEveryMs);
  }

  close(): void {
    this.#pushes?.();
    this.#tells?.();
    this.#places.clear();
  }

  #tellField({ handoverId, item, field, text, revision, by, at }: FieldNews): void {
    const news: FieldNews = { handoverId, item, field, text, revision, by, at };
    const frame = encodeEvent('handover-field', JSON.stringify(news));
    const restricted = this.#parts.sheets.isRestricted(handoverId, item);
    for (const connection of this.#watchers(handoverId)) {
      if (!restricted || connection.audience === 'cleared') connection.outlet.send(frame);
    }
  }

  #pushAt(at: number): void {
    if (at >= this.#pushDueAt) return;
    this.#pushes?.();
    this.#pushDueAt = at;
    const { clock, timers } = this.#parts;
    this.#pushes = timers.after(Math.max(0, at - clock.now()), () => this.#pushAll());
  }

  #pushAll(): void {
    this.#pushDueAt = Infinity;
    this.#pushes = null;
    const open = new Set([...this.#places.values()].map(({ handoverId }) => handoverId));
    for (const id of open) this.#push(id, this.#watchers(id));
    if (open.size) this.#pushAt(this.#parts.clock.now() + anywayEveryMs);
  }

  /** Compiled once, encoded once for each audience (SYNC-8). */
  #push(id: string, connections: readonly Connection[]): void {
    const sheet = this.#parts.sheets.at(id, this.#parts.clock.now());
    if (!sheet) return;
    const frames: Partial<Record<Audience, EncodedEvent>> = {};
    for (const { audience, outlet } of connections) {
      if (!audience) continue;
      frames[audience] ??= encodeEvent('handover-sheet', JSON.stringify(sheet.see(audience)));
      outlet.send(frames[audience]);
    }
  }

  #tellSoon(): void {
    this.#tells ??= this.#parts.timers.after(presenceMs, () => this.#tellPresence());
  }

  #tellPresence(): void {
    this.#tells = null;
    const open = new Set([...this.#places.values()].map(({ handoverId }) => handoverId));
    for (const id of open) {
      for (const connection of this.#watchers(id)) {
        if (!connection.audience) continue;
        const presence = JSON.stringify(this.#presence(id, connection.audience));
        connection.outlet.send(encodeEvent('handover-presence', presence));
      }
    }
  }

  #presence(handoverId: string, audience: Audience): SheetPresence {
    const people = [...this.#places].flatMap(([{ personId }, place]) => {
      if (place.handoverId !== handoverId) return [];
      const { item, field, typing } = place;
      const isVeiled =
        item !== null &&
        audience === 'uncleared' &&
        this.#parts.sheets.isRestricted(handoverId, item);
      return [
        isVeiled
          ? { personId, item: null, field: null, typing: false }
          : { personId, item, field, typing },
      ];
    });
    return { handoverId, people };
  }

  #watchers(handoverId: string): Connection[] {
    return [...this.#places].flatMap(([connection, place]) =>
      place.handoverId === handoverId ? [connection] : [],
    );
  }
}
