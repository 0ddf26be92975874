import type { Cycle } from '@vigie/shared/roster/cycle';
import { shiftsBetween, type Shift } from '@vigie/shared/roster/on-duty';
import { isCleared } from '@vigie/shared/access/actor';
import { pick, type Random } from '@vigie/shared/chance/random';
import type { demoStaff } from '../../demo/staff.ts';

/** Somebody of the service, under the id that they have in the log. */
export type Member = (typeof demoStaff)[number] & { readonly id: string };

/** Who works when in the year. It is asked for instants that only grow. */
export class DutyBoard {
  readonly shifts: readonly Shift[];
  readonly members: readonly Member[];
  readonly #random: Random;
  #next = 0;
  #onDuty: Member[] = [];

  constructor(
    random: Random,
    cycle: Cycle,
    members: readonly Member[],
    [fromMs, toMs]: readonly [number, number],
  ) {
    this.#random = random;
    this.members = members;
    this.shifts = cycle.teams
      .flatMap(({ id }) => shiftsBetween(cycle, id, fromMs, toMs))
      .sort((one, other) => one.startMs - other.startMs);
  }

  /** Somebody on duty at the instant, cleared where the ticket asks for it. */
  someone(at: number, cleared: boolean): Member {
    while ((this.shifts[this.#next]?.startMs ?? Infinity) <= at) {
      this.#onDuty = this.team(this.shifts[this.#next]?.teamId ?? '');
      this.#next += 1;
    }
    const able = cleared ? this.#onDuty.filter(isCleared) : this.#onDuty;
    return pick(this.#random, able);
  }

  team(teamId: string): Member[] {
    return this.members.filter((member) => member.teamId === teamId);
  }

  /** Who commands, and acts over the heads of the others. */
  commander(): Member {
    return pick(
      this.#random,
      this.members.filter(({ role }) => role === 'commissioner' || role === 'officer'),
    );
  }
}
