import { hash } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mailServerOf } from './mail-server.ts';
import { parseMail } from './parse-mail.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { Dovecot, hasDovecot } from './testing/dovecot.ts';
import { letter, type Letter } from './testing/letter.ts';
import { MailService } from './testing/mail-service.ts';
import { SmtpSink } from './testing/smtp-sink.ts';

let dovecot: Dovecot;
let sink: SmtpSink;
let service: MailService;

// Ends what hangs; no verdict depends on it: a server that was killed may be given up only after its silence.
const patience = { timeout: 100_000, interval: 25 };

// Where there is none, each is skipped by name; set VIGIE_TEST_DOVECOT, or install dovecot-imapd and dovecot-lmtpd.
describe.skipIf(!hasDovecot)('on a real Dovecot and a real SMTP server', () => {
  beforeEach(async () => {
    [dovecot, sink] = await Promise.all([Dovecot.start(), SmtpSink.start()]);
    service = await MailService.start(dovecot.imapUrl, sink.url());
    await expect.poll(() => service.intake.state.at, patience).toBe('idle');
  });

  afterEach(async () => {
    await service.close();
    await Promise.all([dovecot.close(), sink.close()]);
  });

  /** The mails of ours that a citizen has got, acknowledgements apart. */
  async function received(kind: 'answers' | 'acknowledgements'): Promise<ParsedMail[]> {
    const mails = await Promise.all(sink.taken.map(({ raw }) => parseMail(Buffer.from(raw))));
    return mails.filter(
      ({ machine }) => (machine.kind === 'auto-reply') === (kind === 'acknowledgements'),
    );
  }

  async function opened(parts: Letter = {}): Promise<string> {
    const before = service.tickets.length;
    await dovecot.deliver(letter(parts));
    await expect.poll(() => service.tickets.length, patience).toBe(before + 1);
    return service.tickets.at(-1) ?? '';
  }

  async function inFolder<T>(path: string, look: (client: ImapFlow) => Promise<T>): Promise<T> {
    const { host, port, user, password } = mailServerOf(dovecot.imapUrl);
    const auth = { user, pass: password };
    const client = new ImapFlow({ host, port, secure: false, auth, logger: false });
    client.on('error', () => undefined);
    await client.connect();
    await client.mailboxOpen(path);
    const seen = await look(client);
    await client.logout();
    return seen;
  }

  /** What lies in a folder: Message-ID, flags. */
  async function folder(path: string): Promise<{ id: string; flags: string[] }[]> {
    return inFolder(path, async (client) => {
      const mails = await client.fetchAll('1:*', { envelope: true, flags: true });
      return mails.map(({ envelope, flags }) => ({
        id: envelope?.messageId ?? '',
        flags: [...(flags ?? [])],
      }));
    });
  }

  /** The bytes of what lies in a folder. */
  async function sources(path: string): Promise<Buffer[]> {
    return inFolder(path, async (client) => {
      const mails = await client.fetchAll('1:*', { source: true });
      return mails.flatMap(({ source }) => (source ? [source] : []));
    });
  }

  test('[MAIL-2] a mail becomes a ticket, its answer leaves with a copy in Sent, and the next mail comes home', async () => {
    const ticketId = await opened({ subject: 'Perte de carte grise' });
    await expect.poll(async () => (await received('acknowledgements')).length, patience).toBe(1);
    expect((await folder('INBOX'))[0]?.flags).toEqual(
      expect.arrayContaining(['\\Seen', 'VigieStored']),
    );

    await service.answers(ticketId, 'Madame, voici la démarche.');
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('answered');
    const [answer] = await received('answers');
    expect(answer).toMatchObject({
      subject: 'Re: Perte de carte grise [n° 26-11-0001]',
      fromAddress: 'contact@vigie.example',
    });
    await expect
      .poll(async () => (await folder('Sent')).map(({ id }) => id), patience)
      .toEqual([answer?.messageId]);

    await dovecot.deliver(
      letter({ headers: [`In-Reply-To: ${answer?.messageId ?? ''}`], text: 'Merci, et ensuite ?' }),
    );
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('new');
    expect(service.ledger).toMatchObject({ ticket: 1, follow_up: 1 });
  });

  test('[MAIL-8] a long answer arrives as it was written, quotes what it answers, and lies so in Sent', async () => {
    const paragraph = 'Vous pouvez faire la démarche en ligne, avec les pièces demandées. ';
    const text = `Madame,\n\n${paragraph.repeat(4).trim()}\n  - pièce d’identité\nFrom Paris\n\n.`;
    const asked = `J’ai perdu ma carte grise. ${paragraph.repeat(3).trim()}`;
    const ticketId = await opened({ text: asked });
    await service.answers(ticketId, text);
    await expect.poll(async () => (await received('answers')).length, patience).toBe(1);
    const [answer] = await received('answers');
    expect(answer?.text.startsWith(`${text}\n\n--\n`)).toBe(true);
    expect(answer?.text).toContain(`a écrit :\n> ${asked}`);
    expect(answer?.references).toEqual(answer?.inReplyTo);
    const [raw = ''] = sink.taken.map((mail) => mail.raw).filter((one) => one.includes('Madame'));
    // No line end of ours is left for a server on the way to mend.
    expect(raw.split('\r\n').join('')).not.toContain('\n');
    await expect.poll(async () => (await folder('Sent')).length, patience).toBe(1);
    const [copy] = await sources('Sent');
    expect(copy && (await parseMail(copy))).toEqual(answer);
  });

  test('[MAIL-11] a file arrives byte for byte with its answer, under the alias and no name', async () => {
    const content = Buffer.from([...Buffer.from('%PDF-1.4\n'), 0, 255, 13, 10, 46, 13, 10, 10]);
    const ticketId = await opened();
    const file = { name: 'Démarche à suivre.pdf', content };
    await service.answers(ticketId, 'Voici le document.', 'close', file);
    await expect.poll(async () => (await received('answers')).length, patience).toBe(1);
    const [answer] = await received('answers');
    expect(answer?.attachments).toMatchObject([
      { name: file.name, type: 'application/pdf', sha256: hash('sha256', content) },
    ]);
    expect(answer?.text).toContain('\n--\nalias of ana\nCommissariat numérique\n');
    expect(answer?.fromName).toBe('Commissariat numérique');
  });

  test('[MAIL-5] an answer to the reply address alone, its headers lost, comes home', async () => {
    const ticketId = await opened();
    await service.answers(ticketId, 'Voici.');
    await expect.poll(async () => (await received('answers')).length, patience).toBe(1);
    const to = (await received('answers'))[0]?.replyTo ?? '';
    await dovecot.deliver(letter({ to, subject: 'Autre sujet' }));
    await expect.poll(() => service.ledger.follow_up, patience).toBe(1);
    expect(service.mail.ticket(ticketId).returns).toBe(1);
  });

  test('[MAIL-3] a dump of 150 mails is 150 tickets, in order', async () => {
    const dump = Array.from({ length: 150 }, (_, n) =>
      letter({ from: `c${String(n)}@exemple.example`, text: `Question ${String(n)}` }),
    );
    await dovecot.deliverAll(dump);
    await expect.poll(() => service.ledger.ticket, patience).toBe(150);
    expect(new Set(service.tickets.map((id) => service.mail.worded(id).words.address)).size).toBe(
      150,
    );
    await expect
      .poll(
        async () =>
          (await folder('INBOX')).filter(({ flags }) => flags.includes('VigieStored')).length,
        patience,
      )
      .toBe(150);
    expect(service.ledger).toMatchObject({ duplicate: 0, vanished: 0, quarantined: 0 });
  });

  test('[MAIL-3] after the mail server was killed and started again, nothing is lost or doubled', async () => {
    await opened();
    await dovecot.kill();
    await expect.poll(() => service.intake.state.at, patience).toBe('back-off');
    await dovecot.restart();
    await opened({ text: 'Autre question.', from: 'luc@exemple.example' });
    expect(service.ledger).toMatchObject({ ticket: 2, duplicate: 0, vanished: 0 });
    expect(service.intake.health().state).toBe('well');
  });

  test('[MAIL-2] after a change of UIDVALIDITY each message is the one that it was', async () => {
    await opened();
    await opened({ text: 'Autre question.', from: 'luc@exemple.example' });
    await dovecot.changeUidValidity();
    await opened({ text: 'Une troisième.', from: 'eve@exemple.example' });
    await expect.poll(() => service.ledger.ticket, patience).toBe(5);
    expect(service.tickets).toHaveLength(3);
    expect(service.ledger).toMatchObject({ duplicate: 0, vanished: 0 });
  });

  test('[MAIL-3] mail that came while the service was down is taken in at its start', async () => {
    await opened();
    await service.stop();
    await dovecot.deliver(letter({ text: 'Pendant la panne.', from: 'luc@exemple.example' }));
    await service.restart();
    await expect.poll(() => service.ledger.ticket, patience).toBe(2);
  });

  test('[MAIL-6] a bounce of our answer reopens its ticket', async () => {
    const ticketId = await opened();
    await service.answers(ticketId, 'Voici.');
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('answered');
    const [answer] = await received('answers');
    const bounce = [
      'From: MAILER-DAEMON@mx.example',
      'To: contact@vigie.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.',
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed',
      `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${answer?.messageId ?? ''}\r\n\r\nVoici.`,
      '--b--\r\n',
    ].join('\r\n');
    await dovecot.deliver(bounce, false);
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('new');
    expect(service.ledger.machine).toBe(1);
  });

  test('[MAIL-7] a loop with an answering machine without any sign ends after one automatic mail', async () => {
    await dovecot.deliver(letter({ from: 'robot@exemple.example', text: 'Bonjour.' }));
    for (let round = 1; round <= 3; round += 1) {
      await expect
        .poll(() => service.ledger.ticket + service.ledger.follow_up, patience)
        .toBe(round);
      await expect.poll(() => sink.taken.length, patience).toBe(1);
      // The machine answers whatever it gets, and forgets what it answers.
      await dovecot.deliver(
        letter({
          from: 'robot@exemple.example',
          text: `Bien reçu, ${String(round)}.`,
          subject: 'Bien reçu',
        }),
      );
    }
    await expect.poll(() => service.ledger.ticket, patience).toBe(4);
    expect(await received('acknowledgements')).toHaveLength(1);
    expect(sink.taken).toHaveLength(1);
  });

  test('[MAIL-7] a loop with an answering machine that says so ends at once', async () => {
    const ticketId = await opened({ from: 'robot@exemple.example' });
    await expect.poll(() => sink.taken.length, patience).toBe(1);
    const [acknowledgement] = await received('acknowledgements');
    await dovecot.deliver(
      letter({
        from: 'robot@exemple.example',
        subject: 'Réponse automatique',
        headers: [`In-Reply-To: ${acknowledgement?.messageId ?? ''}`],
      }),
    );
    await expect.poll(() => service.ledger.machine, patience).toBe(1);
    expect(service.mail.ticket(ticketId).mailCount).toBe(2);
    expect(sink.taken).toHaveLength(1);
  });

  test('[MAIL-8] an answer that is refused for now leaves later', async () => {
    const ticketId = await opened({ headers: ['X-Auto-Response-Suppress: All'] });
    sink.mood = { kind: 'refuses-recipient', code: 451 };
    await service.answers(ticketId, 'Voici.');
    await expect.poll(() => service.mail.ticket(ticketId).outgoing?.attempts, patience).toBe(1);
    sink.mood = { kind: 'takes' };
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('answered');
    expect(sink.taken).toHaveLength(1);
  });

  test('[MAIL-8] an answer that is refused for good has failed', async () => {
    const ticketId = await opened({ headers: ['X-Auto-Response-Suppress: All'] });
    sink.mood = { kind: 'refuses-message', code: 550 };
    await service.answers(ticketId, 'Voici.');
    await expect.poll(() => service.mail.ticket(ticketId).outgoing?.state, patience).toBe('failed');
    expect(sink.sessions).toBe(1);
  });

  test('[MAIL-8] a connection cut after DATA leaves it uncertain, never sent again; a copy in Sent proves it', async () => {
    const ticketId = await opened({ headers: ['X-Auto-Response-Suppress: All'] });
    sink.mood = { kind: 'breaks-off-after-data' };
    await service.answers(ticketId, 'Voici.');
    await expect
      .poll(() => service.mail.ticket(ticketId).outgoing?.state, patience)
      .toBe('uncertain');
    sink.mood = { kind: 'takes' };
    await service.restart();
    expect(service.mail.ticket(ticketId).outgoing?.state).toBe('uncertain');
    expect(sink.taken).toHaveLength(1);

    // The provider files its copy late.
    const { host, port, user, password } = mailServerOf(dovecot.imapUrl);
    const client = new ImapFlow({
      host,
      port,
      secure: false,
      auth: { user, pass: password },
      logger: false,
    });
    client.on('error', () => undefined);
    await client.connect();
    await client.append('Sent', sink.taken[0]?.raw ?? '', ['\\Seen']);
    await client.logout();
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('answered');
    expect(sink.taken).toHaveLength(1);
  });

  test('[MAIL-4] a mail of 50 MB and one that is no mail at all do not stop the mailbox', async () => {
    const big = Buffer.concat([
      letter({ from: 'gros@exemple.example' }),
      Buffer.alloc(50_000_000, 'abcdefg \r\n'),
    ]);
    await dovecot.deliverAll([big, Buffer.from([0x00, 0xff, 0xfe, 0x0d, 0x0d, 0x01]), letter()]);
    await expect
      .poll(() => service.ledger.ticket + service.ledger.quarantined, {
        ...patience,
        timeout: 90_000,
      })
      .toBe(3);
    const sizes = service.room.database.client
      .prepare('select max(size) from raw_mails')
      .pluck()
      .get();
    expect(sizes).toBeGreaterThan(50_000_000);
  });

  test('[MAIL-3] a wrong password is named in the log, and the right one heals', async () => {
    await service.stop();
    const wrong = await MailService.start(dovecot.imapUrlWith('wrong'), sink.url());
    await expect.poll(() => wrong.intake.health().state, patience).toBe('refused');
    expect(wrong.mail.log.lines.at(-1)).toMatchObject({ context: { cause: 'sign-in-refused' } });
    expect(JSON.stringify(wrong.mail.log.lines)).not.toContain('wrong');
    await wrong.close();
  });
});
