import { holesSchema, rosterSchema, type Hole } from '@vigie/shared/wire/roster';
import { Asked } from '#lib/http/asked.svelte.ts';
import { absenceText } from './cell-shown.ts';

/** What of the roster a viewer may ask for (ACCESS-1). */
export interface WatchSight {
  readonly cover: boolean;
  readonly kinds: boolean;
}

/** What the supervision takes from the roster beside the live view: why people are away, and what comes. */
export class RosterWatch {
  readonly #shift = new Asked(rosterSchema);
  readonly #holes = new Asked(holesSchema);
  readonly #sight: WatchSight;

  constructor(sight: WatchSight) {
    this.#sight = sight;
  }

  /** Missing cover of today and tomorrow (ROST-3). */
  readonly holes = $derived.by<readonly Hole[]>(() => this.#holes.value?.holes ?? []);

  /** Of the people of the shift that is on, why they are away, to whoever may know (ROST-4). */
  readonly reasons = $derived.by<ReadonlyMap<string, string>>(() => {
    const reasons = new Map<string, string>();
    for (const { id, cells } of this.#shift.value?.rows ?? []) {
      const kind = cells[0]?.absence?.kind;
      if (kind) reasons.set(id, absenceText(kind));
    }
    return reasons;
  });

  /** Reads both anew: when the shift changes, and after news of the roster. */
  read(shiftDate: string, today: string): void {
    if (this.#sight.kinds) void this.#shift.ask(`/api/roster?from=${shiftDate}&days=1`);
    if (this.#sight.cover) void this.#holes.ask(`/api/roster/holes?from=${today}&days=2`);
  }
}
