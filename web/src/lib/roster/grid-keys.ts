import type { KeyLine } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** The keys that the grid itself listens to, for the page that lists all keys; `moveBy` says what they do. */
export function gridKeys(): KeyLine[] {
  return [
    { shown: '← ↑ ↓ →', text: m.roster_key_move() },
    { shown: m.roster_keys_shift(), text: m.roster_key_stretch() },
    { shown: m.roster_keys_enter(), text: m.roster_key_open() },
    { shown: m.roster_keys_ends(), text: m.roster_key_ends() },
    { shown: m.roster_keys_pages(), text: m.roster_key_week() },
    { shown: m.roster_keys_escape(), text: m.roster_key_release() },
  ];
}
