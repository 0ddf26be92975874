import type { MailRow, Writes } from '../writes.ts';

/** Words as citizens and colleagues write them; each holds "canari", which no event may hold (LOG-4). */
export const canaries = {
  name: 'Zénobie Canari',
  address: 'zenobie@canari.example',
  subject: 'Objet canari',
  body: 'Le canari a été volé rue des Lilas.',
  typed: 'Motif canari, tapé par un agent.',
  answer: 'Madame, votre canari vous sera rendu.',
};

/** A citizen's mail with the words that lists show of its ticket. */
export function citizenMail(ticketId: string, id: string, at: number, pick = 0): Writes {
  const { name, address, subject, body } = canaries;
  const mail: MailRow = {
    ...emptyMail(id, ticketId, at),
    kind: pick % 7 === 0 ? 'quarantined' : 'citizen',
    fromName: name,
    fromAddress: address,
    subject,
    text: body,
    signs: [{ rule: 'theft', phrase: 'vole', found: 'canari a été volé' }],
  };
  return { mails: [mail], ticketWords: [{ ticketId, subject, sender: name, address }] };
}

/** A mail of ours, queued. */
export function replyMail(
  ticketId: string,
  replyId: string,
  kind: 'reply' | 'acknowledgement',
  at: number,
): Writes {
  const id = `mail-of-${replyId}`;
  const messageId = `<${replyId}@vigie.example>`;
  const recipient = canaries.address;
  const mail: MailRow = {
    ...emptyMail(id, ticketId, at),
    direction: 'out',
    kind,
    messageId,
    to: [recipient],
    text: canaries.answer,
  };
  const sendAt = at + 15_000;
  const queued = { replyId, mailId: id, ticketId, kind, messageId, recipient, sendAt };
  return { mails: [mail], outbox: [queued] };
}

/** A reason, note or contact that somebody typed. */
export function typed(id: string, ticketId: string, by: string, at: number): Writes {
  const kind = 'reason' as const;
  return { words: [{ id, kind, ticketId, by, at, text: canaries.typed, refusal: null }] };
}

/** A draft being saved. */
export function draft(ticketId: string, revision: number, savedAt: number, token = 1): Writes {
  return { draft: { ticketId, text: canaries.answer, revision, token, by: 'ana', savedAt } };
}

/** A mail without a word in it. */
export function emptyMail(id: string, ticketId: string | null, at: number): MailRow {
  return {
    id,
    ticketId,
    direction: 'in',
    kind: 'citizen',
    machineKind: null,
    mailboxId: 'contact',
    rawSha256: null,
    messageId: null,
    inReplyTo: null,
    references: [],
    fromName: '',
    fromAddress: '',
    replyTo: null,
    to: [],
    subject: '',
    text: '',
    attachments: [],
    signs: [],
    senderChanged: false,
    hasHtml: false,
    sender: null,
    at,
    by: null,
  };
}
