import { chainStateSchema, type ChainState } from '@vigie/shared/wire/journal';
import { getJson, sendJson, type ApiRefusal, type ApiResult } from '#lib/http/api.ts';

/** How often a walk under way is asked how far it is, in ms. */
const askEveryMs = 500;

/** What this screen knows of the chain of the main courante (LOG-5). Its owner closes it. */
export class Chain {
  #state = $state.raw<ChainState | null>(null);
  #refusal = $state<ApiRefusal | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get state(): ChainState | null {
    return this.#state;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  async ask(): Promise<void> {
    this.#take(await getJson('/api/log/chain', chainStateSchema));
  }

  /** Has the whole chain walked. */
  async verify(): Promise<void> {
    this.#take(await sendJson('POST', '/api/log/verify', {}, chainStateSchema));
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #take(result: ApiResult<ChainState>): void {
    this.#refusal = result.ok ? null : result.refusal;
    if (!result.ok) return;
    this.#state = result.value;
    clearTimeout(this.#timer);
    if (result.value.running) this.#timer = setTimeout(() => void this.ask(), askEveryMs);
  }
}
