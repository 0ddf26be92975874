import type { Answer, Question } from './child-worker.ts';
import { parseMail } from './parse-mail.ts';
import type { ParseOutcome, ParseTask } from './parsed-mail.ts';
import { checkSender, unknownSender, type DnsAnswer, type ProvedSender } from './sender-check.ts';

// The entry of the child process (MAIL-4). It parses what it is handed, one mail at a time, and knows
// nothing else: no settings, no secrets, no database.
process.on('message', (message: ParseTask | Answer) => {
  if ('answer' in message) {
    waiting.get(message.id)?.(message.answer as DnsAnswer);
    waiting.delete(message.id);
    return;
  }
  // What lies ready waits for what is being read: a mail that asks for records holds up the next.
  turn = turn.then(() => outcomeOf(message)).then((outcome) => void process.send?.(outcome));
});

let turn = Promise.resolve();

// The owner went away without a word: nobody will ever ask again.
process.on('disconnect', () => process.exit(0));

/** Questions to the owner that have no answer yet: this process reaches no name server itself. */
const waiting = new Map<number, (answer: DnsAnswer) => void>();
let questions = 0;
/** Longer nobody waits for what proves a sender, in ms; the mail is read in any case. */
const PATIENCE_MS = 4_000;

function askOwner(name: string, type: string): Promise<DnsAnswer> {
  return new Promise((resolve) => {
    questions += 1;
    waiting.set(questions, resolve);
    process.send?.({ id: questions, question: { name, type } } satisfies Question);
  });
}

async function senderOf({ bytes, cut, check }: ParseTask): Promise<ProvedSender> {
  // A signature covers the whole mail: of one that was cut nothing can be told.
  if (!check || cut) return unknownSender;
  let cancel: NodeJS.Timeout | undefined;
  const late = new Promise<ProvedSender>((resolve) => {
    cancel = setTimeout(() => resolve(unknownSender), PATIENCE_MS);
  });
  const checked = checkSender(bytes, askOwner, check.trustedRelay);
  const verdict = await Promise.race([checked, late]);
  clearTimeout(cancel);
  waiting.clear();
  return verdict;
}

async function outcomeOf(task: ParseTask): Promise<ParseOutcome> {
  try {
    const mail = await parseMail(task.bytes, task.cut);
    return { ok: true, mail: { ...mail, proved: await senderOf(task) } };
  } catch {
    return { ok: false, cause: 'unparsable' };
  }
}
