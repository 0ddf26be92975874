import { createContext } from 'svelte';
import { toast } from 'svelte-sonner';
import type { Command } from '@vigie/shared/wire/command';
import type { Commander, Outcome } from '#lib/live/commander.svelte.ts';
import { refusalText } from '#lib/refusal/refusal-text.ts';

type Claim = Extract<Command, { type: 'claim-ticket' | 'claim-next' }>;

/** A claim outside one's shift, which waits for a word of whoever made it (ROST-4). */
interface Outside {
  readonly claim: Claim;
  readonly settle: (outcome: Outcome) => void;
  readonly refused: Outcome;
}

/** Gives commands and says why when one is refused. The effect itself comes by the feed (SYNC-9). */
export class TicketActs {
  #commander: Commander;
  #outside = $state.raw<Outside | null>(null);

  constructor(commander: Commander) {
    this.#commander = commander;
  }

  /** Gives a command; a refusal is shown to whoever gave it. */
  async give(command: Command): Promise<Outcome> {
    const outcome = await this.#commander.send(command);
    if (isClaim(command) && !outcome.ok && outcome.refusal === 'outside-shift') {
      return this.#ask(command, outcome);
    }
    if (!outcome.ok) toast.error(refusalText(outcome.refusal));
    return outcome;
  }

  /** True while a claim outside one's shift waits to be confirmed or left. */
  get asksOutside(): boolean {
    return this.#outside !== null;
  }

  /** Claims nevertheless, or leaves it. */
  async answerOutside(claims: boolean): Promise<void> {
    const waiting = this.#outside;
    this.#outside = null;
    if (!waiting) return;
    waiting.settle(
      claims ? await this.give({ ...waiting.claim, outsideShift: true }) : waiting.refused,
    );
  }

  #ask(claim: Claim, refused: Outcome): Promise<Outcome> {
    // A second claim in its place: the first is left.
    this.#outside?.settle(this.#outside.refused);
    return new Promise((settle) => (this.#outside = { claim, settle, refused }));
  }

  isPending(type: Command['type'], ticketId?: string): boolean {
    return this.#commander.isPending(type, ticketId);
  }
}

function isClaim(command: Command): command is Claim {
  return command.type === 'claim-ticket' || command.type === 'claim-next';
}

export const [useActs, provideActs] = createContext<TicketActs>();
