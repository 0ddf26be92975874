import type { StoredMail } from '@vigie/db/queries/mails';
import type { Mail } from '@vigie/shared/wire/ticket-file';

/** One mail as screens show it: its words and where it stands, without the plumbing. */
export function mailView(mail: StoredMail): Mail {
  return {
    id: mail.id,
    direction: mail.direction,
    kind: mail.kind,
    machineKind: mail.machineKind,
    fromName: mail.fromName,
    fromAddress: mail.fromAddress,
    senderChanged: mail.senderChanged,
    to: [...mail.to],
    subject: mail.subject,
    text: mail.text,
    at: mail.at,
    state: mail.state,
    cause: mail.cause,
    by: mail.by,
    attachments: [...mail.attachments],
    signs: [...mail.signs],
  };
}
