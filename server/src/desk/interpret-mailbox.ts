import type { Key } from '@vigie/db/event-log';
import type { MailboxSecretRow, Writes } from '@vigie/db/writes';
import { decideMailbox, type MailboxCommand } from '@vigie/shared/mailbox/decide';
import {
  mailSecrets,
  type Mailbox,
  type MailboxFields,
  type MailSecret,
} from '@vigie/shared/mailbox/mailbox';
import type { Asking, CommandOf, Deliberation, Plan } from './plan.ts';

type MailboxCommandOfWire = CommandOf<
  'add-mailbox' | 'change-mailbox' | 'pause-mailbox' | 'resume-mailbox' | 'remove-mailbox'
>;

/** How the mailboxes of this installation are kept. */
export interface MailboxKeeping {
  /** Seals a password for storage, bound to its place: it opens nothing else. */
  readonly seal: (mailboxId: string, secret: MailSecret, password: string) => Uint8Array;
  /** False where a demonstration would reach beyond its own mail servers (RUN-1). */
  readonly isOurs: (fields: MailboxFields) => boolean;
}

/** Reads what somebody wants of a mailbox. Passwords are sealed here; nothing else ever sees them. */
export function interpretMailbox(
  command: MailboxCommandOfWire,
  asking: Asking,
  keeping: MailboxKeeping,
): Plan {
  switch (command.type) {
    case 'add-mailbox':
      return describe(command, asking.newId(), keeping);
    case 'change-mailbox':
      return describe(command, command.mailboxId, keeping);
    case 'pause-mailbox':
    case 'resume-mailbox':
      return onMailbox({
        mailboxId: command.mailboxId,
        command: () => ({ type: command.type }),
      });
    case 'remove-mailbox': {
      const { mailboxId } = command;
      return onMailbox({
        mailboxId,
        keys: [{ kind: 'unsent', mailboxId }],
        command: ({ loaded }) => ({ type: 'remove-mailbox', unsent: loaded.unsent(mailboxId) }),
        writes: () => ({ endSecretsOf: mailboxId }),
      });
    }
  }
}

function describe(
  { type, fields, secrets }: CommandOf<'add-mailbox' | 'change-mailbox'>,
  mailboxId: string,
  { seal, isOurs }: MailboxKeeping,
): Plan {
  const { address } = fields;
  const given = mailSecrets.flatMap((secret): MailboxSecretRow[] => {
    const password = secrets[secret];
    return password === undefined
      ? []
      : [{ mailboxId, secret, sealed: seal(mailboxId, secret, password) }];
  });
  return onMailbox({
    mailboxId,
    keys: [{ kind: 'mailbox-address', address }],
    command: ({ loaded }) => ({
      type,
      fields,
      addressTaken: (loaded.mailboxAt(address) ?? mailboxId) !== mailboxId,
      isOurs: isOurs(fields),
      secrets: given.map(({ secret }) => secret),
    }),
    writes: () => ({ mailboxSecrets: given }),
  });
}

interface OnMailbox {
  readonly mailboxId: string;
  readonly keys?: readonly Key[];
  readonly command: (now: Deliberation, mailbox: Mailbox | null) => MailboxCommand;
  readonly writes?: () => Writes;
}

function onMailbox({ mailboxId, keys = [], command, writes = () => ({}) }: OnMailbox): Plan {
  return {
    keys: [{ kind: 'mailbox', id: mailboxId }, ...keys],
    judge: (now) => {
      const mailbox = now.loaded.mailbox(mailboxId);
      const decision = decideMailbox(mailbox, command(now, mailbox), now.actor);
      if (!decision.ok) return decision;
      const append = { stream: 'mailbox', id: mailboxId, events: decision.events } as const;
      return { ok: true, appends: [append], writes: writes(), tell: () => ({ mailboxId }) };
    },
  };
}
