import type { SystemCommand } from '@vigie/shared/ticket/system-command';

/** Limits of what goes out by itself (MAIL-7). */
export interface AutomaticMailRules {
  /** At most one automatic mail to an address within this time, in ms. */
  readonly perAddressMs: number;
  /** Automatic mails an hour to everybody together: a surge of 2,000 mails a day stays far below. */
  readonly perHour: number;
  /** What was withheld and has not been sent by then is not sent any more: ten working days at the least, in ms. */
  readonly latestMs: number;
}

const hour = 3_600_000;

export const defaultAutomaticMailRules: AutomaticMailRules = {
  perAddressMs: 24 * hour,
  perHour: 600,
  latestMs: 14 * 24 * hour,
};

/** What must be known to judge whether a mail is acknowledged. Instants in ms since the epoch. */
export interface AcknowledgementFacts {
  readonly restricted: boolean;
  /** A machine wrote it, it asks for no answer, or nobody can be answered. */
  readonly declined: boolean;
  readonly receivedAt: number;
  /** The service began to take mail in at this instant. */
  readonly since: number;
  readonly now: number;
  /** When the last automatic mail to this address left, or will; null when none did within the time that counts. */
  readonly lastToAddressAt: number | null;
  /** Automatic mails of the last hour, to everybody. */
  readonly lastHour: number;
}

type Withholding = Omit<Extract<SystemCommand, { type: 'withhold-acknowledgement' }>, 'type'>;

/** Whether the one acknowledgement of a ticket is sent now, or what withholds it and until when (MAIL-7). */
export type AcknowledgementVerdict =
  { readonly send: true } | ({ readonly send: false } & Withholding);

/** Judges whether a ticket's first mail is acknowledged (MAIL-7): once, neutral, and never to a machine. */
export function judgeAcknowledgement(
  facts: AcknowledgementFacts,
  rules: AutomaticMailRules,
): AcknowledgementVerdict {
  const { restricted, declined, receivedAt, since, now, lastToAddressAt, lastHour } = facts;
  // Whoever reads this mailbox must not learn that violence was reported from it.
  if (restricted) return withhold('restricted', null);
  if (declined) return withhold('machine-mail', null);
  const latest = receivedAt + rules.latestMs;
  if (receivedAt < Math.floor(since / 1_000) * 1_000 || now >= latest)
    return withhold('old-mail', null);
  const free = lastToAddressAt === null ? now : lastToAddressAt + rules.perAddressMs;
  if (free > now) return withhold('daily-limit', free < latest ? free : null);
  if (lastHour >= rules.perHour) return withhold('cap', now + hour);
  return { send: true };
}

function withhold(cause: Withholding['cause'], until: number | null): AcknowledgementVerdict {
  return { send: false, cause, until };
}
