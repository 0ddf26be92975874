import type { Database } from '@vigie/db/database';
import { allEpisodeFacts, asOneState, episodeFactsAfter } from '@vigie/db/queries/episode-facts';
import { headOf } from '@vigie/db/verify-chain';
import type { DutyClock } from '@vigie/shared/metrics/duty-clock';
import { EpisodeColumns } from './episode-columns.ts';
import { MeasureOrders } from './measure-orders.ts';

/**
 * The columns, read once and then kept up by the log itself (MET-3): before each answer the tickets that
 * newer events speak of are read again. Nobody has to tell it anything, and it is never behind.
 */
export class ColumnFeed {
  readonly columns: EpisodeColumns;
  readonly orders: MeasureOrders;
  readonly #database: Database;
  #seq: number | null = null;

  constructor(database: Database, clock: DutyClock) {
    this.#database = database;
    this.columns = new EpisodeColumns(clock);
    this.orders = new MeasureOrders(this.columns);
  }

  /** Takes up all that was committed so far. */
  refresh(): void {
    asOneState(this.#database, () => {
      const { seq } = headOf(this.#database);
      if (seq === this.#seq) return;
      const after = this.#seq;
      const facts =
        after === null ? allEpisodeFacts(this.#database) : episodeFactsAfter(this.#database, after);
      const changed: number[] = [];
      for (const each of facts) changed.push(this.columns.put(each));
      this.orders.take(changed);
      this.#seq = seq;
    });
  }
}
