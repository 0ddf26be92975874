import type { HeardKeys } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';

/** Where a key leads from one result: one further, or one back; null for any other key. */
export function resultStep(key: string): 1 | -1 | null {
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : null;
}

/** The same keys as the list of keys tells them. */
export function resultKeys(): HeardKeys[] {
  return [{ keys: ['ArrowDown', 'ArrowUp'], shown: '↑ ↓', text: m.keys_results() }];
}
