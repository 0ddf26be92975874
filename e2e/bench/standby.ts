import { fileURLToPath } from 'node:url';
import { schemaOf } from '@vigie/db/migrate';
import { systemClock, systemTimers } from '@vigie/server/clock';
import { createHttpApp } from '@vigie/server/http/http-app';
import { createLogger } from '@vigie/server/logger';
import { Attempts } from '@vigie/server/people/attempts';
import { shippingFormat } from '@vigie/server/standby/protocol';
import { secretSign } from '@vigie/server/standby/secret-sign';
import { shipRoutes } from '@vigie/server/standby/ship-routes';
import { Shipper } from '@vigie/server/standby/shipper';
import { StepDown } from '@vigie/server/standby/step-down';
import { BenchRoom } from './bench-room.ts';
import { figureOf, plainFigure, quantile, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, roundCount, type Progress } from './rounds.ts';
import type { StandbyQuestions } from './standby-process.ts';
import { Worker } from './worker.ts';

const token = 'a token of the bench, as long as it must be';
const secret = 'a secret of the bench';
const people = 40;
const claimsARound = 100;
/** A busy desk: so many acts a second. */
const actsASecond = 20;
const lagSamples = 300;

/**
 * What a takeover would lose under the load of a busy desk, from the commit to the standby's word that it
 * is on its disk; and what shipping costs a claim, beside the same desk without a standby.
 */
export async function benchStandby(progress: Progress): Promise<Figure[]> {
  const tickets = (roundCount + 1) * claimsARound + lagSamples;
  const bare = new BenchRoom();
  const shipped = await ShippedRoom.open();
  try {
    for (const room of [bare, shipped.room]) await room.fill(people, tickets);
    const [ours, other] = [new Claims(shipped.room), new Claims(bare)];
    const rounds = await pairedRounds(
      progress,
      () => ours.round(claimsARound),
      () => other.round(claimsARound),
    );
    const lags: number[] = [];
    for (let n = 0; n < lagSamples; n += 1) lags.push(await shipped.lagAfter(() => ours.round(1)));
    const cost = pairsOf(rounds, (ms) => ms);
    return [
      figureOf('standby: a claim while it is shipped, CPU', 'ms', cost, {
        ...{ kind: 'ratio-at-most', limit: 1.3 },
      }),
      plainFigure('standby: commit to standby’s disk, p50', 'ms', quantile(lags, 0.5), 50),
      plainFigure('standby: commit to standby’s disk, p95', 'ms', quantile(lags, 0.95), 250),
    ];
  } finally {
    await shipped.close();
    await bare.close();
  }
}

/** Claims, one after the other and each committed; what a round cost this process, in CPU ms a claim. */
class Claims {
  readonly #room: BenchRoom;
  #next = 0;

  constructor(room: BenchRoom) {
    this.#room = room;
  }

  async round(count: number): Promise<number> {
    const before = process.cpuUsage();
    for (let n = 0; n < count; n += 1) {
      // Of the tickets, every fiftieth is restricted, and not everybody may claim it.
      this.#next += this.#next % 50 === 49 ? 2 : 1;
      const ticketId = `t${String(this.#next)}`;
      const command = { type: 'claim-ticket', ticketId, outsideShift: true } as const;
      const envelope = { key: `claim-of-${ticketId}`, command };
      const by = `p${String(this.#next % people)}`;
      await this.#room.desk.execute(envelope, { personId: by, origin: 'bench' });
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / count;
  }
}

/** A room whose journal goes to a standby in another process. */
class ShippedRoom {
  readonly room: BenchRoom;
  readonly #shipper: Shipper;
  readonly #standby: Worker<StandbyQuestions>;
  #close: () => Promise<void> = async () => undefined;

  private constructor(room: BenchRoom) {
    this.room = room;
    const { database, folder } = room;
    const logger = createLogger('error');
    const [clock, timers] = [systemClock, systemTimers];
    this.#shipper = new Shipper({ database, folder, clock, timers, logger });
    this.#standby = new Worker(fileURLToPath(new URL('standby-process.ts', import.meta.url)));
  }

  static async open(): Promise<ShippedRoom> {
    const shipped = new ShippedRoom(new BenchRoom({ journal: 'kept' }));
    const url = await shipped.#listen();
    await shipped.#standby.ask('follow', { url, token, secret });
    return shipped;
  }

  /** How long after an act's commit the standby says that it has it, in ms; then waits for the next act's time. */
  async lagAfter(act: () => Promise<unknown>): Promise<number> {
    await act();
    const committed = performance.now();
    // What was committed is seen at the next look; only then is nothing missing news.
    while (this.#shipper.status().lagSeq === 0 && performance.now() - committed < 40) await turn();
    while (this.#shipper.status().lagSeq > 0) await turn();
    const lag = performance.now() - committed;
    await new Promise((resume) => systemTimers.after(1_000 / actsASecond, () => resume(null)));
    return lag;
  }

  async close(): Promise<void> {
    await this.#standby.stop();
    await this.#close();
    await this.room.close();
    this.#shipper.close();
  }

  async #listen(): Promise<string> {
    const { log, database, folder } = this.room;
    const { logId } = database;
    const http = await createHttpApp({
      ...{ logger: createLogger('error'), identify: () => null, origins: new Set<string>() },
      ...{ behindProxy: false, isHttps: false, fencedBy: () => null, webRoot: folder },
      privateRoutes: () => undefined,
      publicRoutes: (app) => {
        shipRoutes(app, {
          ...{ token, log, shipper: this.#shipper, attempts: new Attempts(systemClock) },
          stepDown: new StepDown({
            folder,
            term: 1,
            clock: systemClock,
            onFenced: () => undefined,
          }),
          hello: () => ({
            ...{ format: shippingFormat, program: 'bench', schema: schemaOf(database.client) },
            ...{
              logId,
              term: 1,
              mode: 'production',
              secret,
              secretSign: secretSign(secret, logId),
            },
          }),
        });
      },
    });
    this.#close = () => http.close();
    return http.listen({ port: 0, host: '127.0.0.1' });
  }
}

function turn(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}
