import type { HeardKeys } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** The keys that the frieze's marker hears while it has the focus. */
export function markerKeys(): HeardKeys[] {
  const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
  return [
    { keys: arrows, shown: '← →', text: m.keys_marker_second() },
    { keys: arrows, shown: m.key_shift_arrows(), text: m.keys_marker_minute() },
    { keys: ['PageUp', 'PageDown'], shown: m.key_pages(), text: m.keys_marker_quarter() },
    { keys: ['Home', 'End'], shown: m.key_home_end(), text: m.keys_marker_ends() },
  ];
}
