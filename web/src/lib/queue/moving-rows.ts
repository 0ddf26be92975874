/** How long a row takes to its new place, in ms. */
const moveMs = 150;

/** Places of the rows on the screen, by ticket. */
export type RowPlaces = ReadonlyMap<string, number>;

/** Where each row stands now, in px from the top of the window. */
export function rowPlaces(list: HTMLElement): RowPlaces {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-ticket]')];
  return new Map(rows.map((row) => [row.dataset['ticket'] ?? '', row.getBoundingClientRect().top]));
}

/**
 * Holds the list still under its reader: the row that they are at stays where it was on the screen.
 * Returns by how much the list was scrolled for it.
 */
export function anchor(list: HTMLElement, before: RowPlaces, at: string | null): number {
  const was = at === null ? undefined : before.get(at);
  const is = at === null ? undefined : rowPlaces(list).get(at);
  if (was === undefined || is === undefined || is === was) return 0;
  const from = list.scrollTop;
  list.scrollTop += is - was;
  return list.scrollTop - from;
}

/** Lets rows glide from where they stood to where they stand; at once where motion is unwelcome. */
export function glide(list: HTMLElement, before: RowPlaces): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const row of list.querySelectorAll<HTMLElement>('[data-ticket]')) {
    const was = before.get(row.dataset['ticket'] ?? '');
    const by = was === undefined ? 0 : was - row.getBoundingClientRect().top;
    if (Math.abs(by) < 1) continue;
    const moved = { transform: `translateY(${String(by)}px)` };
    row.animate([moved, { transform: 'none' }], { duration: moveMs, easing: 'ease-out' });
  }
}
