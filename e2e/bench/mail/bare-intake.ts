import { ImapFlow } from 'imapflow';
import { systemTimers } from '@vigie/server/clock';
import { mailServerOf } from '@vigie/server/mail/mail-server';
import { MailParser } from '@vigie/server/mail/parser';

/** Fetch and parse alone, with one parsing process: how many mails of the mailbox a second. */
export async function bareIntake(imapUrl: string): Promise<number> {
  const { host, port, user, password } = mailServerOf(imapUrl);
  const client = new ImapFlow({
    ...{ host, port, secure: false, logger: false },
    auth: { user, pass: password },
  });
  const parser = new MailParser(systemTimers);
  // The process is there before the clock runs, as in a service that has been running.
  await parser.parse(Buffer.from('Subject: x\r\n\r\nx'));
  await client.connect();
  try {
    await client.mailboxOpen('INBOX');
    const begun = performance.now();
    const parsing: Promise<unknown>[] = [];
    for await (const { source } of client.fetch('1:*', {
      uid: true,
      internalDate: true,
      source: true,
    })) {
      if (source) parsing.push(parser.parse(source));
    }
    await Promise.all(parsing);
    return parsing.length / ((performance.now() - begun) / 1_000);
  } finally {
    await client.logout();
    parser.close();
  }
}
