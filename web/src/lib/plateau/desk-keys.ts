import type { HeardKeys } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** The keys that the plateau hears while a desk has the focus. */
export function deskKeys(): HeardKeys[] {
  const arrows = ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'];
  return [
    { keys: arrows, shown: '← ↑ ↓ →', text: m.keys_desk_move() },
    { keys: ['Home', 'End'], shown: m.key_home_end(), text: m.keys_desk_ends() },
    { keys: ['Enter'], shown: m.key_enter(), text: m.keys_desk_open() },
  ];
}
