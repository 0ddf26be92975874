import type { Cycle } from '@vigie/shared/roster/cycle';
import { currentShift, type Shift } from '@vigie/shared/roster/on-duty';
import { roomStreamId } from '@vigie/shared/room/room';
import type { Clock, Timers } from '../clock.ts';
import { Deadlines, type DeadlineParts } from './deadlines.ts';
import type { Desk } from './desk.ts';

export interface ShiftClockParts {
  readonly desk: Pick<Desk, 'system'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly cycle: Cycle;
  readonly logger: DeadlineParts['logger'];
}

/** Says in the log that a shift began, when responsibility passes to it (ROST-1) and at the first start. */
export class ShiftClock {
  readonly #parts: ShiftClockParts;
  readonly #deadlines: Deadlines;

  constructor(parts: ShiftClockParts) {
    this.#parts = parts;
    this.#deadlines = new Deadlines({ ...parts, onDue: () => this.start() });
  }

  /** Notes the shift of this instant, unless the log knows it, and waits for its end. */
  async start(): Promise<void> {
    const { clock, cycle } = this.#parts;
    const shift = currentShift(cycle, clock.now());
    await this.#note(shift);
    this.#deadlines.set('relief', shift.endMs);
  }

  /** Looks again at once, as when the cycle has been changed (ROST-4). */
  lookAgain(): void {
    this.#deadlines.set('relief', this.#parts.clock.now());
  }

  close(): void {
    this.#deadlines.close();
  }

  #note({ id, startMs }: Shift): Promise<void> {
    const { desk, newId } = this.#parts;
    return desk.system('begin-shift', newId(), [{ kind: 'room' }], (loaded) => {
      const event = { type: 'shift-began', shiftId: id, startMs } as const;
      const isKnown = loaded.room().shift?.id === id;
      const append = { stream: 'room', id: roomStreamId, events: [event] } as const;
      return {
        ok: true,
        appends: isKnown ? [] : [append],
        writes: {},
        answer: () => undefined,
      };
    });
  }
}
