import { eq, sql } from 'drizzle-orm';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { Database } from './database.ts';
import type { LogEvent } from './event-log.ts';
import { prepared } from './prepared.ts';
import { leaveFiles } from './queries/answer-files.ts';
import { drafts, words } from './schema/content.ts';

const ticketId = sql.placeholder('ticketId');

const statements = prepared((orm) => ({
  draft: orm.select().from(drafts).where(eq(drafts.ticketId, ticketId)).prepare(),
  keep: orm
    .insert(words)
    .values({
      id: sql.placeholder('id'),
      kind: 'kept',
      ticketId,
      by: sql.placeholder('by'),
      at: sql.placeholder('at'),
      text: sql.placeholder('text'),
      refusal: 'ticket-merged',
    })
    .prepare(),
  end: orm.delete(drafts).where(eq(drafts.ticketId, ticketId)).prepare(),
}));

/** The words that were being typed in a ticket that ends by a merge are kept for their author (LOCK-3). */
export function keepMergedDraft(
  database: Database,
  { event, streamId, seq, at }: Recorded<LogEvent>,
): void {
  if (event.type !== 'ticket-merged') return;
  const { draft, keep, end } = statements(database);
  const typed = draft.get({ ticketId: streamId });
  if (typed && typed.text.trim() !== '') {
    const id = `merged-draft:${streamId}:${String(seq)}`;
    keep.run({ id, ticketId: streamId, by: typed.by, at, text: typed.text });
  }
  end.run({ ticketId: streamId });
  leaveFiles(database, streamId);
}
