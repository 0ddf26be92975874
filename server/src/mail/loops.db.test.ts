import { ledgerCounts } from '@vigie/db/queries/ledger';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestRoom } from '../testing/test-room.ts';
import { Outbox } from './outbox.ts';
import { parseMail } from './parse-mail.ts';
import type { Parcel } from './smtp-courier.ts';
import { letter } from './testing/letter.ts';
import { identity, MailRoom } from './testing/mail-room.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const robots = 100;

let room: TestRoom;
let mail: MailRoom;
let outbox: Outbox;
let sent: { readonly to: string; readonly at: number }[];
let arrivals: number;

beforeEach(async () => {
  room = await TestRoom.open(['ana']);
  mail = new MailRoom(room);
  sent = [];
  arrivals = 0;
});

afterEach(async () => {
  await outbox.close();
  await room.close();
});

/** An autoresponder that bears no sign of one, and hides that its mails are alike. */
interface Robot {
  readonly address: string;
  /** How it writes, the n-th time; `heard` is the mail of ours that it answers. */
  write(n: number, heard: { messageId: string | null; subject: string } | null): Buffer;
}

function robotOf(k: number): Robot {
  const address = `robot${String(k)}@exemple.example`;
  const written = (n: number): string => `Je suis absent (${String(n)}, ${String(k * 7919 + n)}).`;
  const forms: Robot['write'][] = [
    // Another subject each time.
    (n) => letter({ from: address, subject: `Absence ${String(n)}`, text: written(n) }),
    // Answers in the thread, as a person would.
    (n, heard) =>
      letter({
        from: address,
        subject: `Re: ${heard?.subject ?? 'Absence'}`,
        text: written(n),
        headers: heard?.messageId ? [`In-Reply-To: ${heard.messageId}`] : [],
      }),
    // The same mailbox, written otherwise.
    (n) =>
      letter({
        from: `"Robot ${String(n)}" <${n % 2 ? address.toUpperCase() : address}>`,
        text: written(n),
      }),
    // Has the answer sent to another robot.
    (n) =>
      letter({
        from: address,
        text: written(n),
        headers: [`Reply-To: robot${String((k + 4) % robots)}@exemple.example`],
      }),
    // Quotes a ticket's number that is not its own.
    (n) =>
      letter({
        from: address,
        subject: `[n° 26-11-${String(n).padStart(4, '0')}]`,
        text: written(n),
      }),
  ];
  const write = forms[k % forms.length];
  if (!write) throw new Error('a robot without a form');
  return { address, write };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await room.settle();
}

test('[MAIL-7] a hundred hostile autoresponders get one automatic mail an address and day', async () => {
  const all = Array.from({ length: robots }, (_, k) => robotOf(k));
  const turns = new Map<Robot, number>();
  const answers = async (robot: Robot, raw: Buffer | null): Promise<void> => {
    const n = (turns.get(robot) ?? 0) + 1;
    turns.set(robot, n);
    arrivals += 1;
    await mail.arrives(robot.write(n, raw && (await parseMail(raw))));
  };
  // Deterministic, and no two robots in step.
  const delayOf = (robot: Robot): number =>
    (1 + ((all.indexOf(robot) * 37 + (turns.get(robot) ?? 0) * 11) % 90)) * minute;
  const chatters = (robot: Robot): void => {
    room.time.after(delayOf(robot) + 60 * minute, () => {
      void answers(robot, null);
      chatters(robot);
    });
  };
  outbox = new Outbox({
    ...{ mailboxId: 'contact', log: room.log, database: room.database, desk: room.desk },
    ...{ clock: room.time, timers: room.time, newId: () => room.newId() },
    ...{ settings: mail.parts.settings, identity, rules: mail.parts.rules, logger: mail.log },
    courier: {
      async send({ to, raw }: Parcel) {
        sent.push({ to: to.toLowerCase(), at: room.time.now() });
        const robot = all.find(({ address }) => address === to.toLowerCase());
        if (robot)
          room.time.after(delayOf(robot) / 60, () => void answers(robot, Buffer.from(raw)));
        return { kind: 'accepted' };
      },
    },
    sentFolder: { holds: async () => true, file: async () => true },
  });
  await outbox.start();
  for (const robot of all) chatters(robot);
  const begun = room.time.now();
  await room.time.advance(day - 1, settle);

  expect(arrivals).toBeGreaterThan(10 * robots);
  const counts = ledgerCounts(room.database, 'contact');
  expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(arrivals);
  const perAddress = Map.groupBy(sent, ({ to }) => to);
  expect(perAddress.size).toBeGreaterThanOrEqual(0.8 * robots);
  expect(Math.max(...[...perAddress.values()].map((mails) => mails.length))).toBe(1);
  expect(sent.every(({ at }) => at - begun < day)).toBe(true);
});
