import type { Command } from '@vigie/shared/wire/command';
import { checkSchema, type RosterCheck } from '@vigie/shared/wire/roster';
import { sendJson } from '#lib/http/api.ts';

/** A form that is still typed in is not asked about at every letter, in ms. */
const pauseMs = 250;

/** What the rules would say to a command, before it is given (ROST-2). */
export class RosterChecker {
  #check = $state.raw<RosterCheck | null>(null);
  #questions = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Null while nothing is asked, or nothing has been answered yet. */
  get check(): RosterCheck | null {
    return this.#check;
  }

  /** Asks about a command in a moment, or about nothing; returns how to let it be. */
  ask(command: Command | null): () => void {
    clearTimeout(this.#timer);
    const question = (this.#questions += 1);
    if (command) this.#timer = setTimeout(() => void this.#send(command, question), pauseMs);
    else this.#check = null;
    return () => clearTimeout(this.#timer);
  }

  async #send(command: Command, question: number): Promise<void> {
    const result = await sendJson('POST', '/api/roster/check', { command }, checkSchema);
    if (question === this.#questions) this.#check = result.ok ? result.value : null;
  }
}
