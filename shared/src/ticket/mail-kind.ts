/** Who wrote a mail of a ticket, and how it left or came. `elsewhere` is an answer that did not leave from here (MAIL-3). */
export const mailKinds = [
  'citizen',
  'reply',
  'elsewhere',
  'acknowledgement',
  'machine',
  'quarantined',
] as const;
export type MailKind = (typeof mailKinds)[number];
