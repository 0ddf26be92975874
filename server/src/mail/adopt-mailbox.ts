import type { Verdict } from '@vigie/db/event-log';
import { fieldsChanged } from '@vigie/shared/mailbox/decide';
import {
  firstMailboxId,
  type Mailbox,
  type MailboxEvent,
  type MailboxFields,
} from '@vigie/shared/mailbox/mailbox';
import type { Desk } from '../desk/desk.ts';
import { doorOf, type MailServer } from './mail-server.ts';

/** The mailbox that the environment names. */
export interface GivenMailbox {
  readonly contact: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly since: number;
}

/**
 * Enters the environment's mailbox as the first, and what the environment changed of it since, until
 * a screen has spoken: from then on only screens do. So the log knows every mailbox that ever was.
 */
export function adoptMailbox(
  { desk, newId }: { readonly desk: Pick<Desk, 'perform'>; readonly newId: () => string },
  given: GivenMailbox,
): Promise<void> {
  return desk.perform<void>({
    type: 'adopt-mailbox',
    key: newId(),
    by: 'system',
    origin: null,
    keys: [{ kind: 'mailbox', id: firstMailboxId }],
    decide: (loaded) => {
      const events = eventsOf(loaded.mailbox(firstMailboxId), fieldsOf(given));
      return accepted(events);
    },
  });
}

function eventsOf(known: Mailbox | null, fields: MailboxFields): MailboxEvent[] {
  if (!known) return [{ type: 'mailbox-added', fields, source: 'environment' }];
  if (known.source === 'screen' || known.state === 'removed') return [];
  const changed = fieldsChanged(known, fields, 'environment');
  return changed ? [changed] : [];
}

function accepted(events: readonly MailboxEvent[]): Verdict<void> {
  return {
    ok: true,
    appends: events.length ? [{ stream: 'mailbox', id: firstMailboxId, events }] : [],
    writes: {},
    answer: () => undefined,
  };
}

function fieldsOf({ contact, imap, smtp, since }: GivenMailbox): MailboxFields {
  return {
    name: contact,
    address: contact,
    imap: doorOf(imap),
    folder: imap.path || 'INBOX',
    smtp: doorOf(smtp),
    since,
    sentFolder: null,
    signature: null,
  };
}
