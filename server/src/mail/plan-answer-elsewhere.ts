import type { Database } from '@vigie/db/database';
import type { Key, Loaded, Verdict } from '@vigie/db/event-log';
import type { MailRow } from '@vigie/db/writes';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { Settings } from '@vigie/shared/settings/settings';
import { numberedTicket, referencedBy } from './find-thread.ts';
import { readSignedAddress } from './message-id.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** An answer that lies among the sent mails and did not leave from here. */
export interface AnswerElsewhere {
  readonly mail: ParsedMail;
  readonly mailId: string;
  readonly mailboxId: string;
  readonly ticketId: string;
  readonly rawSha256: string | null;
  readonly sentAt: number;
}

/**
 * The ticket that a mail of the sent ones answers: by what it refers to or by the ticket's number, and
 * only where it went to somebody who takes part there (MAIL-5); null where it is no ticket's matter.
 */
export function ticketAnswered(
  database: Database,
  mail: ParsedMail,
  secret: string,
): string | null {
  // An out-of-office that the provider sent is nobody's answer.
  if (mail.machine.kind !== null) return null;
  // Our own under another name, where the provider gives mails new ones.
  if (readSignedAddress(mail.replyTo ?? '', secret) !== null) return null;
  const candidates = [...referencedBy(database, mail), numberedTicket(database, mail)];
  const recipients = mail.to.map((address) => address.toLowerCase());
  const answered = candidates.find(
    (candidate) => candidate && recipients.some((one) => candidate.participants.has(one)),
  );
  return answered?.ticketId ?? null;
}

/** The one transaction that puts the answer into its ticket and stops the clocks that it answers (MAIL-3). */
export function planAnswerElsewhere(
  answer: AnswerElsewhere,
  now: { readonly at: number; readonly settings: Settings },
): { readonly keys: readonly Key[]; readonly decide: (loaded: Loaded) => Verdict<void> } {
  const { ticketId, mailId, sentAt } = answer;
  return {
    keys: [{ kind: 'heir', id: ticketId }],
    decide: (loaded) => {
      // Merged meanwhile: the answer stands where its ticket goes on.
      const ticket = loaded.heir(ticketId);
      const command = { type: 'record-answer-elsewhere', mailId, sentAt } as const;
      const decision = decideSystem(ticket, command, now);
      if (!ticket || !decision.ok) {
        return { ok: true, appends: [], writes: {}, answer: () => undefined };
      }
      return {
        ok: true,
        appends: [{ stream: 'ticket', id: ticket.id, events: decision.events }],
        writes: { mails: [rowOf(answer, ticket.id)] },
        answer: () => undefined,
      };
    },
  };
}

function rowOf({ mail, mailId, mailboxId, rawSha256, sentAt }: AnswerElsewhere, ticketId: string) {
  const row: MailRow = {
    ...{ id: mailId, ticketId, direction: 'out', kind: 'elsewhere', machineKind: null },
    ...{ mailboxId, rawSha256, messageId: mail.messageId, inReplyTo: mail.inReplyTo[0] ?? null },
    ...{ references: mail.references, fromName: mail.fromName },
    ...{ fromAddress: mail.fromAddress ?? '', replyTo: mail.replyTo, to: mail.to },
    ...{ subject: mail.subject, text: mail.text, attachments: mail.attachments },
    ...{ signs: [], senderChanged: false, hasHtml: mail.hasHtml, sender: null },
    ...{ at: sentAt, by: null },
  };
  return row;
}
