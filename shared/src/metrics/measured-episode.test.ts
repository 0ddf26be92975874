import { expect, test } from 'vitest';
import { ana, claimedByAna, followUp, finding, officer, opened, reply } from '../ticket/testing.ts';
import { measuredAnswered, measuredWaiting } from './fixtures/measured.ts';
import { minute, now } from './fixtures/episodes.ts';
import { exclusionOf, measuredAsStood, measuredEpisodes } from './measured-episode.ts';

const plain = { closeReason: null } as const;
const clock = (cause: 'mail' | 'follow-up' | 'returned' | 'bounce' | 'reopened') =>
  ({ cause, priority: 'P2', outcome: 'answered' }) as const;

test('[MET-1] what comes back, machine mail, what was merged and trials are in no figure, each by its rule', () => {
  expect(exclusionOf(plain, clock('mail'))).toBeNull();
  expect(exclusionOf(plain, clock('follow-up'))).toBeNull();
  expect(exclusionOf(plain, clock('returned'))).toBe('reopened');
  expect(exclusionOf(plain, clock('reopened'))).toBe('reopened');
  expect(exclusionOf(plain, clock('bounce'))).toBe('machine-mail');
  expect(exclusionOf(plain, { ...clock('mail'), outcome: 'merged' })).toBe('merged');
  expect(exclusionOf({ closeReason: 'test' }, clock('returned'))).toBe('test');
});

test('[MET-1] a danger that brings a ticket back is a case like any other', () => {
  const log = claimedByAna(0);
  log.does(ana, reply(log.token), 1_000);
  log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
  log.system({ type: 'record-sent', replyId: 'reply-1', acceptedAt: 17_000 }, 17_000);
  const danger = finding({ danger: true, priority: 'P0', targetMs: 5 * minute });
  log.system(followUp(60_000, { finding: danger }), 60_000);
  expect(measuredEpisodes(log.open)).toMatchObject([
    { excluded: null },
    { cause: 'returned', priority: 'P0', excluded: null },
  ]);
});

test('[MET-1] who closes a ticket as a trial takes it out of every figure, and reopening brings it back', () => {
  const log = opened();
  log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 0);
  const { token } = log;
  log.does(ana, { type: 'close-ticket', token, reason: 'test', contactId: null }, minute);
  expect(measuredEpisodes(log.open)).toMatchObject([{ excluded: 'test' }]);
  log.does(officer, { type: 'reopen-ticket', reasonId: 'why', targetMs: minute }, 2 * minute);
  expect(measuredEpisodes(log.open)).toMatchObject([{ excluded: null }, { excluded: 'reopened' }]);
});

test('[TIME-1] an episode as it stood knows nothing of what came later', () => {
  const episodes = [measuredAnswered(30), measuredWaiting(5)];
  const [stood, ...others] = measuredAsStood(episodes, now - 15 * minute);
  expect(others).toEqual([]);
  expect(stood).toMatchObject({ endedAt: null, outcome: 'waiting', by: null });
  expect(stood).toMatchObject({ claimedAt: null, settledAt: null });
  expect(measuredAsStood(episodes, now - 5 * minute)[0]).toMatchObject({
    claimedAt: now - 10 * minute,
  });
});
