import type { Command } from '@vigie/shared/wire/command';
import { apiAccessViewSchema, type ApiAccessView } from '@vigie/shared/wire/api-access';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';
import type { Commander } from '#lib/live/commander.svelte.ts';

/** Tokens and webhooks as the commissioner sees them, and the secret that is told once. */
export class ApiAccessList {
  readonly #commander: Commander;
  #view = $state.raw<ApiAccessView | null>(null);
  #secret = $state<string | null>(null);
  #refusal = $state<ApiRefusal | null>(null);

  constructor(commander: Commander) {
    this.#commander = commander;
  }

  get view(): ApiAccessView | null {
    return this.#view;
  }

  /** Of what has just been made: shown until it is closed, and never again. */
  get secret(): string | null {
    return this.#secret;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  async load(): Promise<void> {
    const result = await getJson('/api/access', apiAccessViewSchema);
    if (result.ok) this.#view = result.value;
    else this.#refusal = result.refusal;
  }

  /** True where it was done. */
  async does(command: Command): Promise<boolean> {
    const answer = await this.#commander.send(command);
    this.#refusal = answer.ok ? null : answer.refusal;
    if (answer.ok && answer.secret !== undefined) this.#secret = answer.secret;
    await this.load();
    return answer.ok;
  }

  forget(): void {
    this.#secret = null;
  }
}
