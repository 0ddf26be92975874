import type { Command } from '@vigie/shared/wire/command';
import type { View } from '@vigie/shared/wire/view';
import type { Commander } from '#lib/live/commander.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalText } from '#lib/refusal/refusal-text.ts';

/** What is signed by re-entering one's password. */
export type Signing = Extract<Command, { readonly password: string }>;

/** Signs; the sentence of what refused it, naming tickets that would be nobody's, or null when it is done (HAND-2). */
export async function sign(
  commander: Commander,
  signing: Signing,
  tickets: View['tickets'] = {},
): Promise<string | null> {
  const outcome = await commander.send(signing);
  if (outcome.ok) return null;
  const orphans = outcome.refusal === 'orphans' ? (outcome.ticketIds ?? []) : [];
  const numbers = orphans.map((id) => numberOf(tickets[id]));
  return [refusalText(outcome.refusal), numbers.join(', ')].filter(Boolean).join(' ');
}

function numberOf(ticket: View['tickets'][string] | undefined): string {
  return ticket && !ticket.veiled ? ticket.number : m.handover_veiled();
}
