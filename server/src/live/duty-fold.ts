import type { Committed } from '@vigie/db/event-log';
import type { Person } from '@vigie/shared/people/person';
import { dutyMarks } from '@vigie/shared/roster/duty-marks';
import { planStreamId } from '@vigie/shared/roster/plan';
import { RosterBook } from '@vigie/shared/roster/roster-book';
import type { DutyMark } from '@vigie/shared/wire/view';
import type { RosterContents } from '../roster/roster-contents.ts';

/**
 * Who is on duty as the live view shows it (ROST-4): the marks of the running shift and of the next one.
 * They change with the roster, with somebody's team, and when a shift begins; each is an event.
 */
export class DutyFold {
  readonly #book: RosterBook;
  #shiftId: string | null;
  #marks: ReadonlyMap<string, DutyMark> = new Map();

  constructor({ plan, people, overrides }: RosterContents, shiftId: string | null) {
    this.#book = new RosterBook(plan, people, overrides);
    this.#shiftId = shiftId;
    this.#mark();
  }

  /** The roster behind the marks. */
  get book(): RosterBook {
    return this.#book;
  }

  get(id: string): DutyMark | undefined {
    return this.#marks.get(id);
  }

  ids(): Iterable<string> {
    return this.#marks.keys();
  }

  /** Takes a transaction in and names the marks that it may have changed. */
  take({ changed }: Committed, shiftId: string | null): string[] {
    const plan = changed['roster-plan'].get(planStreamId);
    if (plan) this.#book.putPlan(plan.after);
    for (const { after } of changed.override.values()) this.#book.put(after);
    const moved = [...changed.person.values()].filter(({ before, after }) => moves(before, after));
    for (const { after } of moved) this.#book.putPerson(after);
    const isNew = shiftId !== this.#shiftId;
    this.#shiftId = shiftId;
    if (!plan && !isNew && changed.override.size + moved.length === 0) return [];
    const before = [...this.#marks.keys()];
    this.#mark();
    return [...before, ...this.#marks.keys()];
  }

  #mark(): void {
    const marks = this.#shiftId === null ? [] : dutyMarks(this.#book, this.#shiftId);
    this.#marks = new Map(marks.map((mark) => [mark.id, mark]));
  }
}

/** Signing in and pauses change nobody's roster. */
function moves(before: Person | null, after: Person): boolean {
  return (
    before?.role !== after.role || before.teamId !== after.teamId || before.active !== after.active
  );
}
