import type { MailboxFields, MailDoor, MailSecret } from '@vigie/shared/mailbox/mailbox';
import type { MailboxStanding } from '@vigie/shared/wire/administration';
import { mailboxFieldsSchema } from '@vigie/shared/wire/settings-command';
import { m } from '#lib/paraglide/messages.js';

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

/** Which field of the form the server would refuse, as it is named there; null where none is. */
export function badField(fields: MailboxFields): string | null {
  const read = mailboxFieldsSchema.safeParse(fields);
  if (read.success) return null;
  const [first, second] = read.error.issues[0]?.path.map(String) ?? [];
  if (first === 'imap' || first === 'smtp') {
    const door = first === 'imap' ? m.admin_imap() : m.admin_smtp();
    return `${door} · ${isDoorField(second) ? doorFields[second]() : m.admin_security()}`;
  }
  return isTopField(first) ? topFields[first]() : m.admin_mailbox_name();
}

const topFields = {
  name: m.admin_mailbox_name,
  address: m.admin_mailbox_address,
  folder: m.admin_folder,
  sentFolder: m.admin_sent_folder,
  signature: m.admin_signature,
} as const;
const doorFields = { host: m.admin_host, port: m.admin_port, user: m.admin_user } as const;

function isTopField(name: string | undefined): name is keyof typeof topFields {
  return name !== undefined && Object.hasOwn(topFields, name);
}

function isDoorField(name: string | undefined): name is keyof typeof doorFields {
  return name !== undefined && Object.hasOwn(doorFields, name);
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
