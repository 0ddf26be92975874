import type { Signature, SignedAct } from '@vigie/shared/wire/handover-command';
import type { View } from '@vigie/shared/wire/view';
import type { Commander } from '#lib/live/commander.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalText } from '#lib/refusal/refusal-text.ts';
import { brokenOff, showPasskey } from '#lib/session/passkey.ts';

/** How somebody signs an act: what shows that it is they, or the sentence of what refused it. */
export type Proof = (act: SignedAct) => Promise<Signature | string>;

/** Signs by one's password, entered again. */
export function byPassword(password: string): Proof {
  return () => Promise.resolve({ password });
}

/** Signs by a passkey of this device: it answers for this act alone. */
export const byPasskey: Proof = async (act) => {
  const shown = await showPasskey('/api/signatures/options', act);
  if (shown === brokenOff) return m.handover_passkey_broken_off();
  return shown.ok ? { passkey: shown.value } : refusalText(shown.refusal);
};

/** Signs; the sentence of what refused it, naming tickets that would be nobody's, or null when it is done (HAND-2). */
export async function sign(
  commander: Commander,
  act: SignedAct,
  prove: Proof,
  tickets: View['tickets'] = {},
): Promise<string | null> {
  const signature = await prove(act);
  if (typeof signature === 'string') return signature;
  const outcome = await commander.send({ ...act, signature });
  if (outcome.ok) return null;
  const orphans = outcome.refusal === 'orphans' ? (outcome.ticketIds ?? []) : [];
  const numbers = orphans.map((id) => numberOf(tickets[id]));
  return [refusalText(outcome.refusal), numbers.join(', ')].filter(Boolean).join(' ');
}

function numberOf(ticket: View['tickets'][string] | undefined): string {
  return ticket && !ticket.veiled ? ticket.number : m.handover_veiled();
}
