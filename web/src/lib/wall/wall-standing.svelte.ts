import { wallSessionSchema, type WallSession } from '@vigie/shared/wire/wall';
import { getJson, sendJson, type ApiResult } from '#lib/http/api.ts';

/** Pause before a wall that reached nobody asks again, in ms. It asks for ever. */
const askAgainMs = 2_000;

type Standing = 'asking' | 'unreachable' | 'without-code' | 'in';

/** Whether this screen is a wall in service. It has nobody to help it: every wait ends by itself. */
export class WallStanding {
  #standing = $state<Standing>('asking');
  #session = $state.raw<WallSession | null>(null);
  #refused = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get standing(): Standing {
    return this.#standing;
  }

  get session(): WallSession | null {
    return this.#session;
  }

  /** True when the last code opened nothing. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Asks who this screen is; with a code of its link, puts it into service first. */
  async begin(code: string): Promise<void> {
    if (code) await this.enrol(code);
    if (this.#standing !== 'in') await this.ask();
  }

  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const result = await getJson('/api/wall', wallSessionSchema);
    if (result.ok) return this.#enter(result.value);
    if (result.refusal === 'signed-out') {
      this.#standing = 'without-code';
      return;
    }
    this.#standing = 'unreachable';
    this.#timer = setTimeout(() => void this.ask(), askAgainMs);
  }

  /** Learns anew what the service is set to; where it cannot be learned, what is known stays. */
  async renew(): Promise<void> {
    const result = await getJson('/api/wall', wallSessionSchema);
    if (result.ok) this.#session = result.value;
  }

  async enrol(code: string): Promise<void> {
    const result: ApiResult<WallSession> = await sendJson(
      'POST',
      '/api/wall',
      { code },
      wallSessionSchema,
    );
    this.#refused = !result.ok;
    if (result.ok) this.#enter(result.value);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #enter(session: WallSession): void {
    this.#session = session;
    this.#standing = 'in';
  }
}
