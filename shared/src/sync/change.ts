import type { Change } from '../wire/delta.ts';
import type { Collection, View } from '../wire/view.ts';

type Entity = Readonly<Record<string, unknown>>;

/**
 * The smallest change that turns one entity into another: nothing, some fields, the whole, or gone.
 * A change of shape (a ticket veiled or unveiled) puts the whole, so that no field is left behind.
 */
export function changeBetween(
  c: Collection,
  id: string,
  before: Entity | undefined,
  after: Entity | undefined,
): Change | null {
  if (!after) return before ? { c, id, gone: true } : null;
  if (!before || !sameShape(before, after)) return { c, id, put: after };
  const set = changedFields(before, after);
  return Object.keys(set).length ? { c, id, set } : null;
}

/** The view after some changes; what is not touched keeps its identity. */
export function applyChanges(view: View, changes: readonly Change[]): View {
  if (!changes.length) return view;
  const next: Record<string, Record<string, unknown>> = { ...view };
  const copied = new Set<string>();
  for (const change of changes) {
    if (!copied.has(change.c)) {
      next[change.c] = { ...next[change.c] };
      copied.add(change.c);
    }
    applyChange(next[change.c] ?? {}, change);
  }
  // The schema of the wire vouches for the entities; a patch only ever sets fields that they have.
  return next as View;
}

function applyChange(entities: Record<string, unknown>, change: Change): void {
  if ('gone' in change) delete entities[change.id];
  else if ('put' in change) entities[change.id] = change.put;
  else entities[change.id] = { ...(entities[change.id] as Entity | undefined), ...change.set };
}

function sameShape(before: Entity, after: Entity): boolean {
  const [old, now] = [Object.keys(before), Object.keys(after)];
  return (
    before['veiled'] === after['veiled'] &&
    old.length === now.length &&
    now.every((key) => key in before)
  );
}

function changedFields(before: Entity, after: Entity): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) {
    if (!equal(before[key], value)) changed[key] = value;
  }
  return changed;
}

function equal(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
