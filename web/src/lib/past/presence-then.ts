import type { Presence } from '@vigie/shared/wire/delta';
import type { View } from '@vigie/shared/wire/view';

/**
 * Who was there, by what the log knows (LOCK-7): whoever was signed in, and of those who held a lock,
 * whether their connection was lost. What they read or typed was never kept.
 */
export function presenceThen({ people, tickets }: Pick<View, 'people' | 'tickets'>): Presence {
  const lost = new Set(
    Object.values(tickets).flatMap((ticket) =>
      !ticket.veiled && ticket.lock?.disconnected ? [ticket.lock.holder] : [],
    ),
  );
  const present = Object.values(people).filter(({ signedInAt }) => signedInAt !== null);
  return Object.fromEntries(
    present.map(({ id }) => [id, { ticketId: null, typing: false, connected: !lost.has(id) }]),
  );
}
