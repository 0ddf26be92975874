import type { Database } from '@vigie/db/database';
import { dueInOutbox, type OutboxEntry } from '@vigie/db/queries/outbox';
import { allMailboxes } from '@vigie/db/settings-rows';
import { lastRestored, noteRestored } from '@vigie/db/queries/restored';
import { firstMailboxId } from '@vigie/shared/mailbox/mailbox';
import { actOnTicket, type SystemHands } from '../desk/system-act.ts';

const everything = Number.MAX_SAFE_INTEGER;

/**
 * After a restore or a takeover nobody knows which of the mails that were due have left since: answers
 * become uncertain, to be settled by a copy in Sent or by a person, and acknowledgements are given up.
 * None of them is sent again by the machine (MAIL-8). Cut off in between, the next start does the rest.
 */
export async function doubtRestored(
  parts: SystemHands & { readonly database: Database },
): Promise<void> {
  const { database } = parts;
  const restored = lastRestored(database);
  if (!restored || restored.doubted) return;
  // The first mailbox may have mail on its way before it is entered as one.
  const mailboxIds = new Set([firstMailboxId, ...allMailboxes(database).map(({ id }) => id)]);
  const due = [...mailboxIds].flatMap((id) => dueInOutbox(database, id, restored.at, everything));
  for (const entry of due) await doubt(parts, entry);
  noteRestored(database, { ...restored, doubted: true });
}

async function doubt(parts: SystemHands, { kind, ticketId, replyId }: OutboxEntry): Promise<void> {
  if (kind === 'acknowledgement') {
    const command = { type: 'abandon-acknowledgement', replyId, cause: 'uncertain' } as const;
    await actOnTicket(parts, { ticketId, command });
    return;
  }
  await actOnTicket(parts, { ticketId, command: { type: 'begin-sending', replyId } });
  await actOnTicket(parts, { ticketId, command: { type: 'record-uncertain', replyId } });
}

/** The instant before which received mail may have been acknowledged already, in ms (MAIL-7). */
export function acknowledgedUpTo(database: Database, since: number): number {
  return Math.max(since, lastRestored(database)?.at ?? 0);
}
