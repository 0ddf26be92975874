import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lettersOfTheWorld } from '../testing/letters-of-the-world.ts';
import { Dovecot, hasDovecot } from './testing/dovecot.ts';
import { letter } from './testing/letter.ts';
import { MailService } from './testing/mail-service.ts';
import { SmtpSink } from './testing/smtp-sink.ts';

const patience = { timeout: 120_000, interval: 50 };

describe.skipIf(!hasDovecot)('what a mailbox of the world holds, on a real Dovecot', () => {
  let dovecot: Dovecot;
  let sink: SmtpSink;
  let service: MailService;
  beforeEach(async () => {
    [dovecot, sink] = await Promise.all([Dovecot.start(), SmtpSink.start()]);
    service = await MailService.start(dovecot.imapUrl, sink.url());
    await expect.poll(() => service.intake.state.at, patience).toBe('idle');
  });
  afterEach(async () => {
    await service.close();
    await Promise.all([dovecot.close(), sink.close()]);
  });

  const text = (query: string) => service.room.database.client.prepare(query).pluck().get();

  test('[MAIL-11] a file of 100 MB: its mail is a ticket that says so, danger is seen, and the mailbox goes on', async () => {
    const boundary = 'the-film';
    const line = `${'QUJD'.repeat(19)}\r\n`;
    const head = [
      'Message-ID: <film@exemple.example>',
      'From: Marie Durand <marie@exemple.example>',
      'To: contact@vigie.example',
      'Subject: La vidéo',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Au secours, il va me tuer. La vidéo est jointe.',
      `--${boundary}`,
      'Content-Type: video/mp4',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename=film.mp4',
      '',
      '',
    ].join('\r\n');
    // 76 signs of base64 are 57 bytes of the film.
    const film = Buffer.from(line.repeat(Math.ceil(100_000_000 / 57)));
    await dovecot.deliver(
      Buffer.concat([Buffer.from(head), film, Buffer.from(`--${boundary}--\r\n`)]),
    );
    await dovecot.deliver(letter({ subject: 'Le suivant' }));
    await expect.poll(() => service.ledger.ticket, patience).toBe(2);
    const [first = ''] = service.tickets;
    expect(service.mail.ticket(first).priority).toBe('P0');
    expect(text(`select text from mails where text like 'Au secours%'`)).toContain(
      'Message trop volumineux',
    );
    expect(text('select max(size) from raw_mails')).toBe(60_000_000);
  });

  test('[MAIL-4] a name with every script of the world stands as it was written, and a long one ends in a whole sign', async () => {
    const halves = [lettersOfTheWorld.slice(0, 40), lettersOfTheWorld.slice(40)].map((half) =>
      half.join(' '),
    );
    const senders = [...halves, '𐑐𐑑'.repeat(200)];
    for (const name of senders) {
      const from = `=?utf-8?B?${Buffer.from(name).toString('base64')}?= <monde@exemple.example>`;
      await dovecot.deliver(letter({ from, subject: name.slice(0, 60) }));
    }
    await expect.poll(() => service.ledger.ticket, patience).toBe(senders.length);
    const shown = service.tickets.map((id) => service.mail.worded(id).words.sender);
    expect(shown.slice(0, 2)).toEqual(halves);
    expect(shown[2]).toBe('𐑐𐑑'.repeat(50));
  });
});
