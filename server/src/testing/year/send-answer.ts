import type { WordsRow } from '@vigie/db/writes';
import { replyLetter } from '../../desk/reply-letter.ts';
import { writeReply } from '../../demo/answers.ts';
import { happens } from '@vigie/shared/chance/random';
import type { Member } from './duty-board.ts';
import type { Opened } from './open-ticket.ts';
import { identity } from './year-identity.ts';
import type { YearMail } from './year-post.ts';
import type { YearScene } from './year-scene.ts';

interface Answering extends Pick<Opened, 'ticketId' | 'number'> {
  readonly holder: Member;
  /** The citizen's last mail. */
  readonly mail: YearMail;
}

const second = 1_000;
/** Shares of answers that do not leave at once. */
const shares = { deferred: 0.005, failed: 0.002, uncertain: 0.001, withdrawn: 0.01 };

/** Queues an answer and sends it after its delay (MAIL-8, MAIL-9); false where it did not leave: its author lets go. */
export function* sendAnswer(scene: YearScene, answering: Answering): Generator<number, boolean> {
  const { desk, random } = scene;
  const { ticketId, holder } = answering;
  const replyId = queue(scene, answering);
  const letGo = () =>
    desk.act(holder.id, ticketId, {
      type: 'release-ticket',
      token: desk.ticket(ticketId).lock?.token ?? 0,
    });
  if (happens(random, shares.withdrawn)) {
    yield 8 * second;
    desk.act(holder.id, ticketId, { type: 'withdraw-reply', replyId });
    letGo();
    return false;
  }
  yield 15 * second;
  desk.system(ticketId, { type: 'begin-sending', replyId });
  if (happens(random, shares.deferred)) {
    yield second;
    desk.system(ticketId, { type: 'defer-reply', replyId, sendAt: desk.now + 60 * second });
    yield 60 * second;
    desk.system(ticketId, { type: 'begin-sending', replyId });
  }
  yield 0.8 * second;
  if (happens(random, shares.failed)) {
    desk.system(ticketId, { type: 'record-failure', replyId, code: '550' });
    yield 60 * second;
    desk.act(holder.id, ticketId, { type: 'withdraw-reply', replyId });
    letGo();
    return false;
  }
  if (happens(random, shares.uncertain)) {
    desk.system(ticketId, { type: 'record-uncertain', replyId });
    yield 30 * second;
    desk.system(ticketId, { type: 'prove-sent', replyId });
  } else {
    desk.system(ticketId, { type: 'record-sent', replyId, acceptedAt: desk.now });
  }
  return true;
}

function queue({ desk, random }: YearScene, answering: Answering): string {
  const { ticketId, number, holder, mail } = answering;
  const { category, priority, lock } = desk.ticket(ticketId);
  const reply = writeReply(random, category);
  const [replyId, mailId, contactId] = [desk.newId(), desk.newId(), desk.newId()];
  const at = desk.now;
  const letter = replyLetter(
    {
      ...{ mailId, ticketId, number, replyId, at },
      text: reply.text,
      by: holder.id,
      alias: holder.alias,
    },
    {
      address: mail.from.address,
      subject: mail.letter.subject,
      inReplyTo: mail.row.messageId,
      references: mail.row.references,
      files: [],
    },
    { ...identity, mailboxId: 'contact' },
  );
  const needsContact = priority === 'P0' && reply.then === 'close';
  const contact: WordsRow = {
    ...{ id: contactId, ticketId, at, kind: 'contact', by: holder.id },
    text: 'Patrouille avisée par téléphone.',
    refusal: null,
  };
  const { messageId } = letter;
  const recipient = mail.from.address;
  const kind = 'reply' as const;
  desk.act(
    holder.id,
    ticketId,
    {
      type: 'send-reply',
      token: lock?.token ?? 0,
      replyId,
      then: reply.then,
      orientation: reply.orientation,
      isEmpty: false,
      hasRecipient: true,
      senderConfirmed: true,
      filesAsSeen: true,
      contactId: needsContact ? contactId : null,
    },
    {
      mails: [letter],
      outbox: [{ replyId, mailId, ticketId, kind, messageId, recipient, sendAt: at + 15 * second }],
      words: needsContact ? [contact] : [],
    },
  );
  return replyId;
}
