import { afterAll, beforeAll, describe, test, type ExpectStatic } from 'vitest';
import { Dovecot, hasDovecot } from '@vigie/server/mail/testing/dovecot';
import type { DovecotAccount, ServerMessage } from '@vigie/server/mail/testing/dovecot-account';
import { letter } from '@vigie/server/mail/testing/letter';
import { SmtpSink } from '@vigie/server/mail/testing/smtp-sink';
import { FaultStage } from './fault-stage.ts';
import { ImapProxy, imapSteps, type ImapFault, type ImapStep } from './imap-proxy.ts';

// Ends what hangs; no verdict depends on it.
const patience = { timeout: 300_000, interval: 50 };

/** Faults that can strike at every step of the dialogue. */
const anywhere = [
  'cut-before',
  'cut-after',
  'cut-amid',
  'drip',
  'silent',
  'refused',
  'bad',
  'empty',
  'bye',
  'garbage',
] as const satisfies ImapFault[];

const matrix: [ImapFault, ImapStep][] = [
  ...imapSteps.flatMap((step) => anywhere.map((kind): [ImapFault, ImapStep] => [kind, step])),
  ['other-validity', 'select'],
  ['other-validity', 'poll'],
  ['truncated', 'fetch-source'],
  ['mute', 'idle'],
];

/** What comes to an open mailbox passes these steps by another way than what waits in it. */
const laterMatrix: [ImapFault, ImapStep][] = [
  ...(['noop', 'search', 'fetch-facts', 'fetch-source', 'mark'] as const).flatMap((step) =>
    anywhere.map((kind): [ImapFault, ImapStep] => [kind, step]),
  ),
  ['truncated', 'fetch-source'],
];

let dovecot: Dovecot;
let sink: SmtpSink;

// Each on a mailbox, a proxy and a database of its own: what they do most is wait.
describe
  .skipIf(!hasDovecot)
  .concurrent('a mailbox whose server has a fault', { timeout: 400_000 }, () => {
    beforeAll(async () => {
      [dovecot, sink] = await Promise.all([Dovecot.start(), SmtpSink.start()]);
    });

    afterAll(async () => {
      await Promise.all([dovecot.close(), sink.close()]);
    });

    test.for(laterMatrix)(
      '[MAIL-2] %s at %s, once the mailbox was open, loses and doubles nothing',
      async ([kind, step], { expect }) => {
        await play({ kind, step, later: true }, expect);
      },
    );

    test.for(matrix)(
      '[MAIL-2] %s at %s loses and doubles nothing',
      async ([kind, step], { expect }) => {
        await play({ kind, step }, expect);
      },
    );

    test.for(imapSteps)(
      '[MAIL-1] a kill -9 as %s is asked loses and doubles nothing',
      async (step, { expect }) => {
        await play({ kind: 'cut-before', step, killed: 'asked' }, expect);
      },
    );

    test.for(imapSteps)(
      '[MAIL-1] a kill -9 before the answer to %s loses and doubles nothing',
      async (step, { expect }) => {
        await play({ kind: 'cut-after', step, killed: 'answered' }, expect);
      },
    );

    test.for(['fetch-facts', 'fetch-source'] as const)(
      '[MAIL-2] a mail that somebody expunges at %s is told as vanished, and the others are tickets',
      async (step, { expect }) => {
        await play({ kind: 'none', step, expunged: true }, expect);
      },
    );
  });

interface Play {
  readonly kind: ImapFault;
  readonly step: ImapStep;
  /** The service ends at that moment, and is started again. */
  readonly killed?: 'asked' | 'answered';
  /** Somebody removes the first mail at that moment. */
  readonly expunged?: boolean;
  /** The first two mails are in before the fault strikes, on the third. */
  readonly later?: boolean;
}

/** Two mails wait, the fault strikes, a third mail comes: in the end each is one ticket, byte for byte. */
async function play(
  { kind, step, killed, expunged = false, later }: Play,
  expect: ExpectStatic,
): Promise<void> {
  const account = dovecot.freshAccount();
  const proxy = await ImapProxy.open(dovecot.imapPort);
  const urls = { imapUrl: account.imapUrlAt(proxy.port), smtpUrl: sink.url() };
  const stage = await FaultStage.make(urls, { mayBeKilled: killed !== undefined });
  const letters = [1, 2, 3].map((n) => letter({ from: `c${String(n)}@exemple.example` }));
  const meanwhile = async (): Promise<void> => {
    if (killed) await stage.kill();
    if (expunged) await account.expungeFirst();
  };
  try {
    await account.deliver(letters.slice(0, 2));
    const fault = { kind, step, meanwhile, moment: killed ?? 'asked' } as const;
    if (!later) proxy.fault.arm(fault);
    await stage.start();
    if (later) {
      await marked(account, expect);
      proxy.fault.arm(fault);
      await account.deliver(letters.slice(2));
    }
    await proxy.fault.struck;
    if (killed) await stage.start();
    if (!later) await account.deliver(letters.slice(2));
    await balances(stage, account, expunged ? 1 : 0, expect);
  } finally {
    await stage.close();
    await proxy.close();
  }
}

/** Waits until every message bears our mark, which comes last: nothing is on its way any more. */
async function marked(account: DovecotAccount, expect: ExpectStatic): Promise<void> {
  const isMarked = ({ flags }: ServerMessage) => flags.includes('VigieStored');
  await expect
    .poll(async () => (await account.look()).messages.every(isMarked), patience)
    .toBe(true);
}

/** Waits until every mail is in, then holds the books against the mail server itself. */
async function balances(
  stage: FaultStage,
  account: DovecotAccount,
  gone: number,
  expect: ExpectStatic,
): Promise<void> {
  const { uidValidity, messages } = await account.look();
  const taken = () =>
    stage
      .ledgerLines()
      .filter((line) => line.uidValidity === uidValidity && line.outcome !== 'vanished')
      .map(({ uid }) => uid);
  await expect.poll(taken, patience).toEqual(messages.map(({ uid }) => uid));
  await marked(account, expect);
  expect(stage.ledgerLines().filter(({ outcome }) => outcome === 'vanished')).toHaveLength(gone);
  expect(stage.books().ledger).not.toHaveProperty('duplicate');
  expect(stage.books().ledger).not.toHaveProperty('quarantined');
  expect(stage.books().tickets).toHaveLength(3 - gone);
  expect(stage.rawHashes()).toEqual(messages.map(({ sha256 }) => sha256).sort());
}
