import type { Committed, EventLog } from '@vigie/db/event-log';
import { actorOf, type Actor } from '@vigie/shared/access/actor';
import { standIn } from '@vigie/shared/access/stand-in';
import type { Person } from '@vigie/shared/people/person';
import type { RosterKeeper } from '../roster/roster-keeper.ts';

/**
 * The people of the service as of the last commit, in memory: every door asks here who somebody is
 * and what they may do (ACCESS-1). Follows the log until it is closed.
 */
export class Staff {
  readonly #people: Map<string, Person>;
  readonly #roster: Pick<RosterKeeper, 'onDuty'>;
  readonly #unfollow: () => void;

  constructor(
    log: Pick<EventLog, 'follow'>,
    people: readonly Person[],
    roster: Pick<RosterKeeper, 'onDuty'>,
  ) {
    this.#people = new Map(people.map((person) => [person.id, person]));
    this.#roster = roster;
    this.#unfollow = log.follow((committed) => this.#take(committed));
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  all(): Person[] {
    return [...this.#people.values()];
  }

  /** Who the person is when they act at this instant. */
  actor(person: Person, at: number): Actor {
    return actorOf(person, this.standsIn(person.id, at));
  }

  /** True for the lead who stands in for the command at this instant (LOCK-6). */
  standsIn(personId: string, at: number): boolean {
    // Only a lead ever does: the others need no look at the roster.
    if (this.person(personId)?.role !== 'lead') return false;
    const onDuty = this.#roster.onDuty(at);
    return standIn(this.all(), onDuty)?.id === personId;
  }

  hasCommissioner(): boolean {
    return this.all().some(({ active, role }) => active && role === 'commissioner');
  }

  close(): void {
    this.#unfollow();
  }

  #take({ changed }: Committed): void {
    for (const [id, { after }] of changed.person) this.#people.set(id, after);
  }
}
