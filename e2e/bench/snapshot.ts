import type { Committed } from '@vigie/db/event-log';
import { systemClock } from '@vigie/server/clock';
import { LiveRoom } from '@vigie/server/live/live-room';
import { findWords, loadRoom } from '@vigie/server/live/load-room';
import { SnapshotPress } from '@vigie/server/live/snapshot-press';
import { BenchRoom } from './bench-room.ts';
import { categoryChange } from './category-change.ts';
import { figureOf, median, plainFigure, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const ticketCount = 2_000;
const timesARound = 20;

/**
 * Server time of a snapshot of 2,000 open tickets right after a delta, so that nothing of it stands
 * ready. Bare: one JSON.stringify of the same view.
 */
export async function benchSnapshot(progress: Progress): Promise<Figure[]> {
  const room = new BenchRoom({ synchronous: 'OFF' });
  try {
    await room.fill(40, ticketCount);
    const bench = new SnapshotBench(room);
    const firstMs = median(Array.from({ length: 7 }, () => bench.firstMs()));
    const rounds = await pairedRounds(
      progress,
      async () => bench.afterDeltaMs(),
      async () => bench.bareMs(),
    );
    const pairs = pairsOf(rounds, (ms) => ms);
    return [
      figureOf('snapshot: 2,000 open tickets', 'ms', pairs, { kind: 'value-at-most', limit: 5 }),
      plainFigure('snapshot: the very first after a start', 'ms', firstMs, 5),
    ];
  } finally {
    await room.close();
  }
}

class SnapshotBench {
  readonly #room: BenchRoom;
  readonly #live: LiveRoom;
  readonly #press: SnapshotPress;
  readonly #change: () => Committed;
  readonly #view: unknown;

  constructor(room: BenchRoom) {
    this.#room = room;
    this.#live = this.#loaded();
    this.#press = new SnapshotPress(this.#live, room.log.id, systemClock);
    this.#change = categoryChange(room.database, 't1', this.#live.seq);
    this.#view = JSON.parse(this.#live.viewBytes('cleared').toString());
  }

  firstMs(): number {
    const press = new SnapshotPress(this.#loaded(), this.#room.log.id, systemClock);
    return timeOf(() => press.snapshot('cleared', '{}'));
  }

  afterDeltaMs(): number {
    return medianOf(() => {
      this.#live.take(this.#change());
      return timeOf(() => this.#press.snapshot('cleared', '{}'));
    });
  }

  bareMs(): number {
    return medianOf(() => timeOf(() => Buffer.from(JSON.stringify(this.#view))));
  }

  #loaded(): LiveRoom {
    const { database } = this.#room;
    return new LiveRoom(loadRoom(database), (ticketId) => findWords(database, ticketId));
  }
}

function medianOf(measure: () => number): number {
  return median(Array.from({ length: timesARound }, measure));
}

function timeOf(act: () => unknown): number {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}
