/** How words travel to a mail server: TLS from the first byte, STARTTLS demanded, or in clear on this machine only. */
export const securities = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof securities)[number];

/** Where a mail server is, and as whom one signs in there; the password stands elsewhere, sealed. */
export interface MailDoor {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Empty where a relay knows its own by their address. */
  readonly user: string;
}

/** What describes a mailbox of the service. No secret is among it. */
export interface MailboxFields {
  readonly name: string;
  /** The address that citizens write to; answers leave from it. */
  readonly address: string;
  readonly imap: MailDoor;
  /** The folder that mail is taken in from. */
  readonly folder: string;
  readonly smtp: MailDoor;
  /** Mail received before this instant is left alone (MAIL-3), in ms since the epoch. */
  readonly since: number;
  /** The folder of sent mail; null finds it by its use. */
  readonly sentFolder: string | null;
  /** Words under each answer from this mailbox; null takes the service's. */
  readonly signature: string | null;
}

export const mailboxFieldNames = [
  'name',
  'address',
  'imap',
  'folder',
  'smtp',
  'since',
  'sentFolder',
  'signature',
] as const satisfies readonly (keyof MailboxFields)[];

/** Which of a mailbox's doors a password opens. */
export const mailSecrets = ['imap', 'smtp'] as const;
export type MailSecret = (typeof mailSecrets)[number];

/** All that can happen to a mailbox. Of secrets the log knows that they changed, never what they are. */
export type MailboxEvent =
  | {
      readonly type: 'mailbox-added';
      readonly fields: MailboxFields;
      readonly source: Mailbox['source'];
    }
  | {
      readonly type: 'mailbox-changed';
      readonly before: Partial<MailboxFields>;
      readonly after: Partial<MailboxFields>;
      readonly source: Mailbox['source'];
    }
  | { readonly type: 'mailbox-secret-changed'; readonly secret: MailSecret }
  | { readonly type: 'mailbox-paused' }
  | { readonly type: 'mailbox-resumed' }
  | { readonly type: 'mailbox-removed' };

/** A mailbox as the fold of its events. A removed one stays known: its tickets came from somewhere. */
export interface Mailbox extends MailboxFields {
  readonly id: string;
  readonly state: 'active' | 'paused' | 'removed';
  /** Who spoke last on its fields: once a screen did, the environment is not heard any more. */
  readonly source: 'environment' | 'screen';
  /** `seq` of the last event: the one that works on it begins anew where this grew. */
  readonly seq: number;
}

/** The mailbox that the environment names; it is the first. */
export const firstMailboxId = 'contact';
