import type { TicketCard } from '@vigie/shared/wire/view';

/** A card like any other; what matters to a test is said by the test. */
export function ticketCard(id: string, part: Partial<TicketCard> = {}): TicketCard {
  return {
    veiled: false,
    id,
    number: `26-11-${id}`,
    status: 'new',
    priority: 'P2',
    category: 'biens',
    restricted: false,
    subject: 'Vol de vélo',
    sender: 'M. Pires',
    openedAt: 1_000,
    lastMailAt: 1_000,
    waitingSince: 1_000,
    dueAt: 9_000,
    lock: null,
    outgoing: null,
    alarm: null,
    lastHandler: null,
    preferred: null,
    returns: 0,
    senderChanged: false,
    mailCount: 1,
    settledAt: null,
    conversationSeq: 1,
    ...part,
  };
}

/** A lock that outlasts any test. */
export function lockOf(holder: string, token = 5): NonNullable<TicketCard['lock']> {
  return { holder, token, since: 0, until: Number.MAX_SAFE_INTEGER, disconnected: false };
}
