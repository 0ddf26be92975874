import { failureMeaning, type FailureMeaning } from '@vigie/shared/mail/failure-meaning';
import { m } from '#lib/paraglide/messages.js';

/** Why an answer did not leave: our own codes in words; a mail server's code with what it means, where it says. */
export function mailCauseText(cause: string): string {
  if (isOurs(cause)) return texts[cause]();
  const meaning = failureMeaning(cause);
  return meaning === null ? cause : `${meanings[meaning]()} (${cause})`;
}

const texts = {
  'not-sent': m.mail_cause_not_sent,
  'no-recipient': m.mail_cause_no_recipient,
  'no-smtputf8': m.mail_cause_no_smtputf8,
  uncertain: m.mail_state_uncertain,
} as const;

const meanings: Readonly<Record<FailureMeaning, () => string>> = {
  'no-such-address': m.failure_no_such_address,
  'no-such-domain': m.failure_no_such_domain,
  'mailbox-full': m.failure_mailbox_full,
  'mailbox-closed': m.failure_mailbox_closed,
  'too-large': m.failure_too_large,
  'address-not-carried': m.failure_address_not_carried,
  'not-accepted': m.failure_not_accepted,
  'not-in-time': m.failure_not_in_time,
  unreachable: m.failure_unreachable,
  'asks-to-wait': m.failure_asks_to_wait,
  'sign-in-refused': m.failure_sign_in_refused,
};

function isOurs(cause: string): cause is keyof typeof texts {
  return Object.hasOwn(texts, cause);
}
