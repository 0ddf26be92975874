import { parseMail } from './parse-mail.ts';
import type { ParseOutcome, ParseTask } from './parsed-mail.ts';

// The entry of the child process (MAIL-4). It parses what it is handed, one mail at a time, and knows
// nothing else: no settings, no secrets, no database.
process.on('message', (task: ParseTask) => {
  void outcomeOf(task).then((outcome) => process.send?.(outcome));
});

// The owner went away without a word: nobody will ever ask again.
process.on('disconnect', () => process.exit(0));

async function outcomeOf({ bytes, cut }: ParseTask): Promise<ParseOutcome> {
  try {
    return { ok: true, mail: await parseMail(bytes, cut) };
  } catch {
    return { ok: false, cause: 'unparsable' };
  }
}
