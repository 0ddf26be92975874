import { createContext } from 'svelte';
import type { SheetField } from '@vigie/shared/handover/parts';
import type { Sheet, SheetItem } from '@vigie/shared/wire/handover';
import type { Shelf } from '#lib/draft/draft-shelf.ts';
import type { Timers } from '#lib/live/timers.ts';
import { FieldKeeper, type Said } from './field-keeper.svelte.ts';

export interface WriterParts {
  readonly handoverId: string;
  /** Whose words wait in this browser. */
  readonly personId: string;
  /** Saves a field; the revision that holds it, or null while the server does not have it. */
  readonly save: (field: FieldName, text: string, base: number) => Promise<number | null>;
  readonly shelf: Shelf | null;
  readonly timers: Timers;
}

export interface FieldName {
  readonly item: string;
  readonly field: SheetField;
}

/**
 * All fields of a sheet that somebody writes in here. What the server has not taken stands in the
 * browser, over a closed page, until it has (HAND-1: no word lost).
 */
export class SheetWriter {
  readonly #parts: WriterParts;
  readonly #keepers = new Map<string, { readonly name: FieldName; readonly keeper: FieldKeeper }>();

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** The keeper of a field; made at its first use, with the words that waited in this browser. */
  keeper(item: SheetItem, field: SheetField): FieldKeeper {
    const name = { item: item.key, field };
    const key = this.#keyOf(name);
    const known = this.#keepers.get(key);
    if (known) return known.keeper;
    const keeper = new FieldKeeper(
      saidOf(item, field),
      (text, base) => this.#save(name, text, base),
      this.#parts.timers,
    );
    this.#keepers.set(key, { name, keeper });
    const waiting = this.#parts.shelf?.getItem(key);
    if (waiting) keeper.type(waiting);
    return keeper;
  }

  /** Takes in what the server says of the fields that are written here. */
  hear(sheet: Sheet): void {
    for (const { items } of sheet.parts) {
      for (const item of items) {
        for (const field of Object.keys(item.fields) as SheetField[]) {
          const written = this.#keepers.get(this.#keyOf({ item: item.key, field }));
          written?.keeper.hear(saidOf(item, field));
        }
      }
    }
  }

  /** Saves all that is not saved yet; the fields whose words the server still does not have. */
  async saveAll(): Promise<readonly FieldName[]> {
    const saved = await Promise.all(
      [...this.#keepers.values()].map(async ({ name, keeper }) =>
        (await keeper.save()) ? [] : [name],
      ),
    );
    return saved.flat();
  }

  close(): void {
    for (const { keeper } of this.#keepers.values()) keeper.close();
  }

  async #save(name: FieldName, text: string, base: number): Promise<number | null> {
    const { shelf, save } = this.#parts;
    const key = this.#keyOf(name);
    try {
      shelf?.setItem(key, text);
    } catch {
      // A full storage costs the copy, never the screen.
    }
    const revision = await save(name, text, base);
    if (revision !== null && shelf?.getItem(key) === text) shelf.removeItem(key);
    return revision;
  }

  #keyOf({ item, field }: FieldName): string {
    const { personId, handoverId } = this.#parts;
    return `vigie.handover.${personId}.${handoverId}.${item}.${field}`;
  }
}

function saidOf(item: SheetItem, field: SheetField): Said {
  const said = item.fields[field];
  return { text: said?.text ?? '', revision: said?.revision ?? 0 };
}

export const [useWriter, provideWriter] = createContext<() => SheetWriter>();
