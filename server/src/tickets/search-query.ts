import type { SearchRequest } from '@vigie/db/queries/search';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';
import { z } from 'zod';

const id = z.string().min(1).max(64).optional();
const instant = z.coerce.number().int().optional();

/** What a search may be asked for: words, the sender's alone, and what it is narrowed to. */
export const searchQuery = z.object({
  q: z.string().max(200),
  sender: z.string().max(200).optional(),
  before: z.coerce.number().int().nonnegative().optional(),
  status: z.enum(['open', 'answered', 'closed']).optional(),
  priority: z.enum(priorities).optional(),
  category: z.enum(categoryKeys).optional(),
  /** Who holds the ticket, or has written an answer in it. */
  person: id,
  since: instant,
  until: instant,
  mailbox: id,
  direction: z.enum(['in', 'out']).optional(),
  files: z.stringbool().optional(),
  /** Only one's own answers. */
  mine: z.stringbool().optional(),
});

/** The same as the database is asked. */
export function searchRequestOf(
  query: z.infer<typeof searchQuery>,
  viewerId: string,
): Omit<SearchRequest, 'cleared' | 'limit'> {
  const { q, before, person, mailbox, files, mine, ...same } = query;
  return {
    ...same,
    query: q,
    before: before ?? null,
    personId: person ?? null,
    mailboxId: mailbox ?? null,
    withFiles: files ? true : null,
    writtenBy: mine ? viewerId : null,
  };
}
