import type { Logger } from 'pino';
import type { Session } from '@vigie/shared/wire/session';
import type { Clock } from '../clock.ts';
import { chooseTicket, heldBy } from './choose-ticket.ts';
import type { Patience } from './patience.ts';
import { happens, type Random } from '@vigie/shared/chance/random';
import type { Rhythm } from './rhythm.ts';
import { relieve } from './relieve.ts';
import { workOn, type InHand, type Screen } from './work-on.ts';

interface ColleagueParts {
  readonly login: string;
  readonly password: string;
  readonly screen: Screen;
  readonly patience: Patience;
  readonly rhythm: Rhythm;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Pick<Logger, 'warn'>;
}

const pauseShare = 0.01;
const retryMs = 5_000;
/** A refused password is not tried again at once: that would look like guessing. */
const refusedMs = 60_000;

/**
 * A simulated colleague (RUN-1): signs in, looks at the queue, takes, reads, types, answers, as a
 * person at a screen would, and through the public protocol only. What they hold they know from the
 * live view, so that work goes on where it stood after any loss of connection.
 */
export class Colleague {
  readonly #parts: ColleagueParts;
  #session: Session | null = null;
  /** Tickets that this colleague gave back, or could not answer. */
  readonly #avoided = new Set<string>();
  #isLeaving = false;
  #isClosing = false;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: ColleagueParts) {
    this.#parts = parts;
  }

  /** Comes to work after so many ms, and works until `leave` or `close`. */
  start(arrivesInMs: number): void {
    this.#work = this.#shift(arrivesInMs).catch((error: unknown) => {
      if (!this.#isClosing) this.#stumble(error);
    });
  }

  /** The shift is over: finishes the ticket in hand, signs out and resolves. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    await this.#work;
    await this.#signOut();
  }

  /** Stops at once, as at the end of the demonstration. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#parts.patience.end();
    // Whatever still waits for an answer to a command stops waiting.
    this.#parts.screen.disconnect();
    await this.#work;
    await this.#signOut();
  }

  async #shift(arrivesInMs: number): Promise<void> {
    const { patience } = this.#parts;
    await patience.wait(arrivesInMs);
    while (!this.#isLeaving || this.#inHand()) {
      try {
        await this.#turn();
      } catch (error) {
        if (this.#isClosing) throw error;
        // The service restarts, a network breaks: people try again.
        this.#stumble(error);
        await patience.wait(retryMs);
      }
    }
  }

  async #turn(): Promise<void> {
    const { patience, rhythm, screen, random } = this.#parts;
    this.#session ??= await this.#signIn();
    await patience.wait(this.#session ? rhythm.lookMs() : refusedMs);
    if (!this.#session || !screen.isLive) return;
    if (await relieve(this.#session, this.#parts)) return;
    const inHand = this.#inHand() ?? (this.#isLeaving ? null : await this.#claim(this.#session));
    if (inHand) {
      const isGivenBack = await workOn(inHand, this.#session.settings, this.#parts);
      if (isGivenBack) this.#avoided.add(inHand.ticketId);
      return;
    }
    if (!this.#isLeaving && happens(random, pauseShare)) await this.#pause();
  }

  async #signIn(): Promise<Session | null> {
    const { screen, login, password } = this.#parts;
    const session = await screen.signIn(login, password);
    if (session) screen.connect(() => (this.#session = null));
    return session;
  }

  async #signOut(): Promise<void> {
    if (!this.#session) return;
    this.#session = null;
    // The service may be gone already; its sessions end by themselves.
    await this.#parts.screen.signOut().catch(() => undefined);
  }

  #inHand(): InHand | null {
    const { screen, clock } = this.#parts;
    if (!this.#session) return null;
    const [card] = heldBy(screen.view, this.#session.you.id, clock.now());
    return card?.lock ? { ticketId: card.id, token: card.lock.token } : null;
  }

  async #claim({ you, settings }: Session): Promise<InHand | null> {
    const { screen, clock, random } = this.#parts;
    // Answers that have not left yet count as held.
    if ((screen.view.people[you.id]?.held ?? 0) >= settings.claimLimit) return null;
    const chooser = { personId: you.id, at: clock.now(), random, avoided: this.#avoided };
    const card = chooseTicket(screen.view, chooser);
    if (!card) return null;
    // Somebody else may be quicker: then it is theirs.
    // Whoever stays a little after their shift knows that they do.
    const command = { type: 'claim-ticket', ticketId: card.id, outsideShift: true } as const;
    const answer = await screen.command(command);
    if (!answer.ok || answer.token === undefined) return null;
    return { ticketId: card.id, token: answer.token };
  }

  async #pause(): Promise<void> {
    const { screen, patience, rhythm } = this.#parts;
    await screen.command({ type: 'begin-pause' });
    await patience.wait(rhythm.pauseMs());
    await screen.command({ type: 'end-pause' });
  }

  #stumble(error: unknown): void {
    const { logger, login } = this.#parts;
    logger.warn({ err: error, login }, 'a simulated colleague stumbled');
  }
}
