import { fitTogether } from '@vigie/shared/mail/attachment';
import type { StoredMail } from '@vigie/db/queries/mails';
import type { AnswerFileRow, WordsRow, Writes } from '@vigie/db/writes';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { isSameAddress, validAddress } from '../mail/address.ts';
import type { Correspondence, FindCorrespondence, Letterhead } from './correspondence.ts';
import type { Asking, CommandOf, Deliberation, Plan } from './plan.ts';
import { replyLetter } from './reply-letter.ts';
import { ticketPlan } from './ticket-plan.ts';
import { wordsRow } from './words-of.ts';

type ReplyCommand = CommandOf<
  | 'save-draft'
  | 'attach-file'
  | 'detach-file'
  | 'send-reply'
  | 'withdraw-reply'
  | 'settle-reply'
  | 'close-ticket'
>;

/** What answers are made with. */
export interface Stationery {
  /** The letterhead for answers to what came to a mailbox. */
  readonly letterheadOf: (mailboxId: string) => Letterhead;
  readonly findCorrespondence: FindCorrespondence;
  /** The mails that stand in a ticket, oldest first. */
  readonly findMails: (ticketId: string) => readonly StoredMail[];
}

/** Reads what somebody wants of a ticket's answer: words, sending, taking back, closing without one. */
export function interpretReply(
  command: ReplyCommand,
  asking: Asking,
  stationery: Stationery,
): Plan {
  switch (command.type) {
    case 'save-draft':
      return saveDraft(command, asking);
    case 'attach-file':
    case 'detach-file':
      return changeFiles(command, asking, stationery);
    case 'send-reply':
      return sendReply(command, asking, stationery);
    case 'withdraw-reply':
    case 'settle-reply':
      // The words stand in the draft since they were sent: it is theirs again.
      return ticketPlan({
        ticketId: command.ticketId,
        command,
        told: { replyId: command.replyId },
      });
    case 'close-ticket':
      return close(command, asking);
  }
}

function saveDraft(command: CommandOf<'save-draft'>, { by, at }: Asking): Plan {
  const { ticketId, text, revision, token } = command;
  return ticketPlan({
    ticketId,
    command,
    writes: { draft: { ticketId, text, revision, token, by, savedAt: at } },
    // An editor saves every second: only the last state of what it was refused is worth keeping.
    words: { ticketId, text, keptAs: `kept-draft:${ticketId}:${by}:${String(token)}` },
  });
}

function changeFiles(
  command: CommandOf<'attach-file' | 'detach-file'>,
  { by }: Asking,
  { findCorrespondence }: Stationery,
): Plan {
  const { type, ticketId, token, fileId } = command;
  const files = findCorrespondence(ticketId)?.files ?? [];
  const file = files.find(({ id }) => id === fileId);
  if (type === 'detach-file') {
    const known = file?.state === 'draft';
    return ticketPlan({
      ticketId,
      command: { type, token, known },
      writes: { detachFile: fileId },
    });
  }
  const known = file?.by === by && file.state === 'brought';
  const fits = file !== undefined && fitTogether([...files.filter(isOfDraft), file]);
  return ticketPlan({
    ticketId,
    command: { type, token, known, fits },
    writes: { attachFile: fileId },
  });
}

function isOfDraft({ state }: AnswerFileRow): boolean {
  return state === 'draft';
}

function sendReply(
  command: CommandOf<'send-reply'>,
  asking: Asking,
  { letterheadOf, findCorrespondence }: Stationery,
): Plan {
  const { ticketId, token, text, then, orientation, confirmedAddress, files } = command;
  const replyId = asking.newId();
  const contact = contactRow(command, asking);
  const known = findCorrespondence(ticketId);
  const sending = { command, asking, replyId, contact, letterheadOf };
  return ticketPlan({
    ticketId,
    command: {
      type: 'send-reply',
      token,
      replyId,
      then,
      orientation,
      isEmpty: text.trim() === '',
      hasRecipient: validAddress(known?.address) !== null,
      // What counts is the address that was seen: another may have written since.
      senderConfirmed:
        known !== null &&
        confirmedAddress !== null &&
        isSameAddress(confirmedAddress, known.address),
      filesAsSeen: isSame(files, known?.files.filter(isOfDraft) ?? []),
      contactId: contact?.id ?? null,
    },
    writes: (ticket, now) => (known ? sendingWrites(sending, known, ticket, now) : {}),
    told: { replyId },
    // A hasty hand sends again and again: of one hold, the last that was refused is kept.
    words: { ticketId, text, keptAs: `kept-reply:${ticketId}:${asking.by}:${String(token)}` },
  });
}

function isSame(seen: readonly string[], files: readonly AnswerFileRow[]): boolean {
  return seen.length === files.length && files.every(({ id }) => seen.includes(id));
}

interface Sending {
  readonly command: CommandOf<'send-reply'>;
  readonly asking: Asking;
  readonly replyId: string;
  readonly contact: WordsRow | null;
  readonly letterheadOf: Stationery['letterheadOf'];
}

/** The mail, its place in the outbox, and the words as draft, should they come back (MAIL-8, MAIL-9). */
function sendingWrites(
  { command, asking, replyId, contact, letterheadOf }: Sending,
  known: Correspondence,
  { id: ticketId, number, ...ticket }: Ticket,
  { loaded, settings }: Deliberation,
): Writes {
  const { by, at } = asking;
  const { text, token } = command;
  const mailId = asking.newId();
  const alias = loaded.person(by)?.alias ?? '';
  const letterhead = letterheadOf(ticket.mailboxId);
  const letter = replyLetter(
    { mailId, ticketId, number, replyId, text, by, alias, at },
    known,
    letterhead,
  );
  const { messageId } = letter;
  const sendAt = at + settings.withdrawMs;
  return {
    words: contact ? [contact] : [],
    mails: [letter],
    outbox: [
      { replyId, mailId, ticketId, kind: 'reply', messageId, recipient: known.address, sendAt },
    ],
    draft: { ticketId, text, token, by, savedAt: at },
  };
}

function close(command: CommandOf<'close-ticket'>, asking: Asking): Plan {
  const { ticketId, token, reason } = command;
  const contact = contactRow(command, asking);
  return ticketPlan({
    ticketId,
    command: { type: 'close-ticket', token, reason, contactId: contact?.id ?? null },
    writes: contact ? { words: [contact] } : {},
  });
}

/** Who was called for a person in danger, and when (MAIL-14). */
function contactRow(
  { ticketId, contact }: CommandOf<'send-reply' | 'close-ticket'>,
  asking: Asking,
): WordsRow | null {
  if (!contact) return null;
  return wordsRow(asking, 'contact', ticketId, `${contact.whom} (${instantText(contact.at)})`);
}

const instants = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** An instant as people read it; one beyond the calendar stays a number. */
function instantText(at: number): string {
  return Math.abs(at) > 8.64e15 ? String(at) : instants.format(at);
}
