import type { Command } from '@vigie/shared/wire/command';
import type { Commander } from '#lib/live/commander.svelte.ts';
import { refusalText } from '#lib/refusal/refusal-text.ts';

/** What is signed by re-entering one's password. */
export type Signing = Extract<Command, { readonly password: string }>;

/** Signs; the sentence of what refused it, or null when it is done (HAND-2). */
export async function sign(commander: Commander, signing: Signing): Promise<string | null> {
  const outcome = await commander.send(signing);
  if (outcome.ok) return null;
  // The server names the tickets that would be nobody's.
  return outcome.refusal === 'orphans' && outcome.message
    ? outcome.message
    : refusalText(outcome.refusal);
}
