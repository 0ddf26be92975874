import { setTimeout as pause } from 'node:timers/promises';
import { figureOf, median, plainFigure, type Figure } from '../figure.ts';
import { pairedRounds, pairsOf, type Progress } from '../rounds.ts';
import { bareIntake } from './bare-intake.ts';
import { MailStage } from './mail-stage.ts';
import { oversizedMails } from './oversized-mails.ts';
import { waitingMails } from './waiting-mails.ts';

const mostMailsARound = 3_000;
const rounds = 3;
const screens = 18;
const claimsAtRest = 100;
/** Ten claims a second: a room of twelve makes as many in its worst minute. */
const claimEveryMs = 100;
const longestBlockMs = 100;
const mostResidentMb = 500;

/**
 * What the taking in of mail costs (MAIL-1 to 4): so many mails wait in the longest part, and a round of the
 * others has three thousand of them.
 */
export async function benchMail(progress: Progress, waiting: number): Promise<Figure[]> {
  const stage = await MailStage.set();
  try {
    const mails = Math.min(waiting, mostMailsARound);
    stage.dovecot.lay(waitingMails(mails));
    const speed = await benchSpeed(stage, mails, progress);
    const live = await benchWithScreens(stage, mails);
    return [
      ...speed,
      live,
      ...(await benchFlood(waiting, progress)),
      await benchOversized(progress),
    ];
  } finally {
    await stage.close();
  }
}

/** Mails a second from the first to the last that is taken in by a service with so many screens. */
async function takenASecond(stage: MailStage, mails: number, withScreens = 0): Promise<number> {
  await stage.startService(withScreens);
  const { spanMs } = await stage.until(mails);
  await stage.stopService();
  return mails / (spanMs / 1_000);
}

async function benchSpeed(stage: MailStage, mails: number, progress: Progress): Promise<Figure[]> {
  const measured = await pairedRounds(
    progress,
    () => takenASecond(stage, mails),
    () => bareIntake(stage.dovecot.imapUrl),
    rounds,
  );
  const name = 'mail: Dovecot to durable, searchable tickets, beside fetch and parse alone';
  const aim = { kind: 'ratio-at-least', limit: 0.6 } as const;
  return [
    figureOf(
      name,
      '1/s',
      pairsOf(measured, (n) => n),
      aim,
    ),
  ];
}

async function benchWithScreens(stage: MailStage, mails: number): Promise<Figure> {
  const rates: number[] = [];
  for (let n = 0; n < rounds; n += 1) rates.push(await takenASecond(stage, mails, screens));
  const value = median(rates);
  const name = `mail: the same with ${String(screens)} screens live`;
  const aim = '≥ 500 1/s';
  return { name, value, unit: '1/s', baseline: null, ratio: null, aim, holds: value >= 500 };
}

/** Claims at rest, and while so many waiting mails are taken in; and what that does to the process. */
async function benchFlood(waiting: number, progress: Progress): Promise<Figure[]> {
  const stage = await MailStage.set();
  try {
    stage.dovecot.lay(waitingMails(claimsAtRest));
    await stage.startService(screens);
    await stage.until(claimsAtRest);
    const tickets = await stage.tickets();
    const atRest = await claims(stage, tickets, (done) => done >= claimsAtRest);
    const before = await stage.fare();
    const begun = performance.now();
    stage.dovecot.lay(waitingMails(waiting, claimsAtRest));
    let residentMb = 0;
    let blockMs = 0;
    let isOver = false;
    const tell = byHundredths(progress, waiting + claimsAtRest);
    const flood = stage.until(waiting + claimsAtRest, (fare) => {
      residentMb = Math.max(residentMb, fare.residentMb);
      blockMs = Math.max(blockMs, fare.longestBlockMs);
      tell(fare.mails);
    });
    // Whichever fails first says why.
    const [inFlood, { cpuMs }] = await Promise.all([
      claims(stage, tickets, () => isOver),
      flood.finally(() => (isOver = true)),
    ]);
    const seconds = (performance.now() - begun) / 1_000;
    const cpuUs = ((cpuMs - before.cpuMs) * 1_000) / waiting;
    console.error(
      `mail: beside ${String(inFlood.length)} claims ${(waiting / seconds).toFixed(0)} a second, each with ${cpuUs.toFixed(0)} µs of CPU of the thread that serves`,
    );
    const name = `mail: a claim's median while ${String(waiting)} waiting mails are taken in`;
    const pairs = [{ ours: median(inFlood), bare: median(atRest) }];
    return [
      figureOf(name, 'ms', pairs, { kind: 'ratio-at-most', limit: 2 }),
      plainFigure('mail: resident memory meanwhile', 'MB', residentMb, mostResidentMb),
      plainFigure('mail: longest block of the event loop meanwhile', 'ms', blockMs, longestBlockMs),
    ];
  } finally {
    await stage.close();
  }
}

async function claims(
  stage: MailStage,
  tickets: readonly string[],
  isEnough: (done: number) => boolean,
): Promise<number[]> {
  const times: number[] = [];
  while (!isEnough(times.length)) {
    times.push(await stage.claim(tickets[times.length % tickets.length] ?? ''));
    await pause(claimEveryMs);
  }
  return times;
}

/** One line for each hundredth of the way. */
function byHundredths(progress: Progress, of: number): (done: number) => void {
  let told = -1;
  return (done) => {
    const hundredth = Math.floor((100 * done) / of);
    if (hundredth > told) progress(done, of);
    told = Math.max(told, hundredth);
  };
}

/** Each mail out of all proportion by itself: the worst that one of them does to the event loop. */
async function benchOversized(progress: Progress): Promise<Figure> {
  const stage = await MailStage.set();
  try {
    stage.dovecot.lay(waitingMails(1));
    await stage.startService(screens);
    await stage.until(1);
    let worst = { name: 'none', ms: 0 };
    const mails = oversizedMails();
    for (const [n, { name, raw }] of mails.entries()) {
      progress(n + 1, mails.length);
      await stage.fare();
      stage.dovecot.lay([raw]);
      await stage.until(n + 2, ({ longestBlockMs: ms }) => {
        if (ms > worst.ms) worst = { name, ms };
      });
    }
    const name = `mail: longest block by thirty oversized mails (${worst.name})`;
    return plainFigure(name, 'ms', worst.ms, longestBlockMs);
  } finally {
    await stage.close();
  }
}
