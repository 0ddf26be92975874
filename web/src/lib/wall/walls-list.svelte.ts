import { madeWallSchema, wallsSchema, type MadeWall, type Wall } from '@vigie/shared/wire/wall';
import { z } from 'zod';
import { getJson, sendJson, type ApiRefusal } from '#lib/http/api.ts';

/** The walls of the service, as whoever manages them sees them. */
export class WallsList {
  #walls = $state.raw<readonly Wall[] | null>(null);
  #made = $state.raw<(MadeWall & { readonly name: string }) | null>(null);
  #refusal = $state<ApiRefusal | null>(null);

  get walls(): readonly Wall[] | null {
    return this.#walls;
  }

  /** The wall just made, with its code: told once. */
  get made(): (MadeWall & { readonly name: string }) | null {
    return this.#made;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  async load(): Promise<void> {
    const result = await getJson('/api/walls', wallsSchema);
    this.#refusal = result.ok ? null : result.refusal;
    if (result.ok) this.#walls = result.value.walls;
  }

  async make(name: string): Promise<void> {
    const result = await sendJson('POST', '/api/walls', { name }, madeWallSchema);
    this.#refusal = result.ok ? null : result.refusal;
    if (!result.ok) return;
    this.#made = { ...result.value, name };
    await this.load();
  }

  async revoke({ id }: Wall): Promise<void> {
    const result = await sendJson('DELETE', `/api/walls/${id}`, undefined, z.unknown());
    if (this.#made?.id === id) this.#made = null;
    await this.load();
    if (!result.ok) this.#refusal = result.refusal;
  }
}
