import type { HeardKeys } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

const arrows = ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'];

/** The keys that the grid itself listens to, for the page that lists all keys; `moveBy` says what they do. */
export function gridKeys(): HeardKeys[] {
  return [
    { keys: arrows, shown: '← ↑ ↓ →', text: m.roster_key_move() },
    { keys: arrows, shown: m.roster_keys_shift(), text: m.roster_key_stretch() },
    { keys: ['Enter', ' '], shown: m.roster_keys_enter(), text: m.roster_key_open() },
    { keys: ['Home', 'End'], shown: m.roster_keys_ends(), text: m.roster_key_ends() },
    { keys: ['Home', 'End'], shown: m.roster_keys_corners(), text: m.roster_key_corners() },
    { keys: ['PageUp', 'PageDown'], shown: m.roster_keys_pages(), text: m.roster_key_week() },
    { keys: ['Escape'], shown: m.roster_keys_escape(), text: m.roster_key_release() },
  ];
}
