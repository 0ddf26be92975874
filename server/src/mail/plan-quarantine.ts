import { findingOf, type Filing } from './incoming.ts';
import type { FilingPlan } from './filing.ts';
import { triage } from '@vigie/shared/triage/triage';
import { headerText, validAddress } from './address.ts';
import type { ParseFailure } from './parsed-mail.ts';
import type { PlanningParts } from './plan-filing.ts';
import { planOpening } from './plan-opening.ts';

/** So much of an unreadable mail is looked through for a cry for help. */
const GLIMPSE_BYTES = 20_000;

/** What cannot be read becomes a ticket that a human opens raw (MAIL-4); never acknowledged. */
export function planQuarantine(
  parts: PlanningParts,
  filing: Filing,
  cause: ParseFailure,
): FilingPlan {
  const { incoming, mailId } = filing;
  const glimpse = glimpseOf(incoming.bytes);
  const address = senderIn(glimpse);
  const words = { subject: subjects[cause], sender: address || 'Expéditeur illisible', address };
  return planOpening(
    {
      filing,
      ticketId: parts.newId(),
      finding: findingOf(triage('', glimpse), parts.settings.targets),
      quarantined: true,
      linkedTo: [],
      words,
      mail: {
        id: mailId,
        ticketId: null,
        direction: 'in',
        kind: 'quarantined',
        machineKind: null,
        mailboxId: incoming.mailboxId,
        rawSha256: incoming.sha256,
        messageId: null,
        inReplyTo: null,
        references: [],
        fromName: '',
        fromAddress: address,
        replyTo: null,
        to: [],
        subject: words.subject,
        text: 'Ce message n’a pas pu être lu par la machine. Ouvrez le message brut.',
        attachments: [],
        signs: [],
        senderChanged: false,
        hasHtml: false,
        sender: null,
        at: incoming.receivedAt,
        by: null,
      },
      acknowledgement: null,
    },
    parts.settings,
  );
}

const subjects: Readonly<Record<ParseFailure, string>> = {
  unparsable: '(message illisible)',
  'took-too-long': '(message trop complexe)',
  'took-too-much-memory': '(message trop complexe)',
  crashed: '(message illisible)',
  closed: '(message illisible)',
};

/** The beginning as text, whatever it is, with the commonest encoding of accents undone. */
function glimpseOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, GLIMPSE_BYTES)).toString('utf8');
  return text
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (run) =>
      Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
    );
}

function senderIn(glimpse: string): string {
  const line = /^from:(.{0,500})$/im.exec(glimpse)?.[1] ?? '';
  const bracketed = /<([^<>]*)>/.exec(line)?.[1];
  return validAddress(bracketed ?? headerText(line)) ?? '';
}
