import { describe, expect, test } from 'vitest';
import type { SystemCommand } from './system-command.ts';
import { ana, claimedByAna, finding, followUp, opened, reply } from './testing.ts';

const minute = 60_000;
const found = (sentAt: number): SystemCommand => ({
  type: 'record-answer-elsewhere',
  mailId: 'webmail',
  sentAt,
});

describe('[MAIL-3] an answer that did not leave from here', () => {
  test('ends the clock at the instant at which it was sent, under nobody’s name', () => {
    const log = opened();
    log.system(found(10 * minute), 60 * minute);
    expect(log.open).toMatchObject({ status: 'answered', settledAt: 10 * minute });
    expect(log.open.clocks).toMatchObject([
      { endedAt: 10 * minute, outcome: 'answered', by: 'system', settledAt: 10 * minute },
    ]);
  });

  test('answers no mail that came after it', () => {
    const log = opened({ finding: finding() });
    log.system(followUp(30 * minute, { finding: finding({ danger: true }) }), 30 * minute);
    log.system(found(10 * minute), 60 * minute);
    expect(log.open.status).toBe('new');
    expect(log.open.clocks.map(({ endedAt }) => endedAt)).toEqual([10 * minute, null]);
  });

  test('leaves a held ticket to its holder, who may still answer or close', () => {
    const log = claimedByAna(0);
    log.system(found(5 * minute), 6 * minute);
    expect(log.open).toMatchObject({ status: 'claimed', lock: { holder: 'ana' } });
    expect(log.does(ana, reply(log.token), 7 * minute).ok).toBe(true);
  });

  test('silences no P0: that ends by a call', () => {
    const log = opened({ finding: finding({ priority: 'P0', danger: true }) });
    log.system(found(minute), 2 * minute);
    expect(log.open.status).toBe('new');
    expect(log.open.alarm).not.toBeNull();
    log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 3 * minute);
    log.system({ type: 'end-lease', lastActAt: 3 * minute }, 60 * minute);
    expect(log.open.status).toBe('new');
    expect(log.open.alarm).not.toBeNull();
  });

  test('to a ticket that was answered changes no clock', () => {
    const log = claimedByAna(0);
    log.does(
      ana,
      { type: 'close-ticket', token: log.token, reason: 'mistaken', contactId: null },
      minute,
    );
    const { clocks } = log.open;
    log.system(found(5 * minute), 6 * minute);
    expect(log.open.clocks).toEqual(clocks);
  });
});
