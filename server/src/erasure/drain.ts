/** Ids by what they are of. */
type Page<K extends string> = Readonly<Record<K, readonly string[]>>;

export interface Draining<K extends string> {
  readonly atOnce: number;
  /** The first so many of each kind that still stand. */
  readonly page: (limit: number) => Page<K>;
  readonly erase: (part: Page<K>, size: number) => Promise<void>;
  readonly isOver: () => boolean;
}

/**
 * Erases page after page until nothing is left (ACCESS-4), and gives how many were erased and stand
 * all the same: these come again with each page and are passed over, so that every run has an end.
 */
export async function drain<K extends string>(draining: Draining<K>): Promise<number> {
  const { atOnce, page, erase, isOver } = draining;
  const tried = new Set<string>();
  for (let left = 0; ;) {
    const found = page(atOnce + left);
    left = idsOf(found).filter((id) => tried.has(id)).length;
    const part = freshOf(found, tried, atOnce);
    const ids = idsOf(part);
    if (!ids.length || isOver()) return left;
    for (const id of ids) tried.add(id);
    await erase(part, ids.length);
  }
}

function freshOf<K extends string>(found: Page<K>, tried: ReadonlySet<string>, most: number) {
  const lists = Object.entries<readonly string[]>(found).map(([kind, ids]) => [
    kind,
    ids.filter((id) => !tried.has(id)).slice(0, most),
  ]);
  return Object.fromEntries(lists) as Page<K>;
}

function idsOf<K extends string>(page: Page<K>): string[] {
  return Object.values<readonly string[]>(page).flat();
}
