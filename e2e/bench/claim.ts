import { fileURLToPath } from 'node:url';
import type { ClaimQuestions } from './claim-server.ts';
import { figureOf, quantile, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, roundCount, type Progress } from './rounds.ts';
import type { Kind } from './screen-socket.ts';
import type { ScreensQuestions } from './screens.ts';
import { Worker } from './worker.ts';

const screenCount = 1_000;
const claimsARound = 25;

/** From a claim's command to its delta on the last of 1,000 screens, commit included. */
export async function benchClaim(progress: Progress): Promise<Figure[]> {
  const server = new Worker<ClaimQuestions>(
    fileURLToPath(new URL('claim-server.ts', import.meta.url)),
  );
  const screens = new Worker<ScreensQuestions>(
    fileURLToPath(new URL('screens.ts', import.meta.url)),
  );
  try {
    const claims = 2 * (roundCount + 1) * claimsARound;
    // Some are skipped, and none may be claimed twice.
    const tickets = Math.ceil(claims * 1.1);
    const urls = await server.ask('start', { tickets });
    for (const kind of ['bare', 'live'] as const) {
      await screens.ask('open', { kind, url: urls[kind], count: screenCount });
    }
    const claimer = new Claimer(screens);
    const rounds = await pairedRounds(
      progress,
      () => claimer.round('live'),
      () => claimer.round('bare'),
    );
    const name = 'claim: command to last of 1,000 screens';
    const aim = { kind: 'ratio-at-most', limit: 1.5 } as const;
    return [
      figureOf(
        name,
        'ms',
        pairsOf(rounds, (ms) => ms),
        aim,
      ),
    ];
  } finally {
    await Promise.all([server.stop(), screens.stop()]);
  }
}

class Claimer {
  readonly #screens: Worker<ScreensQuestions>;
  #next = 0;

  constructor(screens: Worker<ScreensQuestions>) {
    this.#screens = screens;
  }

  /** The median of a round's claims, one after the other, each by another screen and of another ticket. */
  async round(kind: Kind): Promise<number> {
    const taken: number[] = [];
    for (let n = 0; n < claimsARound; n += 1) {
      // Of the tickets, every fiftieth is restricted: the screens of the uncleared are told its `seq` alone.
      this.#next += this.#next % 50 === 49 ? 2 : 1;
      taken.push(await this.#one(kind, this.#next));
    }
    return quantile(taken, 0.5);
  }

  async #one(kind: Kind, n: number): Promise<number> {
    const ticketId = `t${String(n)}`;
    const command = { type: 'claim-ticket', ticketId, outsideShift: true };
    const envelope = { key: `claim-of-${ticketId}`, command };
    const text = kind === 'bare' ? ticketId : `420${JSON.stringify(['command', envelope])}`;
    const { ms } = await this.#screens.ask('say', {
      kind,
      screen: n,
      text,
      echo: `"of":"${ticketId}"`,
    });
    return ms;
  }
}
