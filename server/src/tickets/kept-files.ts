import type { StoredMail } from '@vigie/db/queries/mails';
import type { AnswerFileRow } from '@vigie/db/writes';

/** Files that somebody brought and that neither went with an answer nor go with the draft: nothing brought is lost (LOCK-3). */
export function keptFilesOf(
  files: readonly AnswerFileRow[],
  mails: readonly Pick<StoredMail, 'direction' | 'attachments'>[],
  personId: string,
): AnswerFileRow[] {
  const ours = mails.filter(({ direction }) => direction === 'out');
  const sent = new Set(ours.flatMap((mail) => mail.attachments.map(({ sha256 }) => sha256)));
  return files.filter(
    ({ by, state, sha256 }) => by === personId && state === 'brought' && !sent.has(sha256),
  );
}
