import { isCleared } from '@vigie/shared/access/actor';
import type { StaffStep } from '@vigie/shared/forecast/known';
import { dutiesAround, presenceOf } from '@vigie/shared/roster/duties';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { WhatIf } from '@vigie/shared/wire/forecast';

interface Change {
  readonly atMs: number;
  readonly people: number;
  readonly cleared: number;
}

/**
 * How many are on duty at each instant of a stretch, by the roster with all that departs from it, the
 * minutes of the relief included, in which two shifts are there (ROST-1). Office hours answer no queue.
 */
export function staffingOf(
  book: RosterBook,
  fromMs: number,
  untilMs: number,
  extra: WhatIf['people'] = null,
): StaffStep[] {
  const duties = dutiesAround(book, fromMs, untilMs).filter(({ kind }) => kind !== 'office');
  const changes = duties.flatMap((duty) => {
    const person = book.person(duty.personId);
    const cleared = person && isCleared(person) ? 1 : 0;
    return comeAndGo(presenceOf(duty), 1, cleared);
  });
  if (extra) {
    changes.push(...comeAndGo({ startMs: extra.fromMs, endMs: extra.untilMs }, extra.count, 0));
  }
  return stepsOf(changes);
}

function comeAndGo(
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  people: number,
  cleared: number,
): Change[] {
  if (startMs >= endMs) return [];
  return [
    { atMs: startMs, people, cleared },
    { atMs: endMs, people: -people, cleared: -cleared },
  ];
}

function stepsOf(changes: readonly Change[]): StaffStep[] {
  let [people, cleared] = [0, 0];
  const steps = new Map<number, StaffStep>();
  for (const change of changes.toSorted((one, other) => one.atMs - other.atMs)) {
    people += change.people;
    cleared += change.cleared;
    steps.set(change.atMs, { atMs: change.atMs, people, cleared });
  }
  return [...steps.values()];
}
