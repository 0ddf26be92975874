import {
  accountsSchema,
  findingsSchema,
  holesSchema,
  rosterSchema,
  type RosterAnswer,
} from '@vigie/shared/wire/roster';
import { Asked } from '#lib/http/asked.svelte.ts';
import type { LiveFeed } from '#lib/live/live-feed.svelte.ts';
import { lastOf, type Period } from './period.ts';
import { rosterGrid } from './roster-grid.ts';
import { changesRoster } from './roster-news.ts';

/** What of the roster the viewer may ask for (ACCESS-1). */
export interface RosterSight {
  readonly cover: boolean;
}

/** The roster as the server last told it (ROST-1 to 3): read as a whole, and again after each change of it. */
export class RosterStore {
  readonly #roster = new Asked(rosterSchema);
  readonly #holes = new Asked(holesSchema);
  readonly #findings = new Asked(findingsSchema);
  readonly #accounts = new Asked(accountsSchema);
  readonly #sight: RosterSight;
  #shows = 0;

  constructor(sight: RosterSight) {
    this.#sight = sight;
  }

  readonly #answer = $derived.by(() => this.#roster.value);
  readonly grid = $derived.by(() => (this.#answer ? rosterGrid(this.#answer) : null));

  get roster(): RosterAnswer | null {
    return this.#answer;
  }
  get refusal() {
    return this.#roster.refusal;
  }
  get holes() {
    return this.#holes.value?.holes ?? null;
  }
  get findings() {
    return this.#findings.value?.findings ?? null;
  }
  get accounts() {
    return this.#accounts.value?.accounts ?? null;
  }

  /** Shows a period, as it is or as it was known at an instant. */
  async show(period: Period, knownAt: number | null): Promise<void> {
    const stretch = `from=${period.from}&days=${String(period.days)}`;
    const known = knownAt === null ? '' : `&knownAt=${String(knownAt)}`;
    // The table first: what is reckoned beside it waits until it is there.
    const show = (this.#shows += 1);
    await this.#roster.ask(`/api/roster?${stretch}${known}`);
    if (show !== this.#shows) return;
    void this.#accounts.ask(`/api/roster/accounts?from=${period.from}&to=${lastOf(period)}`);
    if (!this.#sight.cover) return;
    // Holes and rules look ahead from today, whatever is shown.
    void this.#holes.ask('/api/roster/holes');
    void this.#findings.ask(`/api/roster/rules?${stretch}`);
  }

  /** Reads everything again that stands on the screen. */
  again(): void {
    for (const asked of [this.#roster, this.#holes, this.#findings, this.#accounts]) {
      void asked.again();
    }
  }

  /** Keeps up with changes by others; the owner must call what it returns. */
  follow(live: LiveFeed): () => void {
    return live.onNews((news) => {
      if (changesRoster(news)) this.again();
    });
  }
}
