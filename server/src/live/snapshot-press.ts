import type { Audience } from '@vigie/shared/access/audience';
import { wireVersion } from '@vigie/shared/wire/version';
import type { Clock } from '../clock.ts';
import type { LiveRoom } from './live-room.ts';

/** A print is handed to all who ask within this time while nothing changes: its `at` is that old at most. */
const freshMs = 200;

interface Print {
  readonly seq: number;
  readonly at: number;
  readonly presenceJson: string;
  readonly bytes: Buffer;
}

/**
 * Makes snapshots as UTF-8 JSON (SYNC-1). When a thousand clients come back at once they get the very
 * same bytes, not a thousand copies.
 */
export class SnapshotPress {
  readonly #room: LiveRoom;
  readonly #logId: string;
  readonly #clock: Clock;
  readonly #prints: Partial<Record<Audience, Print>> = {};

  constructor(room: LiveRoom, logId: string, clock: Clock) {
    this.#room = room;
    this.#logId = logId;
    this.#clock = clock;
  }

  /**
   * Names a view by its log and its audience. A client that changed its audience while it was away,
   * or shows what somebody else was signed in for, names another view than its own: it may not go on
   * from there, and gets a snapshot (SYNC-4).
   */
  viewId(audience: Audience): string {
    return `${this.#logId}.${audience}`;
  }

  snapshot(audience: Audience, presenceJson: string): Buffer {
    const at = this.#clock.now();
    const { seq } = this.#room;
    const last = this.#prints[audience];
    const stands = last?.seq === seq && last.presenceJson === presenceJson;
    if (stands && Math.abs(at - last.at) < freshMs) return last.bytes;
    const bytes = this.#print(audience, presenceJson, at);
    this.#prints[audience] = { seq, at, presenceJson, bytes };
    return bytes;
  }

  #print(audience: Audience, presenceJson: string, at: number): Buffer {
    const mark = { wire: wireVersion, logId: this.viewId(audience), seq: this.#room.seq, at };
    return Buffer.concat([
      Buffer.from(`${JSON.stringify(mark).slice(0, -1)},"view":`),
      this.#room.viewBytes(audience),
      Buffer.from(`,"presence":${presenceJson}}`),
    ]);
  }
}
