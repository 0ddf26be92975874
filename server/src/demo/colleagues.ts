import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import { teamOfShift } from '@vigie/shared/roster/roster-book';
import type { Clock, Timers } from '../clock.ts';
import { Colleague } from './colleague.ts';
import { Patience } from './patience.ts';
import { seededRandom, shuffled, whole, type Random } from '@vigie/shared/chance/random';
import { Rhythm } from './rhythm.ts';
import { demoPassword, demoStaff } from './staff.ts';
import type { Screen } from './work-on.ts';

/** Somebody whom the roster has on duty, and on which shift. */
export interface OnDuty {
  readonly login: string;
  readonly shiftId: string;
}

interface ColleaguesParts {
  /** By the roster at this instant: absent ones left out, whoever stands in for them with them. */
  readonly onDuty: () => readonly OnDuty[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly speed: number;
  /** A client of the public protocol, for one person. */
  readonly newScreen: () => Screen;
  readonly logger: Pick<Logger, 'warn'>;
}

const lookEveryMs = 20_000;
/** At the start people come one by one, within so long; at a relief within most of its eight minutes. */
const firstArrivalsMs = 15_000;
const reliefArrivalsMs = 6 * 60_000;

/**
 * The simulated colleagues (RUN-1): those whom the roster has on duty sign in and work, one or two stay
 * away without a word, and at the relief the next team comes. A lead and two agents of each team, and the command
 * of the service, are left to the humans who try the demonstration.
 */
export class Colleagues {
  readonly #parts: ColleaguesParts;
  readonly #atWork = new Map<string, Colleague>();
  /** Those whose shift is over, until they have finished the ticket in hand. */
  readonly #leaving = new Map<string, Promise<void>>();
  #cancel: () => void = () => undefined;

  constructor(parts: ColleaguesParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#look(firstArrivalsMs / this.#parts.speed);
  }

  /** Everybody stops and signs out. */
  async close(): Promise<void> {
    this.#cancel();
    await Promise.all([...this.#atWork.values()].map((colleague) => colleague.close()));
    await Promise.all(this.#leaving.values());
  }

  #look(arrivalsMs: number): void {
    const logins = new Set(
      this.#parts
        .onDuty()
        .filter(comes)
        .map(({ login }) => login),
    );
    for (const login of logins) if (!this.#atWork.has(login)) this.#arrive(login, arrivalsMs);
    for (const login of this.#atWork.keys()) if (!logins.has(login)) this.#depart(login);
    this.#cancel = this.#parts.timers.after(lookEveryMs, () => this.#look(reliefArrivalsMs));
  }

  #arrive(login: string, arrivalsMs: number): void {
    const { clock, timers, speed, newScreen, logger } = this.#parts;
    const random = seededRandom(whole(this.#parts.random, 0, 2 ** 32 - 1));
    const colleague = new Colleague({
      login,
      password: demoPassword,
      screen: newScreen(),
      patience: new Patience(timers),
      rhythm: new Rhythm(random, speed),
      clock,
      random,
      logger,
    });
    this.#atWork.set(login, colleague);
    colleague.start(random.next() * arrivalsMs);
  }

  #depart(login: string): void {
    const colleague = this.#atWork.get(login);
    if (!colleague || this.#leaving.has(login)) return;
    const left = colleague.leave().finally(() => {
      this.#atWork.delete(login);
      this.#leaving.delete(login);
    });
    this.#leaving.set(login, left);
  }
}

/** True for whoever is simulated and comes: who is rostered and stays away, stays away for the whole shift. */
function comes({ login, shiftId }: OnDuty): boolean {
  return simulated.has(login) && !missingFrom(shiftId).has(login);
}

const simulated = new Set(
  demoStaff.filter(({ isForHumans }) => !isForHumans).map(({ login }) => login),
);

/** Who of a shift's own team does not come: chance decides, the same for the whole shift (domain: "The unit"). */
export function missingFrom(shiftId: string): ReadonlySet<string> {
  const random = seededRandom(crc32(shiftId));
  const teamId = teamOfShift(shiftId);
  const team = demoStaff.filter((person) => person.teamId === teamId && !person.isForHumans);
  // A night is six: more than one of them who does not come would leave nobody to watch.
  const missing = team.length > 6 ? whole(random, 1, 2) : whole(random, 0, 1);
  return new Set(
    shuffled(random, team)
      .slice(0, missing)
      .map(({ login }) => login),
  );
}
