import type { Email } from 'postal-mime';
import { pageOf } from '../mail/mail-page.ts';
import { fileOf, readEmail, type EmailFile } from '../mail/read-email.ts';
import { inspectFile } from './inspect-file.ts';
import { remakePicture } from './picture.ts';
import type { ReadingOutcome, ReadingTask } from './reading-task.ts';

// The entry of the child process that reads for people (MAIL-10, MAIL-11): what is taken out of a mail
// is taken out here. It knows no settings, no secrets, no database.
process.on('message', (task: ReadingTask) => {
  void outcomeOf(task).then((outcome) => process.send?.(outcome));
});

// The owner went away without a word: nobody will ever ask again.
process.on('disconnect', () => process.exit(0));

/** The mail that was read last: a conversation's pictures are asked for one after the other. */
let open: { readonly mail: string; readonly email: Email; readonly files: EmailFile[] } | null =
  null;

async function outcomeOf(task: ReadingTask): Promise<ReadingOutcome> {
  try {
    return await workOn(task);
  } catch {
    return { ok: false, cause: 'unreadable' };
  }
}

async function workOn(task: ReadingTask): Promise<ReadingOutcome> {
  switch (task.kind) {
    case 'inspect':
      return { ok: true, inspection: await inspectFile(task.name, task.content) };
    case 'remake':
      return pictured(await remakePicture(task.content, task.size));
    case 'file':
    case 'picture':
    case 'page':
      return readFrom(task);
  }
}

async function readFrom(
  task: Extract<ReadingTask, { raw: Uint8Array | null }>,
): Promise<ReadingOutcome> {
  if (open?.mail !== task.mail) {
    if (!task.raw) return { ok: false, cause: 'raw-wanted' };
    open = null;
    const email = await readEmail(task.raw);
    open = { mail: task.mail, email, files: email.attachments.map(fileOf) };
  }
  const { email, files } = open;
  if (task.kind === 'page') {
    const page = await pageOf(email.html ?? '', files, (content) =>
      remakePicture(content, 'large'),
    );
    return { ok: true, page };
  }
  const file = files.find(({ sha256 }) => sha256 === task.sha256);
  if (!file) return { ok: false, cause: 'not-found' };
  if (task.kind === 'file') return { ok: true, content: file.content };
  return pictured(await remakePicture(file.content, task.size));
}

function pictured(content: Uint8Array | null): ReadingOutcome {
  return content ? { ok: true, content } : { ok: false, cause: 'no-picture' };
}
