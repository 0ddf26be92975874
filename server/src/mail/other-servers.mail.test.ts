import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MailboxConnection } from './mailbox-connection.ts';
import { mailServerOf } from './mail-server.ts';
import { CourierImap, hasCourier } from './testing/courier-imap.ts';
import { Dovecot, hasDovecot } from './testing/dovecot.ts';
import { letter } from './testing/letter.ts';
import { MailService } from './testing/mail-service.ts';
import { hasPostfix, Postfix } from './testing/postfix.ts';
import { SmtpSink } from './testing/smtp-sink.ts';

const patience = { timeout: 60_000, interval: 25 };

let sink: SmtpSink;
let service: MailService;

async function closeAll(...servers: { close(): Promise<void> }[]): Promise<void> {
  await service.close();
  await Promise.all([sink, ...servers].map((server) => server.close()));
}

describe.skipIf(!hasCourier)('on a real Courier', () => {
  let courier: CourierImap;
  beforeEach(async () => {
    [courier, sink] = await Promise.all([CourierImap.start(), SmtpSink.start()]);
    service = await MailService.start(courier.imapUrl, sink.url());
    await expect.poll(() => service.intake.state.at, patience).toBe('idle');
  });
  afterEach(() => closeAll(courier));

  test('[MAIL-2] mails become tickets in their order, and an answer leaves', async () => {
    for (let n = 0; n < 60; n += 1) {
      courier.deliver(
        letter({ from: `c${String(n)}@exemple.example`, subject: `Question ${String(n)}` }),
      );
    }
    await expect.poll(() => service.ledger.ticket, patience).toBe(60);
    const [first = ''] = service.tickets;
    await service.answers(first, 'Madame, voici la démarche.');
    await expect.poll(() => service.mail.ticket(first).status, patience).toBe('answered');
    expect(service.ledger).toMatchObject({ ticket: 60, duplicate: 0, vanished: 0, quarantined: 0 });
  });

  test('[MAIL-3] killed and started again, the mailbox loses and doubles nothing', async () => {
    courier.deliver(letter());
    await expect.poll(() => service.ledger.ticket, patience).toBe(1);
    await courier.kill();
    await expect.poll(() => service.intake.state.at, patience).toBe('back-off');
    courier.deliver(letter({ from: 'luc@exemple.example', text: 'Autre question.' }));
    await courier.listen();
    await expect.poll(() => service.ledger.ticket, patience).toBe(2);
    await service.restart();
    courier.deliver(letter({ from: 'eve@exemple.example', text: 'Une troisième.' }));
    await expect.poll(() => service.ledger.ticket, patience).toBe(3);
    expect(service.ledger).toMatchObject({ duplicate: 0, vanished: 0, quarantined: 0 });
  });
});

test.skipIf(!hasCourier)(
  '[MAIL-3] Courier’s mailbox says at each poll where the next mail will stand',
  async () => {
    const courier = await CourierImap.start();
    const listeners = { onArrived: () => undefined, onLost: () => undefined };
    const connection = new MailboxConnection(mailServerOf(courier.imapUrl), listeners);
    try {
      await connection.connect();
      expect(await connection.select('INBOX')).toMatchObject({ uidNext: 1 });
      courier.deliver(letter());
      expect(await connection.look('INBOX')).toMatchObject({ uidNext: 2 });
    } finally {
      connection.close();
      await courier.close();
    }
  },
);

describe.skipIf(!hasPostfix || !hasDovecot)('on a real Postfix', () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  beforeEach(async () => {
    [dovecot, sink] = await Promise.all([Dovecot.start(), SmtpSink.start()]);
    postfix = await Postfix.start({ lmtpPort: dovecot.lmtpPort, smtpPort: sink.port });
    service = await MailService.start(dovecot.imapUrl, postfix.smtpUrl);
    await expect.poll(() => service.intake.state.at, patience).toBe('idle');
  });
  afterEach(() => closeAll(postfix, dovecot));

  async function opened(from = 'marie@exemple.example'): Promise<string> {
    await dovecot.deliver(letter({ from }));
    await expect.poll(() => service.tickets.length, patience).toBe(1);
    return service.tickets[0] ?? '';
  }

  test('[MAIL-8] an answer passes through it to the citizen', async () => {
    const ticketId = await opened();
    await service.answers(ticketId, 'Madame, voici la démarche.');
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('answered');
    await expect
      .poll(() => sink.taken.some(({ raw }) => raw.includes('voici la d')), patience)
      .toBe(true);
  });

  test('[MAIL-6] a bounce that it writes itself reopens the ticket and says why', async () => {
    const ticketId = await opened();
    await expect.poll(() => sink.taken.length, patience).toBe(1);
    sink.mood = { kind: 'refuses-recipient', code: 550 };
    await service.answers(ticketId, 'Madame, voici la démarche.');
    await expect.poll(() => service.ledger.machine, patience).toBe(1);
    expect(service.mail.ticket(ticketId)).toMatchObject({ status: 'new' });
    const bounce = service.mail.mails(ticketId).find(({ kind }) => kind === 'machine');
    expect(bounce).toMatchObject({ machineKind: 'bounce' });
  });

  test('[MAIL-8] an answer to an internationalised address passes through it (SMTPUTF8)', async () => {
    const ticketId = await opened('josé@préfecture.example');
    await service.answers(ticketId, 'Monsieur, voici la démarche.');
    await expect.poll(() => service.mail.ticket(ticketId).status, patience).toBe('answered');
    const answers = () => sink.taken.filter(({ raw }) => raw.includes('voici la d'));
    await expect.poll(() => answers().length, patience).toBe(1);
    expect(answers()[0]?.to[0]).toMatch(/^josé@/);
  });
});
