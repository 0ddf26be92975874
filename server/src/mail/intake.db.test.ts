import { StorageFull } from '@vigie/db/event-log';
import { ledgerCounts, ledgerUids } from '@vigie/db/queries/ledger';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { defaultIntakeTimes, Intake } from './intake.ts';
import { intakeStart } from './intake-start.ts';
import { mailServerOf } from './mail-server.ts';
import { FakeMailbox, type Step } from './testing/fake-mailbox.ts';
import { letter } from './testing/letter.ts';
import { MailRoom } from './testing/mail-room.ts';

let room: TestRoom;
let mail: MailRoom;
let box: FakeMailbox;
let intakes: Intake[];

beforeEach(async () => {
  room = await TestRoom.open();
  mail = new MailRoom(room);
  box = new FakeMailbox();
  intakes = [];
});

afterEach(async () => {
  for (const intake of intakes) await intake.close();
  await room.close();
});

function open(receiver: Pick<MailRoom['receiver'], 'receive'> = mail.receiver): Intake {
  const intake = new Intake({
    mailboxId: 'contact',
    server: mailServerOf('imap://contact:secret@127.0.0.1:10143'),
    since: mail.parts.since,
    database: room.database,
    receiver,
    clock: room.time,
    timers: room.time,
    random: () => 1,
    logger: mail.log,
    open: box.open,
  });
  intakes.push(intake);
  intake.start();
  return intake;
}

/** Lets everything that was begun come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await room.settle();
}

function uidsInLedger(uidValidity: string): number[] {
  return ledgerUids(room.database, 'contact', uidValidity).map(({ uid }) => uid);
}

/** A citizen's mail arrives, each from another citizen. */
function arrives(n = 1): void {
  for (let i = 0; i < n; i += 1) {
    const from = `c${String(box.uidNext)}@exemple.example`;
    box.add(letter({ from, text: `Question ${String(box.uidNext)}` }), room.time.now());
  }
}

function tickets(): number {
  return Number(room.database.client.prepare('select count(*) from tickets').pluck().get());
}

test('[MAIL-1] what waits in the mailbox is taken in and then marked', async () => {
  arrives(3);
  const intake = open();
  await settle();
  expect(intake.state.at).toBe('idle');
  expect(tickets()).toBe(3);
  expect(box.marked).toEqual([1, 2, 3]);
  expect(intake.health()).toMatchObject({ state: 'well', ledger: { ticket: 3 } });
});

test('[MAIL-3] what the server pushes is taken in at once, without waiting for a poll', async () => {
  open();
  await settle();
  arrives();
  box.push();
  await settle();
  expect(tickets()).toBe(1);
});

test('[MAIL-3] what IDLE never told is found by the next poll', async () => {
  open();
  await settle();
  arrives();
  await room.time.advance(defaultIntakeTimes.pollEveryMs, settle);
  expect(tickets()).toBe(1);
});

test('[MAIL-3] mail older than the start is left alone, at the first connection and after', async () => {
  box.add(letter(), mail.parts.since - 5_000);
  box.add(letter({ text: 'Nouveau.' }), mail.parts.since);
  open();
  await settle();
  expect(uidsInLedger('1')).toEqual([2]);
  await intakes[0]?.close();
  open();
  await settle();
  expect(box.marked).toEqual([2]);
});

test('[MAIL-3] what arrives while we listen is ours, whatever its date says', async () => {
  open();
  await settle();
  box.add(letter(), 0);
  box.push();
  await settle();
  expect(tickets()).toBe(1);
});

test('[MAIL-3] without a chosen start, mail counts from the day of the installation', () => {
  const madeAt = Number(
    room.database.client.prepare(`select value from meta where key='created-at'`).pluck().get(),
  );
  expect(intakeStart(room.database, null)).toBe(madeAt);
  expect(intakeStart(room.database, 5)).toBe(5);
});

test('[MAIL-2] a mail that somebody removes before we fetch it is in the ledger, and an alert', async () => {
  open();
  await settle();
  arrives(2);
  box.messages.delete(1);
  box.push();
  await room.time.advance(defaultIntakeTimes.pollEveryMs, settle);
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 1, vanished: 1 });
  expect(mail.log.lines.filter(({ message }) => message.startsWith('ALERT'))).toHaveLength(1);
});

test('[MAIL-2] a mail that goes between listing and fetching is in the ledger', async () => {
  arrives(2);
  box.onStep = (step) => step === 'sources' && box.messages.delete(1);
  open();
  await settle();
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 1, vanished: 1 });
});

test('[MAIL-2] what was removed while we were away is in the ledger', async () => {
  arrives();
  open();
  await settle();
  await intakes[0]?.close();
  arrives(2);
  box.messages.delete(2);
  open();
  await settle();
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 2, vanished: 1 });
});

test('[MAIL-2] a mail that the server forgot to list is asked for by its UID, and not given up', async () => {
  open();
  await settle();
  arrives(2);
  box.unlisted.add(1);
  box.push();
  await room.time.advance(defaultIntakeTimes.pollEveryMs, settle);
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 2, vanished: 0 });
});

test('[MAIL-2] a mail that was told as vanished and turns up becomes a ticket', async () => {
  open();
  await settle();
  arrives(2);
  const hidden = box.messages.get(1);
  box.messages.delete(1);
  box.push();
  await room.time.advance(defaultIntakeTimes.pollEveryMs, settle);
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 1, vanished: 1 });
  if (hidden) box.messages.set(1, hidden);
  box.break();
  await room.time.advance(60_000, settle);
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 2, vanished: 0 });
});

test('[MAIL-1] bytes that are fewer than the server announced are asked for again', async () => {
  arrives();
  box.shortOnce.add(1);
  open();
  await room.time.advance(30_000, settle);
  expect(ledgerCounts(room.database, 'contact').ticket).toBe(1);
  const stored = room.database.client.prepare('select size from raw_mails').pluck().all();
  expect(stored).toEqual([box.messages.get(1)?.bytes.length]);
});

test('[MAIL-3] a mail that was withheld is taken in once the server hands it over', async () => {
  arrives(2);
  box.stuck.add(1);
  open();
  await room.time.advance(30_000, settle);
  box.stuck.clear();
  box.break();
  await room.time.advance(60_000, settle);
  expect(ledgerCounts(room.database, 'contact').ticket).toBe(2);
});

test('[MAIL-3] a mail that the server lists and never hands over does not stop the others', async () => {
  arrives(2);
  box.stuck.add(1);
  open();
  await room.time.advance(30_000, settle);
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 1, vanished: 0 });
  expect(mail.log.lines.some(({ message }) => message.startsWith('ALERT'))).toBe(true);
});

test('[MAIL-2] after a change of UIDVALIDITY every message is the one that it was', async () => {
  arrives(3);
  open();
  await settle();
  box.migrate();
  arrives();
  await room.time.advance(defaultIntakeTimes.pollEveryMs, settle);
  expect(tickets()).toBe(4);
  expect(uidsInLedger('2')).toEqual([100, 101, 102, 103]);
  expect(box.marked).toEqual([100, 101, 102, 103]);
});

describe('[MAIL-3] whatever breaks, a fresh connection comes to the same end', () => {
  const steps: Step[] = [
    'connect',
    'select',
    'look',
    'uidsFrom',
    'uidsSince',
    'facts',
    'sources',
    'source',
    'mark',
    'uidsUnmarked',
  ];

  test.each(steps)('a connection lost at %s', async (step) => {
    arrives(3);
    // Whoever sends half a mail is asked for that mail by itself.
    if (step === 'source') box.shortOnce.add(2);
    let failures = 2;
    box.onStep = (now) => {
      if (now !== step || failures === 0) return;
      failures -= 1;
      throw Object.assign(new Error('lost'), { code: 'NoConnection' });
    };
    open();
    await room.time.advance(60_000, settle);
    arrives();
    await room.time.advance(60_000, settle);
    expect(ledgerCounts(room.database, 'contact')).toMatchObject({
      ticket: 4,
      duplicate: 0,
      vanished: 0,
    });
    expect(box.marked).toEqual([1, 2, 3, 4]);
  });
});

describe('[MAIL-1] a crash at any step, and the next start, file each mail once', () => {
  class Crash extends Error {}

  test.each<[string, (crash: () => never) => Pick<MailRoom['receiver'], 'receive'>]>([
    ['after the bytes were stored', (crash) => ({ receive: async () => crash() })],
    [
      'after the transaction, before the mark',
      (crash) => ({
        receive: async (incoming) => {
          await mail.receiver.receive(incoming);
          return crash();
        },
      }),
    ],
  ])('%s', async (_title, receiver) => {
    arrives(2);
    const crash = (): never => {
      throw new Crash('the process ends here');
    };
    open(receiver(crash));
    await settle();
    expect(box.marked).toEqual([]);
    await intakes[0]?.close();
    open();
    await settle();
    expect(tickets()).toBe(2);
    expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 2, duplicate: 0 });
    expect(box.marked).toEqual([1, 2]);
  });

  test('before the bytes were stored', async () => {
    arrives();
    box.onStep = (step) => {
      if (step === 'source') throw new Crash('the process ends here');
    };
    open();
    await settle();
    await intakes[0]?.close();
    box.onStep = () => undefined;
    open();
    await settle();
    expect(tickets()).toBe(1);
  });

  test('after the mark was lost with the connection', async () => {
    arrives();
    open();
    await settle();
    for (const message of box.messages.values()) message.isMarked = false;
    await intakes[0]?.close();
    open();
    await settle();
    expect(tickets()).toBe(1);
    expect(box.marked).toEqual([1]);
  });
});

test('[MAIL-1] with a full disk nothing is marked, and all is taken in once there is room', async () => {
  arrives(2);
  let isFull = true;
  open({
    receive: async (incoming) => {
      if (isFull) throw new StorageFull('no room');
      return mail.receiver.receive(incoming);
    },
  });
  await settle();
  expect(box.marked).toEqual([]);
  expect(mail.log.lines.at(-1)?.message).toContain('storage');
  isFull = false;
  await room.time.advance(10_000, settle);
  expect(tickets()).toBe(2);
  expect(box.marked).toEqual([1, 2]);
});

test('[MAIL-3] a wrong password is named in the log, tried rarely, and the process lives', async () => {
  box.onStep = () => {
    throw Object.assign(new Error('Command failed'), {
      authenticationFailed: true,
      serverResponseCode: 'AUTHENTICATIONFAILED',
    });
  };
  const intake = open();
  await settle();
  expect(intake.health().state).toBe('refused');
  expect(mail.log.lines.at(-1)).toMatchObject({
    message: expect.stringContaining('refused our name or password') as string,
    context: { cause: 'sign-in-refused', code: 'AUTHENTICATIONFAILED', host: '127.0.0.1' },
  });
  expect(JSON.stringify(mail.log.lines)).not.toContain('secret');
  await room.time.advance(14_000, settle);
  expect(box.connections).toBe(1);
  await room.time.advance(2_000, settle);
  expect(box.connections).toBe(2);
});

test('[MAIL-3] a server that is silent under a poll is left for a fresh connection', async () => {
  const intake = open();
  await settle();
  box.isSilent = true;
  const { pollEveryMs, answerWithinMs } = defaultIntakeTimes;
  await room.time.advance(pollEveryMs + answerWithinMs, settle);
  expect(intake.state).toMatchObject({ at: 'back-off', cause: 'silent' });
  expect(mail.log.lines.at(-1)?.message).toContain('does not answer any more');
  box.isSilent = false;
  await room.time.advance(2_000, settle);
  expect(box.connections).toBe(2);
  expect(intake.health().state).toBe('well');
});

test('[MAIL-3] a mailbox unheard of for long is called silent', async () => {
  const intake = open();
  await settle();
  box.onStep = () => {
    throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  };
  await room.time.advance(30_000, settle);
  expect(intake.health().state).toBe('connecting');
  await room.time.advance(60_000, settle);
  expect(intake.health().state).toBe('silent');
  expect(mail.log.lines.at(-1)).toMatchObject({
    context: { cause: 'unreachable', code: 'ECONNREFUSED' },
  });
});

test('[MAIL-3] an intake that is closed leaves no timer and hears nothing more', async () => {
  const intake = open();
  await settle();
  await intake.close();
  box.push();
  box.break();
  expect(intake.state.at).toBe('stopped');
  expect(room.time.pending).toBe(0);
});

test('[MAIL-11] a mail above the limit is stored up to it, and its beginning is read as a ticket; the mailbox goes on', async () => {
  const big = Buffer.alloc(60_000_001, 'a');
  letter().copy(big);
  box.add(big, room.time.now());
  arrives();
  open();
  await settle();
  expect(ledgerCounts(room.database, 'contact')).toMatchObject({ ticket: 2 });
  const size = room.database.client.prepare('select max(size) from raw_mails').pluck().get();
  expect(size).toBe(60_000_000);
});

test('[MAIL-1] bytes are stored under their SHA-256, once', () => {
  const one = storeRawMail(room.database, letter({ id: '<a@b.example>' }), 1);
  expect(storeRawMail(room.database, letter({ id: '<a@b.example>' }), 2)).toBe(one);
});

describe('[MAIL-3] another mailbox behind the same UIDVALIDITY', () => {
  /** The server at its next connection: what it shows by then. */
  async function afterwards(change: () => void): Promise<void> {
    change();
    box.break();
    await room.time.advance(60_000, settle);
  }

  test('is known by a message that is another one under its UID: none is taken for known', async () => {
    arrives(3);
    open();
    await settle();
    const [, , third] = [...box.messages.values()];
    await afterwards(() => {
      box.messages.clear();
      box.uidNext = 1;
      arrives(2);
      if (third) box.add(third.bytes, third.receivedAt);
      arrives(2);
    });
    expect(tickets()).toBe(7);
    expect(uidsInLedger('1/2')).toEqual([1, 2, 3, 4, 5]);
    expect(ledgerCounts(room.database, 'contact')).toMatchObject({ duplicate: 0, vanished: 0 });
  });

  test('is known where a server came back from an older copy: what comes under a used UID is new', async () => {
    arrives(4);
    open();
    await settle();
    await afterwards(() => {
      for (const uid of [3, 4]) box.messages.delete(uid);
      box.uidNext = 3;
    });
    arrives();
    box.push();
    await settle();
    expect(tickets()).toBe(5);
    const later = open();
    await settle();
    arrives(2);
    box.push();
    await settle();
    expect(tickets()).toBe(7);
    expect(later.health()).toMatchObject({ difference: 0, ledger: { duplicate: 0 } });
  });

  test('is not seen in a server that writes messages anew, holds one back, or lost the newest', async () => {
    arrives(4);
    // The smallest of all has no name by which it could be told.
    box.add(Buffer.from('From: a@exemple.example\r\n\r\nOui.\r\n'), room.time.now());
    open();
    await settle();
    await afterwards(() => {
      for (const message of box.messages.values()) {
        message.bytes = Buffer.concat([Buffer.from('X-Seen-By: relay\r\n'), message.bytes]);
      }
      box.stuck.add(2);
      box.messages.delete(4);
    });
    arrives();
    box.push();
    await settle();
    expect(uidsInLedger('1')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(uidsInLedger('1/2')).toEqual([]);
  });
});
