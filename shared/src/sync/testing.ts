import fc from 'fast-check';
import type { Change, Delta } from '../wire/delta.ts';
import { emptyView, type Collection, type View } from '../wire/view.ts';
import { changeBetween } from './change.ts';

/** A server's history for tests: the deltas, and the view that stands after each. */
export interface History {
  readonly deltas: readonly Delta[];
  /** `views[seq]` is the view after the delta of that `seq`. */
  readonly views: readonly View[];
}

/** One step of a history: some entities get new contents, or go; none: an event that this viewer may not see. */
export type Step = readonly {
  readonly c: Collection;
  readonly id: string;
  readonly now: Readonly<Record<string, unknown>> | undefined;
}[];

const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constant(null),
  fc.record({ holder: fc.constantFrom('ana', 'ben'), until: fc.integer({ min: 0, max: 2 }) }),
);
const open = fc.record({ veiled: fc.constant(false), subject: value, lock: value });
const veil = fc.record({ veiled: fc.constant(true), openedAt: fc.integer({ min: 0, max: 2 }) });

/** Steps over a handful of entities, so that they come, change, are veiled, go and come again. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.array(
    fc.record({
      c: fc.constantFrom<Collection>('tickets', 'people', 'arrivals'),
      id: fc.constantFrom('a', 'b', 'c'),
      now: fc.oneof(open, veil, fc.constant(undefined)),
    }),
    { maxLength: 3 },
  ),
  { minLength: 1, maxLength: 25 },
);

/** What a server would tell of these steps. Its views are made without the code under test. */
export function historyOf(taken: readonly Step[]): History {
  const deltas: Delta[] = [];
  const views: View[] = [emptyView];
  for (const step of taken) {
    const view = structuredClone(views.at(-1) ?? emptyView) as Record<Collection, Entities>;
    const changes: Change[] = [];
    for (const { c, id, now } of step) {
      const change = changeBetween(c, id, view[c][id], now);
      if (change) changes.push(change);
      if (now) view[c][id] = now;
      else delete view[c][id];
    }
    deltas.push({ seq: deltas.length + 1, ...(changes.length ? { changes } : {}) });
    views.push(view as View);
  }
  return { deltas, views };
}

type Entities = Record<string, Readonly<Record<string, unknown>>>;
