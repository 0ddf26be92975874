import { allMailboxes } from '@vigie/db/settings-rows';
import { answersSince } from '@vigie/db/queries/figures';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { ticketById } from '@vigie/db/queries/tickets';
import type { MailboxFields } from '@vigie/shared/mailbox/mailbox';
import { defaultSettings, textIn } from '@vigie/shared/settings/settings';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock, systemTimers, type Timers } from '../clock.ts';
import { TestRoom, testSeal } from '../testing/test-room.ts';
import { adoptMailbox } from './adopt-mailbox.ts';
import { MailHouse } from './mail-house.ts';
import { doorOf, mailServerOf } from './mail-server.ts';
import { MailSecrets } from './mail-secrets.ts';
import { signedReplyTo } from './message-id.ts';
import { parseMail } from './parse-mail.ts';
import { defaultParserLimits } from './parser.ts';
import { SentFolder } from './sent-folder.ts';
import { testMailbox } from './test-mailbox.ts';
import { Dovecot, hasDovecot } from './testing/dovecot.ts';
import { letter, type Letter } from './testing/letter.ts';
import { MailRoom } from './testing/mail-room.ts';
import { SmtpSink } from './testing/smtp-sink.ts';

const haste = 20;
/** Minutes pass in seconds: real servers, hurried waits. */
const hurried: Timers = { after: (ms, act) => systemTimers.after(ms / haste, act) };
/** What hurries is the service, not the machine that parses: it has its time. */
const parserLimits = { ...defaultParserLimits, timeMs: defaultParserLimits.timeMs * haste };
const secret = 'a secret of the tests';
const patience = { timeout: 100_000, interval: 25 };
const texts = {
  ...{ serviceName: 'Commissariat numérique', postalAddress: ['1 place de la Paix'] },
  ...{ telephone: '01 00 00 00 00', acknowledgement: textIn({}, 'acknowledgement') },
  signature: textIn({}, 'signature'),
};

interface Place {
  readonly dovecot: Dovecot;
  readonly sink: SmtpSink;
}
let main: Place;
let north: Place;
let room: TestRoom;
let house: MailHouse;

async function place(): Promise<Place> {
  const [dovecot, sink] = await Promise.all([Dovecot.start(), SmtpSink.start()]);
  return { dovecot, sink };
}

function fieldsOf({ dovecot, sink }: Place): MailboxFields {
  return {
    name: 'Nord',
    address: 'nord@vigie.example',
    imap: doorOf(mailServerOf(dovecot.imapUrl)),
    folder: 'INBOX',
    smtp: doorOf(mailServerOf(sink.url())),
    since: Date.now() - 3_600_000,
    sentFolder: null,
    signature: '{alias}\nUnité du nord',
  };
}

async function openHouse(): Promise<void> {
  const { database, log, desk, mailboxes } = room;
  const newId = () => room.newId();
  const [imap, smtp] = [mailServerOf(main.dovecot.imapUrl), mailServerOf(main.sink.url())];
  const since = Date.now() - 3_600_000;
  await adoptMailbox({ desk, newId }, { contact: 'contact@vigie.example', imap, smtp, since });
  const secrets = new MailSecrets(database, testSeal);
  secrets.adopt({ imap: imap.password, smtp: smtp.password });
  house = new MailHouse({
    senders: null,
    parserLimits,
    ...{ database, log, desk, mailboxes, secrets, newId, texts },
    ...{ clock: systemClock, timers: hurried, chance: Math.random },
    settings: { ...defaultSettings, withdrawMs: 0 },
    secret,
    logger: new MailRoom(room).log,
  });
  await house.start();
}

async function addNorth(): Promise<string> {
  const command = { type: 'add-mailbox', fields: fieldsOf(north), secrets: { imap: 'secret' } };
  const answer = await room.does('gallois', command);
  if (!answer.ok || !answer.mailboxId) throw new Error('no mailbox was added');
  return answer.mailboxId;
}

function uidValidityOf(mailboxId: string): string {
  const values = room.database.client
    .prepare<[string], string>('SELECT DISTINCT uid_validity FROM ledger WHERE mailbox_id = ?')
    .pluck();
  return values.all(mailboxId)[0] ?? '';
}

function ticketsOf(mailboxId: string): number {
  const counted = room.database.client
    .prepare<[string], number>(`SELECT count(*) FROM tickets WHERE state ->> 'mailboxId' = ?`)
    .pluck();
  return counted.get(mailboxId) ?? 0;
}

const taken = (mailboxId: string) => ledgerCounts(room.database, mailboxId).ticket;

describe.skipIf(!hasDovecot)('two mailboxes on two real Dovecots', () => {
  beforeEach(async () => {
    [main, north] = await Promise.all([place(), place()]);
    room = await TestRoom.open(['gallois', 'ana'], {
      now: Date.now(),
      settings: { withdrawMs: 0 },
    });
    await openHouse();
  });

  afterEach(async () => {
    await house.close();
    await room.close();
    const all = [main, north].flatMap(({ dovecot, sink }) => [dovecot.close(), sink.close()]);
    await Promise.all(all);
  });

  test('[MAIL-8] an answer leaves by the mailbox that its ticket came to, under that mailbox’s words', async () => {
    const id = await addNorth();
    await north.dovecot.deliver(letter({ to: 'nord@vigie.example' }));
    await expect.poll(() => taken(id), patience).toBe(1);
    const ticketId = ticketIds()[0] ?? '';
    expect(ticketById(room.database, ticketId)?.ticket.mailboxId).toBe(id);
    const claim = await room.does('ana', { type: 'claim-ticket', ticketId, outsideShift: true });
    const token = claim.ok ? claim.token : 0;
    await room.does('ana', { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'close' });
    await expect.poll(() => north.sink.taken.length, patience).toBe(2);
    const mails = await Promise.all(
      north.sink.taken.map(async ({ from, raw }) => ({
        from,
        ...(await parseMail(Buffer.from(raw))),
      })),
    );
    expect(mails.map(({ from }) => from)).toEqual(['nord@vigie.example', 'nord@vigie.example']);
    expect(mails.map(({ text }) => text).join()).toContain('Unité du nord');
    expect(mails.map(({ text }) => text).join()).toContain('Adresse électronique : nord@');
    expect(main.sink.taken).toEqual([]);
  });

  test('[MAIL-2] a mailbox that is paused is left alone, and loses nothing until it goes on', async () => {
    const id = await addNorth();
    await north.dovecot.deliver(letter());
    await expect.poll(() => taken(id), patience).toBe(1);
    await room.does('gallois', { type: 'pause-mailbox', mailboxId: id });
    await house.settled();
    expect(house.postOf(id)).toBeNull();
    await north.dovecot.deliverAll([letter(), letter()]);
    await main.dovecot.deliver(letter());
    await expect.poll(() => taken('contact'), patience).toBe(1);
    expect(taken(id)).toBe(1);
    await room.does('gallois', { type: 'resume-mailbox', mailboxId: id });
    await expect.poll(() => taken(id), patience).toBe(3);
  });

  test('[MAIL-3] a mailbox that moves to another server goes on there; what came before is known', async () => {
    const id = await addNorth();
    const from = (n: number) => letter({ from: `c${String(n)}@exemple.example` });
    const [gone, kept, further, last] = [from(1), from(2), from(3), from(4)];
    north.dovecot.lay([gone, kept]);
    await expect.poll(() => taken(id), patience).toBe(2);
    const other = await place();
    try {
      other.dovecot.lay([kept, further, last]);
      // The other server took its UIDVALIDITY in the same second: it names other mails by the same keys.
      await other.dovecot.numberAnew(uidValidityOf(id));
      const fields = { ...fieldsOf(other), name: 'Nord bis' };
      await room.does('gallois', { type: 'change-mailbox', mailboxId: id, fields });
      await expect.poll(() => taken(id), patience).toBe(5);
      const known = ledgerCounts(room.database, id);
      expect(known).toMatchObject({ duplicate: 0, vanished: 0, quarantined: 0 });
      expect(ticketsOf(id)).toBe(4);
      // What comes next is known under the generation that was found, by a later start as well.
      await room.does('gallois', { type: 'pause-mailbox', mailboxId: id });
      await room.does('gallois', { type: 'resume-mailbox', mailboxId: id });
      await other.dovecot.deliver(from(5));
      await expect.poll(() => taken(id), patience).toBe(6);
      expect(ticketsOf(id)).toBe(5);
      expect(allMailboxes(room.database).map(({ id: known }) => known)).toContain(id);
    } finally {
      await house.close();
      await Promise.all([other.dovecot.close(), other.sink.close()]);
    }
  });

  test('[MAIL-3] an answer written by webmail during an outage is found, stands in its ticket once, and stops its clock', async () => {
    const webmail = new SentFolder(mailServerOf(main.dovecot.imapUrl));
    const answers = async (n: number, more: Partial<Letter> = {}) => {
      const id = `<webmail${String(n)}@vigie.example>`;
      const headers = [`In-Reply-To: <question${String(n)}@exemple.example>`];
      const parts = { from: 'contact@vigie.example', to: 'marie@exemple.example', id, headers };
      await webmail.file(id, letter({ ...parts, text: 'Madame, voici.', ...more }), Date.now());
    };
    const ask = (n: number) =>
      main.dovecot.deliver(letter({ id: `<question${String(n)}@exemple.example>` }));
    const stands = (n: number) => {
      const ticketId = ticketIds()[n - 1] ?? '';
      const kinds = mailsOfTicket(room.database, ticketId).map(({ kind }) => kind);
      return {
        status: ticketById(room.database, ticketId)?.ticket.status,
        found: kinds.filter((kind) => kind === 'elsewhere').length,
      };
    };
    await ask(1);
    await expect.poll(() => taken('contact'), patience).toBe(1);
    await house.close();
    await ask(2);
    for (const n of [1, 2]) await answers(n);
    // Neither is an answer to a citizen of ours: another matter, and a machine's word.
    await answers(3, { to: 'fournisseur@exemple.example' });
    await ask(3);
    await answers(4, {
      headers: ['In-Reply-To: <question3@exemple.example>', 'Auto-Submitted: auto-replied'],
    });
    // Ours under a name that the provider gave it: it stands in its ticket already.
    const replyTo = signedReplyTo('contact@vigie.example', ticketIds()[0] ?? '', secret);
    await answers(6, {
      headers: ['In-Reply-To: <question3@exemple.example>', `Reply-To: ${replyTo}`],
    });
    await openHouse();
    await expect.poll(() => stands(1), patience).toEqual({ status: 'answered', found: 1 });
    await expect.poll(() => stands(2), patience).toEqual({ status: 'answered', found: 1 });
    const [clock] = ticketById(room.database, ticketIds()[0] ?? '')?.ticket.clocks ?? [];
    expect(clock).toMatchObject({ outcome: 'answered', by: 'system' });
    expect(clock?.endedAt).toBeLessThanOrEqual(Date.now());

    await house.close();
    await ask(5);
    await answers(5);
    // Its copy for the mailbox itself is no answer yet.
    await main.dovecot.deliver(
      letter({ from: 'contact@vigie.example', id: '<webmail5@vigie.example>' }),
    );
    await openHouse();
    await expect.poll(() => stands(4), patience).toEqual({ status: 'answered', found: 1 });
    expect(stands(1)).toEqual({ status: 'answered', found: 1 });
    expect(stands(3)).toEqual({ status: 'new', found: 0 });
    expect(answersSince(room.database, 0)).toHaveLength(3);
  });

  test('[ACCESS-5] a stored password stands neither in the log nor readable in the database', async () => {
    const command = {
      type: 'add-mailbox',
      fields: fieldsOf(north),
      secrets: { imap: 'hunter2-imap' },
    };
    await room.does('gallois', command);
    const { client } = room.database;
    const bodies = client.prepare('select body from events').pluck().all().join();
    expect(bodies).not.toContain('hunter2');
    const sealed = client.prepare('select sealed from mailbox_secrets').pluck().all();
    expect(sealed).toHaveLength(1);
    expect(sealed.map((bytes) => (bytes as Buffer).toString('latin1')).join()).not.toContain(
      'hunter2',
    );
  });

  const watch = { clock: systemClock, timers: systemTimers };
  const findings = async (fields: MailboxFields, imap: string) =>
    (await testMailbox(fields, { imap, smtp: '' }, watch)).map(({ step, finding }) => [
      step,
      finding,
    ]);

  test('[MAIL-3] the connection test says step by step what works, and leaves the mail as it lies', async () => {
    await north.dovecot.deliver(letter());
    expect(await findings(fieldsOf(north), 'secret')).toEqual([
      ['imap-connect', 'well'],
      ['imap-sign-in', 'well'],
      ['imap-folder', 'well'],
      ['imap-sent', 'well'],
      ['smtp-connect', 'well'],
      ['smtp-sign-in', 'no-password-needed'],
    ]);
    const id = await addNorth();
    await expect.poll(() => taken(id), patience).toBe(1);
  });

  test('[MAIL-3] the connection test names the step that fails, and why', async () => {
    const fields = fieldsOf(north);
    expect(await findings(fields, 'wrong')).toContainEqual(['imap-sign-in', 'sign-in-refused']);
    expect(await findings({ ...fields, folder: 'Nulle part' }, 'secret')).toContainEqual([
      'imap-folder',
      'no-folder',
    ]);
    const smtp = { ...fields.smtp, user: 'nord' };
    north.sink.mood = { kind: 'refuses-sign-in' };
    expect(await findings({ ...fields, smtp }, 'secret')).toContainEqual([
      'smtp-sign-in',
      'sign-in-refused',
    ]);
    await north.dovecot.kill();
    expect(await findings(fields, 'secret')).toContainEqual(['imap-connect', 'unreachable']);
  });
});

function ticketIds(): string[] {
  return room.database.client.prepare('select id from tickets').pluck().all().map(String);
}
