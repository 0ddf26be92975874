import type { StoredMail } from '@vigie/db/queries/mails';
import type { AttachmentRow } from '@vigie/db/writes';
import type { ScanState } from '@vigie/shared/mail/attachment';
import type { Mail, MailFile } from '@vigie/shared/wire/ticket-file';

/** Tells what the virus scanner said of bytes. */
export type ScanOf = (sha256: string | undefined) => ScanState;

/** One mail as screens show it: its words and where it stands, without the plumbing. */
export function mailView(mail: StoredMail, scanOf: ScanOf): Mail {
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
    files: mail.attachments.map((file) => fileView(file, scanOf)),
    hasHtml: mail.hasHtml,
    sender: mail.sender,
    signs: [...mail.signs],
  };
}

/** A file as screens name it; its bytes are asked for by its place. */
export function fileView(file: AttachmentRow, scanOf: ScanOf): MailFile {
  const { name, bytes, type, sha256, marks = [], picture = false, inline = false } = file;
  const stored = sha256 !== undefined;
  return { name, bytes, type, marks: [...marks], scan: scanOf(sha256), stored, picture, inline };
}
