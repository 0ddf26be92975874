import type { Database } from '@vigie/db/database';
import { automaticMailsBetween, lastAutomaticMailTo } from '@vigie/db/queries/automatic-mails';
import type { Writes } from '@vigie/db/writes';
import type { Clock } from '../clock.ts';
import {
  judgeAcknowledgement,
  type AcknowledgementVerdict,
  type AutomaticMailRules,
} from './acknowledge.ts';
import { acknowledgementLetter } from './acknowledgement-letter.ts';
import type { Filing } from './incoming.ts';
import type { ServiceIdentity } from './service-identity.ts';

export interface AcknowledgingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly identity: ServiceIdentity;
  readonly rules: AutomaticMailRules;
  /** The instant from which mail is taken in (MAIL-3). */
  readonly since: number;
}

/** The one acknowledgement of a new ticket: what was judged, and the rows that it needs once the number is known. */
export interface PlannedAcknowledgement {
  readonly verdict: AcknowledgementVerdict;
  readonly replyId: string;
  readonly rows: (number: string, sendAt: number) => Required<Pick<Writes, 'mails' | 'outbox'>>;
}

interface Occasion {
  readonly filing: Filing;
  readonly ticketId: string;
  readonly recipient: string | null;
  readonly restricted: boolean;
  /** The mail asks for no automatic answer, or a machine wrote it. */
  readonly declined: boolean;
  readonly inReplyTo: string | null;
}

const hourMs = 3_600_000;

/** Judges the acknowledgement of a new ticket by what left before (MAIL-7). */
export function acknowledgementOf(
  parts: AcknowledgingParts,
  occasion: Occasion,
): PlannedAcknowledgement {
  const { database, clock, newId, identity, rules, since } = parts;
  const { filing, ticketId, recipient, restricted, declined, inReplyTo } = occasion;
  const { mailboxId, receivedAt } = filing.incoming;
  const now = clock.now();
  const address = recipient ?? '';
  const verdict = judgeAcknowledgement(
    {
      restricted,
      declined: declined || recipient === null,
      receivedAt,
      since,
      now,
      lastToAddressAt: lastAutomaticMailTo(database, { address, waiting: true, except: null }),
      lastHour: automaticMailsBetween(database, now - hourMs, now),
    },
    rules,
  );
  const replyId = newId();
  const mailId = newId();
  const rows = (number: string, sendAt: number): Required<Pick<Writes, 'mails' | 'outbox'>> => {
    const matter = {
      mailId,
      replyId,
      ticketId,
      number,
      mailboxId,
      recipient: address,
      receivedAt,
      at: now,
      inReplyTo,
    };
    const letter = acknowledgementLetter(matter, identity);
    const { messageId } = letter;
    return {
      mails: [letter],
      outbox: [
        {
          replyId,
          mailId,
          ticketId,
          kind: 'acknowledgement',
          messageId,
          recipient: address,
          sendAt,
        },
      ],
    };
  };
  return { verdict, replyId, rows };
}
