import type { MailboxFields, MailDoor, MailSecret } from '@vigie/shared/mailbox/mailbox';
import type { MailboxStanding } from '@vigie/shared/wire/administration';

/** A mailbox as it is typed: every field a text, passwords empty until somebody replaces them. */
export interface MailboxDraft {
  name: string;
  address: string;
  imap: DoorDraft;
  folder: string;
  smtp: DoorDraft;
  since: number;
  sentFolder: string;
  signature: string;
}
interface DoorDraft {
  host: string;
  port: string;
  security: MailDoor['security'];
  user: string;
  password: string;
}

/** The form of a mailbox that stands, or of a new one that begins now. */
export function draftOf(mailbox: MailboxStanding | null, now: number): MailboxDraft {
  return {
    name: mailbox?.name ?? '',
    address: mailbox?.address ?? '',
    imap: doorDraft(mailbox?.imap ?? { host: '', port: 993, security: 'tls', user: '' }),
    folder: mailbox?.folder ?? 'INBOX',
    smtp: doorDraft(mailbox?.smtp ?? { host: '', port: 465, security: 'tls', user: '' }),
    since: mailbox?.since ?? now,
    sentFolder: mailbox?.sentFolder ?? '',
    signature: mailbox?.signature ?? '',
  };
}

/** What the form says, as the wire wants it. */
export function fieldsOf(draft: MailboxDraft): MailboxFields {
  const { name, address, folder, since, sentFolder, signature } = draft;
  return {
    ...{ name, address, folder, since, imap: doorOf(draft.imap), smtp: doorOf(draft.smtp) },
    sentFolder: sentFolder.trim() || null,
    signature: signature.trim() || null,
  };
}

/** The passwords that were typed; one left empty stays as it is. */
export function secretsOf({ imap, smtp }: MailboxDraft): Partial<Record<MailSecret, string>> {
  return {
    ...(imap.password ? { imap: imap.password } : {}),
    ...(smtp.password ? { smtp: smtp.password } : {}),
  };
}

function doorDraft({ host, port, security, user }: MailDoor): DoorDraft {
  return { host, port: String(port), security, user, password: '' };
}

function doorOf({ host, port, security, user }: DoorDraft): MailDoor {
  return { host, port: Number(port), security, user };
}
