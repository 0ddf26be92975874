/** One check of a sender: it holds, it fails, there was nothing to check, or nobody could tell. */
export const checks = ['pass', 'fail', 'none', 'unknown'] as const;
export type Check = (typeof checks)[number];

/** What proves who sent a mail (MAIL-13), as its receipt found it. */
export interface SenderVerdict {
  readonly dkim: Check;
  /** Known only where a relay that is trusted says from whom it took the mail. */
  readonly spf: Check;
  readonly dmarc: Check;
  /** The domain whose DKIM signature holds; null where none does. */
  readonly signedBy: string | null;
  /** True where the sender's domain looks like the service's own and is not. */
  readonly lookAlike: boolean;
}
