/** A place in the grid: which person, which date. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Where a key leads; `weeks` asks for other weeks, because the grid ends there. */
export type Move =
  | { readonly kind: 'to'; readonly place: Place }
  | { readonly kind: 'weeks'; readonly weeks: 1 | -1; readonly place: Place };

interface Press {
  readonly key: string;
  readonly ctrl: boolean;
}

const week = 7;

/**
 * Moves by keyboard as grids do: arrows by one, Home and End along the row, with Ctrl to the corners,
 * PageUp and PageDown by a week. Null for a key that means nothing here.
 */
export function moveBy({ key, ctrl }: Press, from: Place, size: GridSize): Move | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to = (row: number, column: number): Move => ({
    kind: 'to',
    place: { row: within(row, last.row), column: within(column, last.column) },
  });
  const { row, column } = from;
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(ctrl ? 0 : row, 0);
    case 'End':
      return to(ctrl ? last.row : row, last.column);
    case 'PageUp':
      return column < week ? { kind: 'weeks', weeks: -1, place: from } : to(row, column - week);
    case 'PageDown':
      return column + week > last.column
        ? { kind: 'weeks', weeks: 1, place: from }
        : to(row, column + week);
    default:
      return null;
  }
}

function within(value: number, last: number): number {
  return Math.max(0, Math.min(last, value));
}
