import type { Act, Thing } from '@vigie/shared/access/may';
import { ageText } from '#lib/format/age.ts';
import { m } from '#lib/paraglide/messages.js';
import { lastActAt, type HeldTicket, type LockSettings } from './held-ticket.ts';
import { mayAct, type LockAct, type LockRequest } from './lock-request.ts';
import type { Desk } from './plateau.ts';

/** Whoever looks at the plateau. */
export interface Viewer {
  readonly id: string;
  readonly may: (act: Act, thing?: Thing) => boolean;
}

const lockActs: readonly LockAct[] = ['reassign', 'free', 'seize'];

/** The acts that are open to the viewer on at least one ticket of this desk, in the order of the menu. */
export function actsOn(desk: Desk, viewer: Viewer): LockAct[] {
  return lockActs.filter((act) => heldFor(act, desk, viewer).length > 0);
}

/** The act begun on a desk, or null when no ticket of it is open to the act. */
export function requestFor(
  act: LockAct,
  desk: Desk,
  viewer: Viewer,
  settings: LockSettings,
  now: number,
): LockRequest | null {
  const held = heldFor(act, desk, viewer);
  const [first] = held;
  if (!first) return null;
  return { act, tickets: held.map(({ card }) => card), reason: reasonFor(first, settings, now) };
}

function heldFor(act: LockAct, { held, person }: Desk, viewer: Viewer): HeldTicket[] {
  // What one holds already can be given away, not taken over.
  if (act === 'seize' && person.id === viewer.id) return [];
  return held.filter(({ card, isStale }) => mayAct(viewer.may, act, card, person, isStale));
}

function reasonFor({ card, isStale }: HeldTicket, settings: LockSettings, now: number): string {
  if (card.lock.disconnected) return m.lock_reason_lost();
  const lastAct = lastActAt(card, settings);
  if (!isStale || lastAct === null) return '';
  return m.lock_reason_stale({ age: ageText(now - lastAct) });
}
