import type { Committed, EventLog } from '@vigie/db/event-log';
import { planStreamId } from '@vigie/shared/roster/plan';
import type { Cycle } from '@vigie/shared/roster/cycle';
import { dateAt } from '@vigie/shared/roster/calendar';
import { isOnDuty, onDutyAt } from '@vigie/shared/roster/duties';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import type { RosterContents } from './roster-contents.ts';

/**
 * The roster as of the last commit, in memory: every door asks here who is on duty (ROST-1). What changes
 * it is judged by the desk on what the transaction itself loads. Follows the log until it is closed.
 */
export class RosterKeeper {
  readonly book: RosterBook;
  readonly #unfollow: () => void;

  constructor(log: Pick<EventLog, 'follow'>, { plan, people, overrides }: RosterContents) {
    this.book = new RosterBook(plan, people, overrides);
    this.#unfollow = log.follow((committed) => this.#take(committed));
  }

  /** True when somebody is on duty at an instant, by the cycle and all overrides. */
  isOnDuty(personId: string, at: number): boolean {
    return isOnDuty(this.book, personId, at);
  }

  /** Who is on duty at an instant: whoever is late, gone or absent is not. */
  onDuty(at: number): ReadonlySet<string> {
    return new Set(onDutyAt(this.book, at).map(({ personId }) => personId));
  }

  /** The cycle that holds at an instant. */
  cycleAt(at: number): Cycle {
    return this.book.cycleOn(dateAt(this.book.tz, at));
  }

  close(): void {
    this.#unfollow();
  }

  #take({ changed }: Committed): void {
    const plan = changed['roster-plan'].get(planStreamId);
    if (plan) this.book.putPlan(plan.after);
    for (const { after } of changed.person.values()) this.book.putPerson(after);
    for (const { after } of changed.override.values()) this.book.put(after);
  }
}
