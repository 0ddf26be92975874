import { ledgerEntry } from '@vigie/db/queries/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { Intake } from './intake.ts';
import { mailServerOf } from './mail-server.ts';
import { FakeMailbox, type Step } from './testing/fake-mailbox.ts';
import { letter } from './testing/letter.ts';
import { MailRoom } from './testing/mail-room.ts';

type Happening =
  | { readonly kind: 'arrives'; readonly pushed: boolean }
  /** The provider puts a second copy of the last mail into the mailbox. */
  | { readonly kind: 'copied' }
  /** Somebody removes a mail by webmail. */
  | { readonly kind: 'removed'; readonly which: number }
  | { readonly kind: 'migrated' }
  | { readonly kind: 'breaks'; readonly at: Step }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'time-passes' };

const steps: Step[] = [
  'connect',
  'select',
  'look',
  'uidsFrom',
  'uidsSince',
  'facts',
  'source',
  'mark',
];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('arrives' as const), pushed: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'copied' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('removed' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'migrated' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('breaks' as const), at: fc.constantFrom(...steps) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restarted' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'time-passes' as const }) },
);

/** One mailbox through whatever happens to it. */
class Story {
  readonly box = new FakeMailbox();
  readonly room: TestRoom;
  readonly mail: MailRoom;
  #intake: Intake;
  #told = 0;

  constructor(room: TestRoom) {
    this.room = room;
    this.mail = new MailRoom(room);
    this.#intake = this.#start();
  }

  async goesOn(story: readonly Happening[]): Promise<void> {
    for (const event of story) await this.#happens(event);
    this.box.onStep = () => undefined;
    await this.#restart();
    await this.room.time.advance(120_000, () => this.#settle());
    await this.#intake.close();
  }

  async #happens(event: Happening): Promise<void> {
    const { box, room } = this;
    if (event.kind === 'arrives') {
      this.#told += 1;
      const n = String(this.#told);
      box.add(letter({ from: `c${n}@exemple.example`, text: `Question ${n}` }), room.time.now());
      if (event.pushed) box.push();
    }
    if (event.kind === 'copied') {
      const last = [...box.messages.values()].at(-1);
      if (last) box.add(last.bytes, last.receivedAt);
    }
    if (event.kind === 'removed') {
      const uid = [...box.messages.keys()][event.which];
      if (uid !== undefined) box.messages.delete(uid);
    }
    if (event.kind === 'migrated') box.migrate();
    if (event.kind === 'breaks') this.#breakAt(event.at);
    if (event.kind === 'restarted') await this.#restart();
    await room.time.advance(event.kind === 'time-passes' ? 12_000 : 10, () => this.#settle());
  }

  #breakAt(step: Step): void {
    this.box.onStep = (now) => {
      if (now !== step) return;
      this.box.onStep = () => undefined;
      throw Object.assign(new Error('lost'), { code: 'NoConnection' });
    };
  }

  async #restart(): Promise<void> {
    await this.#intake.close();
    this.#intake = this.#start();
  }

  #start(): Intake {
    const { room, mail, box } = this;
    const intake = new Intake({
      mailboxId: 'contact',
      server: mailServerOf('imap://contact:secret@127.0.0.1:10143'),
      since: mail.parts.since,
      database: room.database,
      receiver: mail.receiver,
      clock: room.time,
      timers: room.time,
      random: () => 1,
      logger: mail.log,
      open: box.open,
    });
    intake.start();
    return intake;
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < 25; turn += 1) await this.room.settle();
  }
}

test('[MAIL-2] whatever happens to a mailbox, each of its mails has one outcome, and no text two tickets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (story) => {
      const room = new TestRoom();
      try {
        const told = new Story(room);
        await told.goesOn(story);
        const { uidValidity, messages } = told.box;
        // Without a second copy in the mailbox nothing may count as one, migrations or not.
        const wasCopied = story.some(({ kind }) => kind === 'copied');
        for (const uid of messages.keys()) {
          const entry = ledgerEntry(room.database, { mailboxId: 'contact', uidValidity, uid });
          expect(entry?.outcome, `UID ${String(uid)}`).toMatch(
            wasCopied ? /ticket|duplicate/ : /ticket/,
          );
        }
        const texts = room.database.client
          .prepare(`select text from mails where direction = 'in'`)
          .pluck()
          .all();
        expect(new Set(texts).size).toBe(texts.length);
        const present = new Set([...messages.values()].map(({ bytes }) => bytes.toString()));
        expect(texts.length).toBeGreaterThanOrEqual(present.size);
      } finally {
        await room.close();
      }
    }),
    { numRuns: 40 },
  );
});
