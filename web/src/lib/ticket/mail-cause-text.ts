import { m } from '#lib/paraglide/messages.js';

/** Why an answer did not leave: our own codes in words; a mail server's code as it gave it. */
export function mailCauseText(cause: string): string {
  return isOurs(cause) ? texts[cause]() : cause;
}

const texts = {
  'not-sent': m.mail_cause_not_sent,
  'no-recipient': m.mail_cause_no_recipient,
  uncertain: m.mail_state_uncertain,
} as const;

function isOurs(cause: string): cause is keyof typeof texts {
  return Object.hasOwn(texts, cause);
}
