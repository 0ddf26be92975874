import type { Database } from '@vigie/db/database';
import { outboxEntry } from '@vigie/db/queries/outbox';
import { participantsOf } from '@vigie/db/queries/mails';
import { ticketById } from '@vigie/db/queries/tickets';
import type { Settings } from '@vigie/shared/settings/settings';
import type { MachineMailKind } from '@vigie/shared/ticket/events';
import type { TriageVerdict } from '@vigie/shared/triage/triage';
import { answerAddress, isOtherSender, senderName } from './correspondent.ts';
import type { FilingPlan } from './filing.ts';
import { findThread, returnedMail } from './find-thread.ts';
import { findingOf, incomingMailRow, signRows, type Filing } from './incoming.ts';
import { readSignedMessageId } from './message-id.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { acknowledgementOf, type AcknowledgingParts } from './plan-acknowledgement.ts';
import { planFollowUp } from './plan-follow-up.ts';
import { planMachineMail } from './plan-machine-mail.ts';
import { planOpening } from './plan-opening.ts';
import { threadOf } from './thread.ts';

export interface PlanningParts extends AcknowledgingParts {
  readonly database: Database;
  readonly newId: () => string;
  readonly settings: Settings;
}

const noSubject = '(sans objet)';

/** Reads what a mail is and where it belongs, and makes the one transaction that files it ready. */
export function planFor(parts: PlanningParts, filing: Filing, mail: ParsedMail): FilingPlan {
  const { verdict } = mail;
  const kind = machineKindOf(mail, parts.identity.secret);
  // Priority comes from the text alone: no header files a cry for help among the newsletters (MAIL-14).
  const isGrave = verdict.danger || (verdict.restricted && isUnplaced(parts, mail));
  if (kind !== null && !isGrave) return machineMail(parts, filing, mail, kind);
  return citizensMail(parts, filing, mail, verdict);
}

/** A report of violence that a form sent with a machine's header is for the cleared, not among the newsletters. */
function isUnplaced({ database, identity }: PlanningParts, mail: ParsedMail): boolean {
  return threadOf(findThread(database, mail, identity.secret)).ticketId === null;
}

/** A mail of ours that comes back to our own mailbox is no citizen's. */
function machineKindOf({ machine, messageId }: ParsedMail, secret: string): MachineMailKind | null {
  return readSignedMessageId(messageId ?? '', secret) ? 'report' : machine.kind;
}

function machineMail(
  { database, settings, identity }: PlanningParts,
  filing: Filing,
  mail: ParsedMail,
  kind: MachineMailKind,
): FilingPlan {
  const { ticketId } = threadOf(findThread(database, mail, identity.secret));
  const returned = returnedMail(mail, identity.secret);
  const answer =
    returned && mail.machine.isFinalFailure ? outboxEntry(database, returned.replyId) : null;
  return planMachineMail(
    {
      filing,
      ticketId,
      kind,
      // Only an answer that will never arrive makes the citizen wait again.
      bouncedReplyId: answer?.kind === 'reply' ? answer.replyId : null,
      mail: incomingMailRow(
        filing,
        mail,
        {
          ticketId,
          kind: 'machine',
          machineKind: kind,
          signs: [],
          senderChanged: false,
        },
        identity.contact,
      ),
    },
    settings,
  );
}

function citizensMail(
  parts: PlanningParts,
  filing: Filing,
  mail: ParsedMail,
  verdict: TriageVerdict,
): FilingPlan {
  const { ticketId, suggested } = threadOf(findThread(parts.database, mail, parts.identity.secret));
  if (ticketId === null) return newTicket(parts, filing, mail, verdict, suggested);
  return furtherMail(parts, filing, mail, verdict, ticketId);
}

function furtherMail(
  parts: PlanningParts,
  filing: Filing,
  mail: ParsedMail,
  verdict: TriageVerdict,
  ticketId: string,
): FilingPlan {
  const { database, settings, identity } = parts;
  const known = ticketById(database, ticketId);
  const participants = participantsOf(database, ticketId);
  const address = known?.words.address ?? '';
  const senderChanged = isOtherSender(mail, { address, participants }, identity.contact);
  const answer = answerAddress(mail, identity.contact) ?? '';
  return planFollowUp(
    {
      filing,
      ticketId,
      finding: findingOf(verdict, settings.targets),
      mail: citizensRow(parts, filing, mail, verdict),
      senderChanged,
      words: known && senderChanged ? { ...known.words, address: answer } : null,
      lastHandler: known?.ticket.lastHandler ?? null,
      instead: newTicket(parts, filing, mail, verdict, [ticketId]),
    },
    settings,
  );
}

function newTicket(
  parts: PlanningParts,
  filing: Filing,
  mail: ParsedMail,
  verdict: TriageVerdict,
  linkedTo: readonly string[],
): FilingPlan {
  const ticketId = parts.newId();
  const finding = findingOf(verdict, parts.settings.targets);
  const recipient = answerAddress(mail, parts.identity.contact);
  const words = {
    subject: mail.subject || noSubject,
    sender: senderName(mail),
    address: recipient ?? '',
  };
  return planOpening(
    {
      filing,
      ticketId,
      finding,
      quarantined: false,
      linkedTo,
      mail: citizensRow(parts, filing, mail, verdict),
      words,
      acknowledgement: acknowledgementOf(parts, {
        filing,
        ticketId,
        recipient,
        restricted: finding.restricted,
        declined: mail.machine.declinesAnswers,
        inReplyTo: mail.messageId,
      }),
    },
    parts.settings,
  );
}

function citizensRow(
  { identity }: PlanningParts,
  filing: Filing,
  mail: ParsedMail,
  verdict: TriageVerdict,
) {
  return incomingMailRow(
    filing,
    mail,
    {
      ticketId: null,
      kind: 'citizen',
      machineKind: null,
      signs: signRows(verdict),
      senderChanged: false,
    },
    identity.contact,
  );
}
