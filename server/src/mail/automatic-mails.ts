import type { Database } from '@vigie/db/database';

/** Which automatic mails to an address count (MAIL-7). */
export interface AutomaticMailFilter {
  readonly address: string;
  /** Those that wait for their hour count as well: what is withheld today leaves tomorrow. */
  readonly waiting: boolean;
  /** The acknowledgement that asks for itself. */
  readonly except: string | null;
}

// One that broke off while it was handed over may have arrived, so it counts as sent.
const left = `(state in ('sending', 'sent') or (state = 'failed' and cause = 'uncertain'))`;

/** When the last automatic mail to an address left, or will leave; null when there is none. */
export function lastAutomaticMailTo(
  database: Database,
  filter: AutomaticMailFilter,
): number | null {
  const { address, waiting, except } = filter;
  const row = database.client
    .prepare<[string, string, number], { at: number | null }>(
      `select max(coalesce(accepted_at, send_at)) as at from outbox
       where kind = 'acknowledgement' and lower(recipient) = lower(?) and reply_id <> ?
         and (${left} or (? and state = 'queued'))`,
    )
    .get(address, except ?? '', waiting ? 1 : 0);
  return row?.at ?? null;
}

/** How many automatic mails left between two instants, or are to, to everybody together. */
export function automaticMailsBetween(database: Database, since: number, until: number): number {
  // Two questions, as each has an index of its own.
  const row = database.client
    .prepare<[number, number, number, number], { mails: number }>(
      `select
         (select count(*) from outbox
          where state = 'sent' and kind = 'acknowledgement' and accepted_at between ? and ?)
         + (select count(*) from outbox
          where state = 'queued' and kind = 'acknowledgement' and send_at between ? and ?) as mails`,
    )
    .get(since, until, since, until);
  return row?.mails ?? 0;
}
