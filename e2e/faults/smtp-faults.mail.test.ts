import { afterAll, beforeAll, describe, test, type ExpectStatic } from 'vitest';
import { Dovecot, hasDovecot } from '@vigie/server/mail/testing/dovecot';
import { letter } from '@vigie/server/mail/testing/letter';
import { SmtpSink } from '@vigie/server/mail/testing/smtp-sink';
import { FaultStage } from './fault-stage.ts';
import { SmtpProxy, smtpSteps, type SmtpFault, type SmtpStep } from './smtp-proxy.ts';

// Ends what hangs; no verdict depends on it.
const patience = { timeout: 300_000, interval: 50 };

const anywhere = [
  'cut-before',
  'cut-after',
  'cut-amid',
  'drip',
  'silent',
  'silent-after',
  'closing',
  'later',
  'garbage',
] as const satisfies SmtpFault[];

/** `never` is an answer of the mail itself: refused where it is named, taken or not. */
const refusable = ['from', 'to', 'data', 'dot'] as const satisfies SmtpStep[];

const matrix: [SmtpFault, SmtpStep][] = [
  ...smtpSteps.flatMap((step) => anywhere.map((kind): [SmtpFault, SmtpStep] => [kind, step])),
  ...refusable.map((step): [SmtpFault, SmtpStep] => ['never', step]),
];

/** So far the server cannot have the whole mail. */
const beforeTheDot: readonly SmtpStep[] = ['greeting', 'hello', 'from', 'to', 'data'];

let dovecot: Dovecot;

// Each with a mailbox, a sink, a proxy and a database of its own: what they do most is wait.
describe
  .skipIf(!hasDovecot)
  .concurrent('an outgoing server that has a fault', { timeout: 400_000 }, () => {
    beforeAll(async () => {
      dovecot = await Dovecot.start();
    });

    afterAll(() => dovecot.close());

    test.for(matrix)(
      '[MAIL-8] after %s at %s no answer is sent twice',
      async ([kind, step], { expect }) => {
        const end = await play({ kind, step });
        judge(end, { kind, step }, expect);
      },
    );

    test.for(smtpSteps)(
      '[MAIL-8] after a kill -9 as %s is said no answer is sent twice',
      async (step, { expect }) => {
        const end = await play({ kind: 'cut-before', step, killed: 'asked' });
        expect(end.copies).toBeLessThanOrEqual(1);
        // Between `sending` and an outcome nobody knows: a human decides, whatever the truth is.
        expect(step === 'quit' ? ['sent', 'uncertain'] : ['uncertain']).toContain(end.state);
        expect(end.shown).toBe(end.state);
      },
    );

    test.for(['data', 'body', 'dot'] as const)(
      '[MAIL-8] after a kill -9 before the answer to %s no answer is sent twice',
      async (step, { expect }) => {
        const end = await play({ kind: 'cut-after', step, killed: 'answered' });
        expect(end.copies).toBe(step === 'data' ? 0 : 1);
        expect(end.state).toBe('uncertain');
        expect(end.shown).toBe('uncertain');
      },
    );
  });

interface Play {
  readonly kind: SmtpFault;
  readonly step: SmtpStep;
  /** The service ends at that moment, and is started again. */
  readonly killed?: 'asked' | 'answered';
}

interface End {
  /** What the outbox says in the end, and what whoever opens the ticket reads. */
  readonly state: string;
  readonly shown: string | null;
  /** How many of it the world received. */
  readonly copies: number;
}

/** A citizen writes, Ana answers, the fault strikes; then the service has time to do what it does. */
async function play({ kind, step, killed }: Play): Promise<End> {
  const account = dovecot.freshAccount();
  const sink = await SmtpSink.start();
  const proxy = await SmtpProxy.open(sink.port);
  const smtpUrl = `smtp://127.0.0.1:${String(proxy.port)}`;
  const urls = { imapUrl: account.imapUrlAt(dovecot.imapPort), smtpUrl };
  const stage = await FaultStage.make(urls, { mayBeKilled: killed !== undefined });
  try {
    await stage.start();
    // No acknowledgement: the answer alone passes the proxy.
    await account.deliver([letter({ headers: ['X-Auto-Response-Suppress: All'] })]);
    const ticketId = await firstTicket(stage);
    const meanwhile = async (): Promise<void> => {
      if (killed) await stage.kill();
    };
    proxy.fault.arm({ kind, step, meanwhile, moment: killed ?? 'asked' });
    await stage.answers(ticketId, 'Madame, voici la démarche.');
    await proxy.fault.struck;
    if (killed) await stage.start();
    const state = await lastState(stage);
    const { messageId } = stage.books().replies[0] ?? { messageId: 'none' };
    const copies = sink.taken.filter(({ raw }) => raw.includes(messageId)).length;
    return { state, shown: await stage.shownState(ticketId), copies };
  } finally {
    await stage.close();
    await proxy.close();
    await sink.close();
  }
}

/** What must be true after each fault: the state tells the truth, or that nobody knows. */
function judge({ state, shown, copies }: End, { kind, step }: Play, expect: ExpectStatic): void {
  expect(copies).toBeLessThanOrEqual(1);
  expect(shown).toBe(state);
  if (state === 'sent') expect(copies).toBe(1);
  if (state === 'failed') expect(copies).toBe(0);
  // What broke before the server had the mail is tried again, and arrives.
  if (kind !== 'never' && beforeTheDot.includes(step)) expect(state).toBe('sent');
  if (kind === 'never') expect(state).toBe('failed');
}

async function firstTicket(stage: FaultStage): Promise<string> {
  return eventually(() => stage.books().tickets[0]?.id);
}

/** The outcome, once there is one that lasts. */
async function lastState(stage: FaultStage): Promise<string> {
  const lasting = ['sent', 'failed', 'uncertain'];
  return eventually(
    () => stage.books().replies.find(({ state }) => lasting.includes(state))?.state,
  );
}

async function eventually<T>(look: () => T | undefined): Promise<T> {
  const end = Date.now() + patience.timeout;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('it never came about');
    await new Promise((resume) => setTimeout(resume, patience.interval));
  }
}
