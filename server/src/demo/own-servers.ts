import type { MailboxFields } from '@vigie/shared/mailbox/mailbox';
import { isLoopback } from '../mail/mail-server.ts';

/** True when a mailbox stands on the demonstration's own two servers: anything else might reach a citizen (RUN-1). */
export function isOfDemonstration(
  { imap, smtp }: Pick<MailboxFields, 'imap' | 'smtp'>,
  { imapPort, smtpPort }: { readonly imapPort: number; readonly smtpPort: number },
): boolean {
  const isAt = (door: typeof imap, port: number) => isLoopback(door.host) && door.port === port;
  return isAt(imap, imapPort) && isAt(smtp, smtpPort);
}
