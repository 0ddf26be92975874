import { hourOfWeek } from '@vigie/shared/forecast/ordinary-week';
import type { Logger } from 'pino';
import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Clock, Timers } from '../clock.ts';
import { arrivalsPerHour, mostPerHour } from './arrivals.ts';
import { writeAutomatic, writeSpam } from './automatic-letters.ts';
import { Bursts, mostBurst } from './bursts.ts';
import type { DeliveredMail, Letterboxes } from './letterboxes.ts';
import { writeAgain, writeFollowUp, writeQuestion, type Letter } from './letters.ts';
import {
  exponential,
  happens,
  pick,
  pickWeighted,
  whole,
  type Random,
} from '@vigie/shared/chance/random';

interface TownParts {
  readonly random: Random;
  readonly clock: Clock;
  readonly timers: Timers;
  /** 1 is real time: a day's mail in a day. */
  readonly speed: number;
  /** Time zone of the wall clock that the arrival curve follows. */
  readonly tz: string;
  readonly letterboxes: Letterboxes;
  /** Takes a letter to the mail server. */
  readonly send: (letter: Letter) => Promise<void>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Shares of all mail (domain: "Load"); what is left are questions. */
const kinds = { followUp: 0.15, duplicate: 0.07, automatic: 0.1 } as const;
/** Of a burst, this much is about its theme. */
const themeShare = 0.8;
const hourMs = 3_600_000;
/** So many letters and writers are remembered, for duplicates and for those who write back. */
const remembered = 400;

/** What the first start finds in the mailbox, as after an outage: one danger, restricted reports, and the rest. */
const firstMatters: readonly CategoryKey[] = ['urgence', 'vif', 'mineur', 'harcel', 'vss'];

/**
 * The simulated town (RUN-1): citizens who write to the service by mail along the arrival curve of
 * the domain, answer its answers, write twice, and whose machines write too.
 */
export class Town {
  readonly #parts: TownParts;
  readonly #bursts: Bursts;
  readonly #sent: Letter[] = [];
  readonly #underway = new Set<Promise<void>>();
  #cancel: () => void = () => undefined;

  constructor(parts: TownParts) {
    this.#parts = parts;
    this.#bursts = new Bursts(parts.random, parts.speed, parts.clock.now());
  }

  /** Begins to live; ends with `close`. */
  start(): void {
    // Candidates come at the greatest rate there is; each becomes a mail as often as its hour says.
    const perMs = (mostPerHour * mostBurst * this.#parts.speed) / hourMs;
    const waitMs = Math.ceil(exponential(this.#parts.random, perMs));
    this.#cancel = this.#parts.timers.after(waitMs, () => {
      this.#perhapsWrite();
      this.start();
    });
  }

  /** Writes many mails at once, of every gravity, as after an outage. */
  dump(): void {
    const { random } = this.#parts;
    for (const category of firstMatters) this.#send(writeQuestion(random, category));
    const rates = { ...this.#rates(), urgence: 0, suicide: 0 };
    const others = whole(random, 25, 40) - firstMatters.length;
    for (let n = 0; n < others; n += 1) {
      this.#send(writeQuestion(random, pickWeighted(random, rates)));
    }
  }

  /** Stops writing; resolves when what was on its way has arrived. */
  async close(): Promise<void> {
    this.#cancel();
    await Promise.all(this.#underway);
  }

  #perhapsWrite(): void {
    const { random, clock } = this.#parts;
    const rates = this.#rates();
    const { factor, theme } = this.#bursts.at(clock.now());
    const rate = factor * Object.values(rates).reduce((sum, one) => sum + one, 0);
    if (!happens(random, rate / (mostPerHour * mostBurst))) return;
    this.#send(
      theme && happens(random, themeShare) ? writeQuestion(random, theme) : this.#letter(rates),
    );
  }

  #rates(): Record<CategoryKey, number> {
    return arrivalsPerHour(hourOfWeek(this.#parts.clock.now(), this.#parts.tz));
  }

  #letter(rates: Record<CategoryKey, number>): Letter {
    const { random, letterboxes } = this.#parts;
    const chance = random.next();
    if (chance < kinds.followUp) {
      const answer = letterboxes.take(isAnswer);
      if (answer) return writeFollowUp(random, answer, this.#writer(answer.to));
    } else if (chance < kinds.followUp + kinds.duplicate) {
      if (this.#sent.length > 0) return writeAgain(random, pick(random, this.#sent));
    } else if (chance < kinds.followUp + kinds.duplicate + kinds.automatic) {
      return happens(random, 0.3)
        ? writeSpam(random)
        : writeAutomatic(random, happens(random, 0.6) ? letterboxes.take(isAcknowledgement) : null);
    }
    return writeQuestion(random, pickWeighted(random, rates));
  }

  #writer(address: string): Letter['from'] {
    const letter = this.#sent.findLast(({ from }) => from.address === address);
    return letter?.from ?? { name: '', address };
  }

  #send(letter: Letter): void {
    if (letter.kind === 'question') this.#sent.push(letter);
    this.#sent.splice(0, this.#sent.length - remembered);
    const underway = this.#parts
      .send(letter)
      .catch((error: unknown) => {
        this.#parts.logger.warn(
          { err: error },
          'demo town: a letter did not reach the mail server',
        );
      })
      .finally(() => this.#underway.delete(underway));
    this.#underway.add(underway);
  }
}

function isAnswer({ isAutomatic }: DeliveredMail): boolean {
  return !isAutomatic;
}

function isAcknowledgement({ isAutomatic }: DeliveredMail): boolean {
  return isAutomatic;
}
