import type { FileMark } from '@vigie/shared/mail/attachment';
import type { MailFile } from '@vigie/shared/wire/ticket-file';
import { m } from '#lib/paraglide/messages.js';

const marks: Readonly<Record<FileMark, () => string>> = {
  encrypted: m.file_encrypted,
  bomb: m.file_bomb,
  program: m.file_program,
  macros: m.file_macros,
  disguised: m.file_disguised,
  incomplete: m.file_incomplete,
};

const scans: Readonly<Record<MailFile['scan'], () => string>> = {
  off: m.mail_not_scanned,
  waiting: m.file_scan_waiting,
  clean: m.file_scan_clean,
  infected: m.file_scan_infected,
};

/** What whoever is about to open a file should know of it (MAIL-11). */
export function fileNotes(file: Pick<MailFile, 'marks' | 'scan'>): string[] {
  return [...file.marks.map((mark) => marks[mark]()), scans[file.scan]()];
}
