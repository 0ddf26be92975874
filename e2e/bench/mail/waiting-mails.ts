import { frenchMails } from '@vigie/server/mail/testing/french-mails';

/** So many citizens' mails of French programs, no two of one person or with one Message-ID. */
export function* waitingMails(count: number, first = 0): Generator<Buffer> {
  const stock = frenchMails().map(({ raw }) => raw.toString('latin1'));
  for (let n = first; n < first + count; n += 1) {
    const raw = stock[n % stock.length] ?? '';
    const id = String(n);
    const own = raw
      .replace(/^From: (.*) <(.*)@/m, `From: $1 <citizen.${id}@`)
      .replace(/^Message-ID: <.*@/m, `Message-ID: <waiting.${id}@`);
    yield Buffer.from(own, 'latin1');
  }
}
