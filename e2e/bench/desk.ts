import type { CommandAnswer } from '@vigie/shared/wire/answer';
import { BenchRoom } from './bench-room.ts';
import { figureOf, type Figure } from './figure.ts';
import { RawRoom } from './raw-room.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const ticketCount = 2_000;
const roundMs = 700;
const together = 100;

/** How many claims and releases a second the desk carries out, beside raw better-sqlite3 writing the same rows. */
export async function benchDesk(progress: Progress): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [part, bench] of [
    benchAlone('FULL', 0.5),
    benchAlone('OFF', 0.35),
    benchTogether,
  ].entries()) {
    figures.push(await bench((done, of) => progress(part * of + done, 3 * of)));
  }
  return figures;
}

function benchAlone(
  synchronous: 'FULL' | 'OFF',
  limit: number,
): (progress: Progress) => Promise<Figure> {
  return (progress) =>
    withRooms(synchronous, async (desk, raw) => {
      const rounds = await pairedRounds(
        progress,
        () => perSecond(() => desk.act(1)),
        () => perSecond(async () => raw.write(1)),
      );
      const name = `desk: one command after the other, synchronous ${synchronous}`;
      return figureOf(
        name,
        '1/s',
        pairsOf(rounds, (n) => n),
        { kind: 'ratio-at-least', limit },
      );
    });
}

function benchTogether(progress: Progress): Promise<Figure> {
  return withRooms('FULL', async (desk, raw) => {
    const rounds = await pairedRounds(
      progress,
      async () => together * (await perSecond(() => desk.act(together))),
      async () => 10 * (await perSecond(async () => raw.write(10))),
    );
    const name = `desk: ${String(together)} commands at once, beside raw batches of ten`;
    return figureOf(
      name,
      '1/s',
      pairsOf(rounds, (n) => n),
      { kind: 'ratio-at-least', limit: 0.4 },
    );
  });
}

/** An agent's day without its work: claims tickets, one after the other, and gives each back. */
class ClaimAndRelease {
  readonly #room: BenchRoom;
  readonly #tokens = new Map<string, number>();
  #next = 0;

  constructor(room: BenchRoom) {
    this.#room = room;
  }

  /** So many commands at once, each on another ticket. */
  async act(count: number): Promise<void> {
    const acts = Array.from({ length: count }, () =>
      this.#one(`t${String(this.#next++ % ticketCount)}`),
    );
    await Promise.all(acts);
  }

  async #one(ticketId: string): Promise<void> {
    const token = this.#tokens.get(ticketId);
    const command =
      token === undefined
        ? { type: 'claim-ticket', ticketId }
        : { type: 'release-ticket', ticketId, token };
    const envelope = { key: this.#room.newId(), command };
    const answer = await this.#room.desk.execute(envelope, { personId: 'p0', origin: 'bench' });
    this.#note(ticketId, answer);
  }

  #note(ticketId: string, answer: CommandAnswer): void {
    if (!answer.ok) throw new Error(`the desk refused the bench: ${answer.message}`);
    if (answer.token === undefined) this.#tokens.delete(ticketId);
    else this.#tokens.set(ticketId, answer.token);
  }
}

async function withRooms(
  synchronous: 'FULL' | 'OFF',
  bench: (desk: ClaimAndRelease, raw: RawRoom) => Promise<Figure>,
): Promise<Figure> {
  const room = new BenchRoom({ synchronous });
  const raw = new RawRoom(synchronous, ticketCount);
  try {
    await room.fill(1, ticketCount);
    return await bench(new ClaimAndRelease(room), raw);
  } finally {
    raw.close();
    await room.close();
  }
}

/** How often it can be done in a second. */
async function perSecond(act: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  let times = 0;
  while (performance.now() - begin < roundMs) {
    await act();
    times += 1;
  }
  return times / ((performance.now() - begin) / 1_000);
}
