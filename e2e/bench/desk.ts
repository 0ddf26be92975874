import type { CommandAnswer } from '@vigie/shared/wire/answer';
import { BenchRoom } from './bench-room.ts';
import { figureOf, type Figure } from './figure.ts';
import { RawRoom } from './raw-room.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const ticketCount = 2_000;
const peopleCount = 40;
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

interface Held {
  readonly ticketId: string;
  readonly personId: string;
  readonly token: number;
}

/** The agents' day without its work: tickets are claimed, and given back in the next act. */
class ClaimAndRelease {
  readonly #room: BenchRoom;
  #held: Held[] = [];
  #next = 0;

  constructor(room: BenchRoom) {
    this.#room = room;
  }

  /** So many commands at once, each on another ticket. */
  async act(count: number): Promise<void> {
    if (this.#held.length) {
      await Promise.all(this.#held.splice(0).map((held) => this.#release(held)));
    } else {
      this.#held = await Promise.all(Array.from({ length: count }, () => this.#claim()));
    }
  }

  async #claim(): Promise<Held> {
    const n = this.#next++;
    const ticketId = `t${String(n % ticketCount)}`;
    // Those with an even number are cleared: no ticket is refused to them.
    const personId = `p${String((2 * n) % peopleCount)}`;
    const answer = await this.#does(personId, {
      type: 'claim-ticket',
      ticketId,
      outsideShift: true,
    });
    return { ticketId, personId, token: answer.token ?? 0 };
  }

  async #release({ ticketId, personId, token }: Held): Promise<void> {
    await this.#does(personId, { type: 'release-ticket', ticketId, token });
  }

  async #does(personId: string, command: object): Promise<Extract<CommandAnswer, { ok: true }>> {
    const envelope = { key: this.#room.newId(), command };
    const answer = await this.#room.desk.execute(envelope, { personId, origin: 'bench' });
    if (!answer.ok) throw new Error(`the desk refused the bench: ${answer.message}`);
    return answer;
  }
}

async function withRooms(
  synchronous: 'FULL' | 'OFF',
  bench: (desk: ClaimAndRelease, raw: RawRoom) => Promise<Figure>,
): Promise<Figure> {
  const room = new BenchRoom({ synchronous });
  const raw = new RawRoom(synchronous, ticketCount);
  try {
    await room.fill(peopleCount, ticketCount);
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
