import type { Session } from '@vigie/shared/wire/session';
import { friezeOf, type Frieze } from '#lib/frieze/frieze.ts';
import type { FriezeTime } from '#lib/frieze/frieze-time.ts';
import type { LiveFeed } from '#lib/live/live-feed.svelte.ts';
import { Board } from '#lib/supervision/board.svelte.ts';
import type { PastFeed } from './past-feed.svelte.ts';

/** An instant of the present shift that is closer to now than this is the present, in ms. */
const presentMs = 1_000;

/** The supervision of an instant of the past beside the live one, and the frieze on which both stand (TIME-1). */
export class Lookback {
  readonly past: PastFeed;
  readonly board: Board;
  #live: LiveFeed;
  #session: () => Session;
  #present: Board;
  /** True while somebody is asked for an instant by date and time. */
  picking = $state(false);

  constructor(past: PastFeed, live: LiveFeed, present: Board, session: () => Session) {
    this.past = past;
    this.#live = live;
    this.#present = present;
    this.#session = session;
    // How long a lock lasts is not kept with the past, nor what cover was missing then.
    const facts = () => ({ cycle: this.cycle, settings: session().settings });
    this.board = new Board(past, facts, { holes: [] });
  }

  /** True once the past is shown instead of the live room. */
  readonly isShown = $derived.by(() => this.past.isOpen && this.past.isShown);

  /** The cycle that held at the instant that is shown. */
  get cycle() {
    return this.past.cycle ?? this.#session().cycle;
  }

  /** The whole shift, as far as it has gone by now: more than what had happened at that instant. */
  readonly frieze = $derived.by<Frieze>(() => {
    if (!this.isShown) return this.#present.frieze;
    const { shift } = this.board;
    const { arrivals, answers } = this.#marks(shift.startMs);
    return friezeOf(arrivals, answers, shift, Math.min(this.#live.now, shift.endMs));
  });

  readonly time = $derived.by<FriezeTime>(() => {
    const { shift } = this.isShown ? this.board : this.#present;
    return {
      isPast: this.isShown,
      at: this.past.isOpen ? this.past.instant : this.#live.now,
      untilMs: Math.min(this.#live.now, shift.endMs - presentMs),
      onseek: (ms) => this.#seek(ms),
      onpick: () => (this.picking = true),
    };
  });

  #seek(ms: number): void {
    if (ms > this.#live.now - presentMs) this.past.close();
    else this.past.open(ms);
  }

  #marks(startMs: number): { arrivals: readonly number[]; answers: readonly number[] } {
    const { shift, view } = this.past;
    if (startMs !== this.#present.shift.startMs && shift?.startMs === startMs) return shift;
    const { arrivals, answers } = startMs === this.#present.shift.startMs ? this.#live.view : view;
    return { arrivals: instants(arrivals), answers: instants(answers) };
  }
}

function instants(marks: Readonly<Record<string, { readonly at: number }>>): number[] {
  return Object.values(marks).map(({ at }) => at);
}
