import type { MailRow } from '@vigie/db/writes';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { Finding, SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';

/** What of a test's ticket is not as usual. */
export interface TestTicket {
  readonly id?: string;
  readonly finding?: Partial<Finding>;
  readonly address?: string;
  readonly quarantined?: boolean;
  readonly linkedTo?: readonly string[];
  /** SHA-256 of raw bytes that have been stored. */
  readonly rawSha256?: string;
  readonly mail?: Partial<MailRow>;
}

interface TestTicketParts {
  readonly desk: Pick<Desk, 'system'>;
  readonly clock: Clock;
  readonly newId: () => string;
}

const plainFinding: Finding = {
  priority: 'P2',
  category: 'biens',
  restricted: false,
  signs: [],
  danger: false,
  targetMs: 4 * 3_600_000,
};
const month = '26-11';

/** A citizen's mail opens a ticket, with words and the mail behind it; gives its id. */
export async function openTestTicket(
  { desk, clock, newId }: TestTicketParts,
  more: TestTicket = {},
): Promise<string> {
  const { id = newId(), address = 'citizen@orange.example' } = more;
  const mailId = newId();
  const at = clock.now();
  const keys = [
    { kind: 'ticket', id },
    { kind: 'number', month },
  ] as const;
  await desk.system('open-ticket', newId(), keys, (loaded) => {
    const number = `${month}-${String(loaded.number(month)).padStart(4, '0')}`;
    const opening = openingOf(number, mailId, at, more);
    const decision = decideSystem(loaded.ticket(id), opening, { at, settings: defaultSettings });
    if (!decision.ok) throw new Error(decision.refusal);
    const words = { subject: 'Perte de carte grise', sender: 'Karim Sauvage', address };
    const { rawSha256 = null } = more;
    return {
      ok: true,
      appends: [{ stream: 'ticket', id, events: decision.events }],
      writes: {
        ticketWords: [{ ticketId: id, ...words }],
        mails: [
          {
            ...mailRow({ ticketId: id, id: mailId, fromAddress: address, at, rawSha256 }),
            ...more.mail,
          },
        ],
      },
      answer: () => undefined,
    };
  });
  return id;
}

function openingOf(
  number: string,
  mailId: string,
  receivedAt: number,
  { finding, quarantined = false, linkedTo = [] }: TestTicket,
): SystemCommand {
  return {
    type: 'open-ticket',
    number,
    mailboxId: 'contact',
    mailId,
    receivedAt,
    finding: { ...plainFinding, ...finding },
    quarantined,
    linkedTo,
  };
}

function mailRow(
  row: Pick<MailRow, 'ticketId' | 'id' | 'fromAddress' | 'at' | 'rawSha256'>,
): MailRow {
  return {
    ...row,
    direction: 'in',
    kind: 'citizen',
    machineKind: null,
    mailboxId: 'contact',
    messageId: `<${row.id}@orange.example>`,
    inReplyTo: null,
    references: [],
    fromName: 'Karim Sauvage',
    replyTo: null,
    to: ['contact@vigie.example'],
    subject: 'Perte de carte grise',
    text: 'Bonjour, que dois-je faire ?',
    attachments: [],
    signs: [],
    senderChanged: false,
    hasHtml: false,
    sender: null,
    by: null,
  };
}
