import { createContext } from 'svelte';
import { toast } from 'svelte-sonner';
import type { Command } from '@vigie/shared/wire/command';
import type { Commander, Outcome } from '#lib/live/commander.svelte.ts';
import { refusalText } from '#lib/refusal/refusal-text.ts';

/** Gives commands and says why when one is refused. The effect itself comes by the feed (SYNC-9). */
export class TicketActs {
  #commander: Commander;

  constructor(commander: Commander) {
    this.#commander = commander;
  }

  /** Gives a command; a refusal is shown to whoever gave it. */
  async give(command: Command): Promise<Outcome> {
    const outcome = await this.#commander.send(command);
    if (!outcome.ok) toast.error(refusalText(outcome.refusal));
    return outcome;
  }

  isPending(type: Command['type'], ticketId?: string): boolean {
    return this.#commander.isPending(type, ticketId);
  }
}

export const [useActs, provideActs] = createContext<TicketActs>();
