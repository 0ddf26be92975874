import type { EpisodeColumns } from './episode-columns.ts';
import type { Grouping } from './groupings.ts';

/** Two bytes a number, unless hours of many years need more. */
type Numbers = Uint16Array | Uint32Array;

/**
 * Of each row its group in every grouping, side by side, so that a walk out of order fetches a row once for
 * all of them. Groups are numbered through all groupings.
 */
export interface Places {
  /** Groupings, and places of a row in `of`. */
  readonly width: number;
  readonly of: Numbers;
  /** The first number of each grouping, and behind the last what is in no group. */
  readonly first: readonly number[];
  /** A row whose first place is this one was not asked for. */
  readonly nowhere: number;
}

/** So many rows at a time stay in the processor's cache while each grouping goes over them. */
const block = 2_048;

/** Finds the groups of the selected rows. */
export function placesOf(
  { of, size }: EpisodeColumns,
  selected: Uint8Array,
  groupings: readonly Grouping[],
): Places {
  const first = [0];
  for (const { keys } of groupings) first.push((first.at(-1) ?? 0) + keys.length);
  const [width, nowhere] = [groupings.length, first.at(-1) ?? 0];
  const places = nowhere < 2 ** 16 ? new Uint16Array(size * width) : new Uint32Array(size * width);
  const tables = groupings.map((grouping, g) => tableOf(grouping, first[g] ?? 0, nowhere));
  for (let from = 0; from < size; from += block) {
    const to = Math.min(size, from + block);
    groupings.forEach(({ column, first: least }, g) => {
      const [table, values] = [tables[g], column === null ? null : of[column]];
      if (!table) return;
      const found = { places, width, g, from, to };
      // Each kind of column its own loop: one for all of them would run several times as long.
      if (values instanceof Uint8Array) findByBytes(values, table, found);
      else if (values instanceof Int32Array)
        findByNumbers(values, { table, least, nowhere }, found);
      else for (let row = from; row < to; row += 1) places[row * width + g] = table[0] ?? nowhere;
    });
    for (let row = from; row < to; row += 1) {
      if (selected[row] === 0) places[row * width] = nowhere;
    }
  }
  return { width, of: places, first, nowhere };
}

interface Found {
  readonly places: Numbers;
  readonly width: number;
  readonly g: number;
  readonly from: number;
  readonly to: number;
}

/** The group of each value, numbered through. */
function tableOf({ column, groups }: Grouping, first: number, nowhere: number): Uint32Array {
  if (column === null) return Uint32Array.of(first);
  return Uint32Array.from(groups, (group) => (group < 0 ? nowhere : first + group));
}

function findByBytes(values: Uint8Array, table: Uint32Array, found: Found): void {
  const { places, width, g, from, to } = found;
  for (let row = from; row < to; row += 1) {
    places[row * width + g] = table[values[row] ?? 0] ?? 0;
  }
}

function findByNumbers(
  values: Int32Array,
  {
    table,
    least,
    nowhere,
  }: { readonly table: Uint32Array; readonly least: number; readonly nowhere: number },
  found: Found,
): void {
  const { places, width, g, from, to } = found;
  for (let row = from; row < to; row += 1) {
    const place = (values[row] ?? 0) - least;
    places[row * width + g] = place >= 0 && place < table.length ? (table[place] ?? 0) : nowhere;
  }
}
