import { count, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { outbox } from '../schema/content.ts';

/** Which automatic mails to an address count (MAIL-7). */
export interface AutomaticMailFilter {
  readonly address: string;
  /** Those that wait for their hour count as well: what is withheld today leaves tomorrow. */
  readonly waiting: boolean;
  /** The acknowledgement that asks for itself. */
  readonly except: string | null;
}

const { state, cause, kind, recipient, acceptedAt, sendAt, replyId } = outbox;
const param = sql.placeholder;
const automatic = sql`${kind} = 'acknowledgement'`;
// One that broke off while it was handed over may have arrived, so it counts as sent.
const left = sql`(${state} in ('sending', 'sent') or (${state} = 'failed' and ${cause} = 'uncertain'))`;
const between = (at: typeof acceptedAt | typeof sendAt) =>
  sql`${at} between ${param('since')} and ${param('until')}`;

const statements = prepared((orm) => {
  const counted = () => orm.select({ mails: count() }).from(outbox);
  return {
    lastTo: orm
      .select({ at: sql<number | null>`max(coalesce(${acceptedAt}, ${sendAt}))` })
      .from(outbox)
      .where(
        sql`${automatic} and lower(${recipient}) = lower(${param('address')}) and ${replyId} <> ${param('except')} and (${left} or (${param('waiting')} and ${state} = 'queued'))`,
      )
      .prepare(),
    // Two questions, as each has an index of its own.
    sent: counted()
      .where(sql`${automatic} and ${state} = 'sent' and ${between(acceptedAt)}`)
      .prepare(),
    queued: counted()
      .where(sql`${automatic} and ${state} = 'queued' and ${between(sendAt)}`)
      .prepare(),
  };
});

/** When the last automatic mail to an address left, or will leave; null when there is none. */
export function lastAutomaticMailTo(
  database: Database,
  { address, waiting, except }: AutomaticMailFilter,
): number | null {
  const asked = { address, except: except ?? '', waiting: waiting ? 1 : 0 };
  return statements(database).lastTo.get(asked)?.at ?? null;
}

/** How many automatic mails left between two instants, or are to, to everybody together. */
export function automaticMailsBetween(database: Database, since: number, until: number): number {
  const { sent, queued } = statements(database);
  const parts = [sent.get({ since, until }), queued.get({ since, until })];
  return parts.reduce((sum, part) => sum + (part?.mails ?? 0), 0);
}
