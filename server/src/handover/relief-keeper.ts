import type { Loaded } from '@vigie/db/event-log';
import type { Relief, ReliefCommand } from '@vigie/shared/handover/command';
import { decideRelief, type HandoverVerdict } from '@vigie/shared/handover/decide';
import type { ReliefAlert } from '@vigie/shared/handover/handover';
import { handoverIdOf, nextRelief } from '@vigie/shared/handover/relief';
import type { Cycle } from '@vigie/shared/roster/cycle';
import { currentShift } from '@vigie/shared/roster/on-duty';
import { refuse } from '@vigie/shared/ticket/decision';
import type { Clock, Timers } from '../clock.ts';
import { Deadlines, type DeadlineParts } from '../desk/deadlines.ts';
import type { Desk } from '../desk/desk.ts';

export interface ReliefKeeperParts {
  readonly desk: Pick<Desk, 'system'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly cycle: Cycle;
  readonly logger: DeadlineParts['logger'];
}

const minuteMs = 60_000;

/** What the clock calls out, and when, counted from the relief (HAND-4). */
const calls: readonly { readonly alert: ReliefAlert; readonly afterMs: number }[] = [
  { alert: 'before-30', afterMs: -30 * minuteMs },
  { alert: 'before-10', afterMs: -10 * minuteMs },
  { alert: 'unsigned', afterMs: 8 * minuteMs },
];

/** After an outage a sheet is still opened for a relief that was missed by no more than this, in ms. */
const lateMs = 60 * minuteMs;

/**
 * Opens the sheet half an hour before each relief, and calls out 30 and 10 minutes before it and 8
 * after it unsigned (HAND-1, HAND-4); across restarts and clock changes, for the instants are the
 * roster's own. It holds nothing up: locks go on whatever is signed.
 */
export class ReliefKeeper {
  readonly #parts: ReliefKeeperParts;
  readonly #deadlines: Deadlines;

  constructor(parts: ReliefKeeperParts) {
    this.#parts = parts;
    this.#deadlines = new Deadlines({ ...parts, onDue: () => this.start() });
  }

  /** Does what is due by now and waits for what comes next. */
  async start(): Promise<void> {
    const now = this.#parts.clock.now();
    for (const relief of this.#reliefs(now)) {
      const due = calls.filter(({ afterMs }) => relief.reliefAt + afterMs <= now);
      const { alert } = due.at(-1) ?? {};
      if (!alert) continue;
      if (now - relief.reliefAt <= lateMs) await this.#open(relief);
      await this.#act(relief, { type: 'alert-relief', alert });
    }
    this.#deadlines.set('relief', this.#next(now));
  }

  /** Looks again at once, as when the cycle has been changed (ROST-4). */
  lookAgain(): void {
    this.#deadlines.set('relief', this.#parts.clock.now());
  }

  close(): void {
    this.#deadlines.close();
  }

  /** The relief that was last, and the one to come. */
  #reliefs(now: number): Relief[] {
    const { cycle } = this.#parts;
    return [nextRelief(cycle, currentShift(cycle, now).startMs), nextRelief(cycle, now)];
  }

  #next(now: number): number {
    const instants = this.#reliefs(now).flatMap(({ reliefAt }) =>
      calls.map(({ afterMs }) => reliefAt + afterMs),
    );
    // With nothing left of these, the next shift brings the next relief.
    const after = this.#reliefs(now).at(-1)?.reliefAt ?? now + minuteMs;
    return Math.min(...instants.filter((at) => at > now), Math.max(after, now + 1));
  }

  #open(relief: Relief): Promise<void> {
    return this.#act(relief, { type: 'open-handover', relief }, (loaded) => {
      // Before the first start nobody answered for anything: there is nothing to hand over.
      const since = loaded.room().responsibility?.since;
      return since !== undefined && since < relief.reliefAt;
    });
  }

  #act(
    relief: Relief,
    command: ReliefCommand,
    still: (loaded: Loaded) => boolean = () => true,
  ): Promise<void> {
    const { desk, newId } = this.#parts;
    const id = handoverIdOf(relief);
    const keys = [{ kind: 'handover', id }, { kind: 'room' }] as const;
    return desk.system<void>(command.type, newId(), keys, (loaded) => {
      const decision: HandoverVerdict = still(loaded)
        ? decideRelief(loaded.handover(id), command)
        : refuse('unchanged');
      if (!decision.ok) return { ...decision, answer: undefined };
      const append = { stream: 'handover', id, events: decision.events } as const;
      return { ok: true, appends: [append], writes: {}, answer: () => undefined };
    });
  }
}
