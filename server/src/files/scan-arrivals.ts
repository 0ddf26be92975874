import type { Committed, EventLog } from '@vigie/db/event-log';
import type { Database } from '@vigie/db/database';
import { mailById } from '@vigie/db/queries/mails';
import type { MailFiles } from './mail-files.ts';

/** Has the files of every mail that comes scanned, one mail after the other (MAIL-11). */
export function scanArrivals(
  log: Pick<EventLog, 'follow'>,
  database: Database,
  files: Pick<MailFiles, 'scanAll'>,
  onError: (error: unknown) => void,
): () => void {
  let turn: Promise<void> = Promise.resolve();
  let ended = false;
  const scan = async (mailId: string): Promise<void> => {
    const mail = ended ? null : mailById(database, mailId);
    if (mail) await files.scanAll(mail);
  };
  const unfollow = log.follow((committed) => {
    for (const id of withFiles(committed)) turn = turn.then(() => scan(id)).catch(onError);
  });
  return () => {
    ended = true;
    unfollow();
  };
}

function withFiles({ writes }: Committed): string[] {
  const mails = writes.mails ?? [];
  return mails.filter(({ attachments }) => attachments.length > 0).map(({ id }) => id);
}
