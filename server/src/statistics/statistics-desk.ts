import type { Database } from '@vigie/db/database';
import { DutyClock } from '@vigie/shared/metrics/duty-clock';
import { dateAt } from '@vigie/shared/roster/calendar';
import { validOn, type RosterPlan } from '@vigie/shared/roster/plan';
import { loadRosterContents } from '../roster/roster-contents.ts';
import { ColumnFeed } from './column-feed.ts';
import { receiptPage, receiptSheet, type ReceiptQuestion, type ReceiptSheet } from './receipt.ts';
import { reckon } from './reckon.ts';
import type { StatisticsReply, StatisticsTask } from './statistics-task.ts';
import { verdictCounts } from './verdict-counts.ts';

/** Answers questions of figures out of the columns, which it keeps up with the database (MET-1). */
export class StatisticsDesk {
  readonly #database: Database;
  #feed: ColumnFeed | null = null;
  #planSeq: number | null = null;
  /** The last receipt, since who reads one asks for its next page. */
  #sheet: { readonly key: string; readonly sheet: ReceiptSheet } | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  answer(task: StatisticsTask): StatisticsReply {
    const feed = this.#upToDate();
    const { columns, orders } = feed;
    switch (task.kind) {
      case 'statistics':
        return {
          reckoned: reckon(columns, orders, task),
          teams: columns.teams.all,
          mailboxes: columns.mailboxes.all,
        };
      case 'receipt':
        return receiptPage(this.#database, columns, this.#sheetOf(feed, task), task);
      case 'verdicts':
        return verdictCounts(columns, task.nowMs);
    }
  }

  #sheetOf(feed: ColumnFeed, { isPast, ...asked }: ReceiptQuestion): ReceiptSheet {
    // Its further pages name the instant of the first: whatever came since does not move the lines.
    const key = JSON.stringify({ ...asked, offset: 0 });
    if (this.#sheet?.key !== key) {
      const question = { ...asked, isPast };
      const sheet = receiptSheet(this.#database, feed.columns, feed.orders, question);
      this.#sheet = { key, sheet };
    }
    return this.#sheet.sheet;
  }

  /** A change of the cycle may put past mails on another watch: then all is read anew. */
  #upToDate(): ColumnFeed {
    const { plan } = loadRosterContents(this.#database);
    if (!this.#feed || plan.seq !== this.#planSeq) {
      this.#feed = new ColumnFeed(this.#database, clockOf(plan));
      this.#planSeq = plan.seq;
      this.#sheet = null;
    }
    this.#feed.refresh();
    return this.#feed;
  }
}

function clockOf(plan: RosterPlan): DutyClock {
  const { tz } = validOn(plan.cycles, '9999-12-31');
  return new DutyClock((atMs) => validOn(plan.cycles, dateAt(tz, atMs)));
}
