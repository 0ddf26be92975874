import type { Recorded } from '../ticket/events.ts';
import type { Mailbox, MailboxEvent } from './mailbox.ts';

/** Folds one event into a mailbox. The first must be `mailbox-added`; anything else without one throws. */
export function evolveMailbox(mailbox: Mailbox | null, recorded: Recorded<MailboxEvent>): Mailbox {
  const { event, seq, streamId } = recorded;
  if (event.type === 'mailbox-added') {
    return { id: streamId, ...event.fields, state: 'active', source: event.source, seq };
  }
  if (!mailbox)
    throw new Error(`event ${String(seq)} (${event.type}) concerns a mailbox never added`);
  switch (event.type) {
    case 'mailbox-changed':
      return { ...mailbox, ...event.after, source: event.source, seq };
    case 'mailbox-secret-changed':
      return { ...mailbox, seq };
    case 'mailbox-paused':
      return { ...mailbox, state: 'paused', seq };
    case 'mailbox-resumed':
      return { ...mailbox, state: 'active', seq };
    case 'mailbox-removed':
      return { ...mailbox, state: 'removed', seq };
  }
}
