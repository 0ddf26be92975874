import type { StoredMail } from '@vigie/db/queries/mails';
import type { TicketWordsRow, Writes } from '@vigie/db/writes';
import { isCleared } from '@vigie/shared/access/actor';
import { targetMs } from '@vigie/shared/settings/settings';
import { decideLink, decideUnlink } from '@vigie/shared/ticket/decide-link';
import { decideMerge, decideSplit } from '@vigie/shared/ticket/decide-merge';
import { isSameAddress } from '../mail/address.ts';
import { answerAddress, senderName } from '../mail/correspondent.ts';
import { monthOf, numberInMonth } from '../tickets/ticket-number.ts';
import type { Stationery } from './interpret-reply.ts';
import { pairPlan } from './pair-plan.ts';
import type { Asking, CommandOf, Plan } from './plan.ts';

type MergeCommand = CommandOf<'merge-ticket' | 'split-ticket' | 'link-tickets' | 'unlink-tickets'>;

/** Reads what somebody wants of two tickets: one in place of both, mails apart again, a link between them. */
export function interpretMerge(
  command: MergeCommand,
  asking: Asking,
  stationery: Stationery,
): Plan {
  const { ticketId } = command;
  switch (command.type) {
    case 'merge-ticket':
      return merge(command, stationery);
    case 'split-ticket':
      return split(command, asking, stationery);
    case 'link-tickets': {
      const { otherId, linkKind } = command;
      return pairPlan({
        ...{ ticketId, otherId },
        judge: (now) =>
          decideLink(now.loaded.ticket(ticketId), now.loaded.ticket(otherId), linkKind, now),
      });
    }
    case 'unlink-tickets': {
      const { otherId } = command;
      return pairPlan({
        ...{ ticketId, otherId },
        judge: (now) => decideUnlink(now.loaded.ticket(ticketId), now.loaded.ticket(otherId), now),
      });
    }
  }
}

function merge(
  { ticketId, into, token }: CommandOf<'merge-ticket'>,
  { findCorrespondence }: Stationery,
): Plan {
  const [one, other] = [ticketId, into].map((id) => findCorrespondence(id)?.address ?? '');
  return pairPlan({
    ...{ ticketId, otherId: into },
    keys: [
      { kind: 'mails', ticketId },
      { kind: 'holder', ticketId: into },
    ],
    judge: (now) => {
      const { loaded } = now;
      const holder = loaded.holder(into);
      return decideMerge(
        {
          ticket: loaded.ticket(ticketId),
          survivor: loaded.ticket(into),
          token,
          mails: loaded.mails(ticketId),
          // An address that changes in this very instant is noted by the mail that changes it.
          senderDiffers: !isSameAddress(one ?? '', other ?? ''),
          holderCleared: holder === null || isCleared(holder),
        },
        now,
      );
    },
    told: { ticketId: into },
  });
}

function split(
  { ticketId, token, mailIds, to }: CommandOf<'split-ticket'>,
  { newId, at }: Asking,
  { findMails, letterheadOf, findCorrespondence }: Stationery,
): Plan {
  const otherId = to ?? newId();
  const month = monthOf(at);
  const mails = findMails(ticketId);
  const contactOf = (mail: StoredMail) => letterheadOf(mail.mailboxId).contact;
  const words = [
    ...(to === null ? wordsOf(otherId, mails.filter(isTaken), contactOf) : []),
    ...leftWords(),
  ];
  return pairPlan({
    ...{ ticketId, otherId },
    keys: [
      { kind: 'mails', ticketId },
      { kind: 'number', month },
    ],
    judge: (now) => {
      const { loaded, settings } = now;
      const ticket = loaded.ticket(ticketId);
      const number = numberInMonth(month, loaded.number(month));
      return decideSplit(
        {
          ...{ ticket, token, mailIds },
          mails: loaded.mails(ticketId),
          target: to === null ? { newId: otherId, number } : { known: loaded.ticket(to) },
          targetMs: ticket ? targetMs(settings.targets, ticket.category, ticket.priority) : 0,
        },
        now,
      );
    },
    writes: { ticketWords: words } satisfies Writes,
    told: { ticketId: otherId },
  });

  function isTaken({ id }: StoredMail): boolean {
    return mailIds.includes(id);
  }

  /** Whose mails have all left is no more whom an answer here goes to. */
  function leftWords(): TicketWordsRow[] {
    const address = findCorrespondence(ticketId)?.address ?? '';
    const left = mails.filter((mail) => !isTaken(mail));
    const stays = left.some((mail) =>
      [mail.replyTo, mail.fromAddress].some((one) => one !== null && isSameAddress(one, address)),
    );
    return stays ? [] : wordsOf(ticketId, left, contactOf);
  }
}

/** What lists show of a ticket that has these mails, by the first of them that a citizen wrote. */
function wordsOf(
  ticketId: string,
  mails: readonly StoredMail[],
  contactOf: (mail: StoredMail) => string,
): TicketWordsRow[] {
  const first = mails.find(({ kind }) => kind === 'citizen' || kind === 'quarantined');
  if (!first) return [];
  return [
    {
      ticketId,
      subject: first.subject || '(sans objet)',
      sender: senderName(first),
      address: answerAddress(first, contactOf(first)) ?? '',
    },
  ];
}
