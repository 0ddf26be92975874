import { moveBy, type GridSize, type Place } from './grid-moves.ts';

/** What the owner of a grid hears of it. */
export interface HandListener {
  /** Asks for weeks before or after those shown. */
  onweeks: (weeks: 1 | -1) => void;
  /** Enter or a click on a cell, or a stretch that was drawn over. */
  onact: (row: number, columns: readonly [number, number]) => void;
}

/**
 * The reader's hand on the roster: which cell the keyboard is on, and which stretch of one person's days
 * is chosen, by Shift and arrows or by drawing over them. One cell alone is in the order of Tab.
 */
export class GridHand {
  #place = $state.raw<Place>({ row: 0, column: 0 });
  /** Where a stretch began; null while none is drawn. */
  #anchor = $state.raw<Place | null>(null);
  #drawing = false;
  #size: () => GridSize;
  #listener: HandListener;

  constructor(size: () => GridSize, listener: HandListener) {
    this.#size = size;
    this.#listener = listener;
  }

  /** The cell that Tab leads to, kept within what is shown. */
  readonly place = $derived.by<Place>(() => {
    const { rows, columns } = this.#size();
    return {
      row: Math.max(0, Math.min(rows - 1, this.#place.row)),
      column: Math.max(0, Math.min(columns - 1, this.#place.column)),
    };
  });

  /** The stretch that is chosen: more than the one cell under the hand. */
  readonly chosen = $derived.by(() => {
    if (!this.#anchor) return null;
    const ends = [this.#anchor.column, this.place.column];
    const columns = [Math.min(...ends), Math.max(...ends)] as const;
    return { row: this.place.row, columns };
  });

  /** Row and columns that an act would be about. */
  get target(): { row: number; columns: readonly [number, number] } {
    const { row, column } = this.place;
    return this.chosen ?? { row, columns: [column, column] };
  }

  /** Puts the hand on a cell without taking the keyboard there. */
  put(place: Place): void {
    this.#place = place;
    this.#anchor = null;
  }

  /** Lets go of the stretch. */
  release(): void {
    this.#anchor = null;
  }

  /** Listens on the table; the attachment's own way to stop is what it returns. */
  readonly attend = (table: HTMLElement): (() => void) => {
    const heard = {
      keydown: (event: KeyboardEvent) => this.#press(event, table),
      pointerdown: (event: PointerEvent) => this.#begin(event),
      pointerover: (event: PointerEvent) => this.#draw(event),
      focusin: (event: FocusEvent) => this.#visit(event),
      click: (event: MouseEvent) => this.#click(event),
    };
    // The click after a drawing falls on the row, not on a cell: lifting the pen is the act.
    const lift = () => {
      if (this.#drawing && this.#anchor) this.#act();
      this.#drawing = false;
    };
    const entries = Object.entries(heard) as [string, EventListener][];
    for (const [name, hear] of entries) table.addEventListener(name, hear);
    addEventListener('pointerup', lift);
    return () => {
      for (const [name, hear] of entries) table.removeEventListener(name, hear);
      removeEventListener('pointerup', lift);
    };
  };

  #press(event: KeyboardEvent, table: HTMLElement): void {
    if (!placeOf(event.target) || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return this.#act();
    }
    if (event.key === 'Escape') return this.release();
    const move = moveBy({ key: event.key, ctrl: event.ctrlKey }, this.place, this.#size());
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'weeks') return this.#listener.onweeks(move.weeks);
    // A stretch is of one person: up and down let go of it.
    const isStretch = event.shiftKey && move.place.row === this.place.row;
    this.#anchor = isStretch ? (this.#anchor ?? this.place) : null;
    this.#place = move.place;
    cellAt(table, move.place)?.focus();
  }

  #begin(event: PointerEvent): void {
    const place = placeOf(event.target);
    // A finger scrolls; drawing over cells is for mouse and pen.
    if (!place || event.button !== 0 || event.pointerType === 'touch') return;
    this.#drawing = true;
    this.#anchor = null;
    this.#place = place;
  }

  #draw(event: PointerEvent): void {
    const place = placeOf(event.target);
    if (!this.#drawing || !place) return;
    const row = this.#anchor?.row ?? this.#place.row;
    if (place.column === this.#place.column && !this.#anchor) return;
    this.#anchor ??= this.#place;
    this.#place = { row, column: place.column };
  }

  #click(event: MouseEvent): void {
    const place = placeOf(event.target);
    if (!place || this.#anchor) return;
    this.#place = place;
    this.#act();
  }

  #visit(event: FocusEvent): void {
    const place = placeOf(event.target);
    if (place && !this.#anchor) this.#place = place;
  }

  #act(): void {
    const { row, columns } = this.target;
    this.#listener.onact(row, columns);
  }
}

function placeOf(target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  const column = cell?.dataset['column'];
  return row === undefined || column === undefined
    ? null
    : { row: Number(row), column: Number(column) };
}

function cellAt(table: HTMLElement, { row, column }: Place): HTMLElement | null {
  return table.querySelector(`[data-row="${String(row)}"] [data-column="${String(column)}"]`);
}
