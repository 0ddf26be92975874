/** How long a mail server may take, in ms, before we count it as gone. */
export interface MailPatience {
  /** To let us in. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /** To say anything at all on a connection to a mailbox. */
  readonly imapSilenceMs: number;
  /** RFC 5321: some servers think for minutes after the final dot, reading what they were given. */
  readonly smtpSilenceMs: number;
}

export const defaultMailPatience: MailPatience = {
  connectMs: 20_000,
  greetingMs: 15_000,
  imapSilenceMs: 60_000,
  smtpSilenceMs: 300_000,
};
