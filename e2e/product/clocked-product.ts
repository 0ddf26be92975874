import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Product } from './product.ts';

const preload = pathToFileURL(join(import.meta.dirname, 'shifted-clock.ts')).href;

/** The built product at an instant that the test sets: between two it is killed, as by a power cut. */
export class ClockedProduct {
  readonly product: Product;
  readonly #folder: string;

  private constructor(product: Product, folder: string) {
    this.product = product;
    this.#folder = folder;
  }

  static async start(instant: number): Promise<ClockedProduct> {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-clock-'));
    const file = join(folder, 'shift');
    setClock(file, instant);
    const environment = { E2E_CLOCK_FILE: file, NODE_OPTIONS: `--import ${preload}` };
    return new ClockedProduct(await Product.start(environment), folder);
  }

  /** It is this instant now, and it has been out since the last one. */
  async goTo(instant: number): Promise<void> {
    await this.product.kill9();
    setClock(join(this.#folder, 'shift'), instant);
    await this.product.launch();
  }

  async close(): Promise<void> {
    await this.product.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function setClock(file: string, instant: number): void {
  writeFileSync(file, String(instant - Date.now()));
}
