import type { KeyBinding } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LockAct } from '#lib/plateau/lock-request.ts';

interface Parts {
  /** An act on the desk that has the focus. */
  readonly ondesk: (act: LockAct, personId: string) => void;
  /** An act on the row to take that has the focus. */
  readonly onrow: (act: LockAct, ticketId: string) => void;
  /** Asks what would be. */
  readonly onask: () => void;
}

/** The single keys of the supervision; arrows and Enter belong to the desk or row that has the focus. */
export function supervisionKeys({ ondesk, onrow, onask }: Parts): KeyBinding[] {
  const act = (wanted: LockAct) => () => {
    const personId = focused('[data-desk]')?.dataset['desk'];
    const ticketId = focused('[data-take]')?.dataset['take'];
    if (personId !== undefined) ondesk(wanted, personId);
    else if (ticketId !== undefined) onrow(wanted, ticketId);
  };
  return [
    { press: 'j', shown: 'J', text: m.take_key_next(), act: () => step(1) },
    { press: 'k', shown: 'K', text: m.take_key_previous(), act: () => step(-1) },
    { press: 'r', shown: 'R', text: m.plateau_key_reassign(), act: act('reassign') },
    { press: 'l', shown: 'L', text: m.plateau_key_free(), act: act('free') },
    { press: 'e', shown: 'E', text: m.what_if_key(), act: onask },
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
