import { describe, expect, test } from 'vitest';
import type { TicketLog } from './testing.ts';
import { ana, ben, claimedByAna, followUp, lead, officer, opened, reply } from './testing.ts';

const minute = 60_000;

/** Ana's answer is written at an instant and has left a minute later. */
function answer(log: TicketLog, at: number, then: 'close' | 'wait' = 'close'): void {
  const replyId = `reply-${String(at)}`;
  log.does(ana, reply(log.token, { replyId, then }), at);
  log.system({ type: 'begin-sending', replyId }, at + 15_000);
  log.system({ type: 'record-sent', replyId, acceptedAt: at + minute }, at + minute);
}

describe('time to the claim', () => {
  test('[MET-1] it ends when somebody first has the ticket in hand, and a second claim changes nothing', () => {
    const log = claimedByAna(3 * minute);
    log.does(ana, { type: 'release-ticket', token: log.token }, 5 * minute);
    log.does(ben, { type: 'claim-ticket', heldByActor: 0 }, 9 * minute);
    expect(log.open.clocks).toMatchObject([{ claimedAt: 3 * minute }]);
  });

  test('[MET-1] a clock that starts while somebody holds the ticket is in hand at once', () => {
    const log = claimedByAna(minute);
    answer(log, 2 * minute, 'wait');
    log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 5 * minute);
    log.system(followUp(8 * minute), 8 * minute);
    expect(log.open.clocks[1]).toMatchObject({ claimedAt: 8 * minute, cause: 'follow-up' });
  });
});

describe('handling time', () => {
  test('[MET-1] it is the time in hands, to the writing of the answer and not to its leaving', () => {
    const log = claimedByAna(2 * minute);
    log.does(ana, { type: 'release-ticket', token: log.token }, 5 * minute);
    log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 30 * minute);
    answer(log, 34 * minute);
    expect(log.open.clocks).toMatchObject([{ handledMs: 7 * minute, endedAt: 35 * minute }]);
  });

  test('[MET-1] who walked away worked until their last act, not until the lease ended', () => {
    const log = claimedByAna(0);
    log.system({ type: 'end-lease', lastActAt: 0 }, 15 * minute);
    expect(log.open).toMatchObject({ lock: null, clocks: [{ handledMs: 0 }] });
  });

  test('[MET-1] who takes over goes on where the other stopped', () => {
    const log = claimedByAna(0);
    log.does(officer, { type: 'seize-ticket', reasonId: 'why' }, 4 * minute);
    expect(log.open.clocks).toMatchObject([{ handledMs: 4 * minute }]);
  });
});

describe('resolution and reopening', () => {
  test('[MET-1] an answer that waits for the citizen settles nothing; one that closes does', () => {
    const log = claimedByAna(0);
    answer(log, minute, 'wait');
    expect(log.open.clocks).toMatchObject([{ settledAt: null }]);
    log.system(followUp(10 * minute), 10 * minute);
    log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 11 * minute);
    answer(log, 12 * minute);
    expect(log.open.clocks).toMatchObject([
      { cause: 'mail', settledAt: 13 * minute },
      { cause: 'follow-up', settledAt: null },
    ]);
  });

  test('[MET-1] what comes back is noted where it had been settled, and begins anew', () => {
    const log = claimedByAna(0);
    answer(log, minute);
    log.system(followUp(60 * minute), 60 * minute);
    expect(log.open.clocks).toMatchObject([
      { settledAt: 2 * minute, returnedAt: 60 * minute },
      { cause: 'returned', settledAt: null, returnedAt: null },
    ]);
  });

  test('[MET-1] a person who reopens starts a clock of that cause', () => {
    const log = opened();
    log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 0);
    log.does(
      ana,
      { type: 'close-ticket', token: log.token, reason: 'mistaken', contactId: null },
      minute,
    );
    log.does(lead, { type: 'reopen-ticket', reasonId: 'why', targetMs: minute }, 2 * minute);
    expect(log.open.clocks.map(({ cause }) => cause)).toEqual(['mail', 'reopened']);
    expect(log.open.clocks[0]).toMatchObject({ settledAt: minute, returnedAt: 2 * minute });
  });
});
