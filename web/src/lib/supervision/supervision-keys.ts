import type { KeyBinding } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LockAct } from '#lib/plateau/lock-request.ts';
import type { Desk } from '#lib/plateau/plateau.ts';

interface Parts {
  /** The desk of a person, while it stands on the plateau. */
  readonly desk: (personId: string) => Desk | undefined;
  readonly onact: (act: LockAct, desk: Desk) => void;
}

/** The single keys of the supervision; arrows and Enter belong to the desk or row that has the focus. */
export function supervisionKeys({ desk, onact }: Parts): KeyBinding[] {
  const act = (wanted: LockAct) => () => {
    const at = focused('[data-desk]')?.dataset['desk'];
    const found = at === undefined ? undefined : desk(at);
    if (found) onact(wanted, found);
  };
  return [
    { press: 'j', shown: 'J', text: m.take_key_next(), act: () => step(1) },
    { press: 'k', shown: 'K', text: m.take_key_previous(), act: () => step(-1) },
    { press: 'r', shown: 'R', text: m.plateau_key_reassign(), act: act('reassign') },
    { press: 'l', shown: 'L', text: m.plateau_key_free(), act: act('free') },
    { press: 't', shown: 'T', text: m.plateau_key_seize(), act: act('seize') },
  ];
}

/** Leads the focus along the rows to take; from elsewhere to the first. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-take]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

function focused(selector: string): HTMLElement | null {
  const element = document.activeElement?.closest(selector);
  return element instanceof HTMLElement ? element : null;
}
