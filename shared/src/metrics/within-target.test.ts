import { expect, test } from 'vitest';
import { answeredAfter, closedAfter, minute, now, waitingFor } from './fixtures/episodes.ts';
import { withinTarget } from './within-target.ts';

test('[MET-1] an answer at the last instant of its target is in time, one after it is not', () => {
  expect(withinTarget([answeredAfter(60)], now)).toMatchObject({ hits: 1, misses: 0, share: 1 });
  const late = answeredAfter(60 + 1 / minute);
  expect(withinTarget([late], now)).toMatchObject({ hits: 0, misses: 1, share: 0 });
});

test('[MET-1] whoever waits past the target is a miss already, and before it no verdict', () => {
  expect(withinTarget([waitingFor(60)], now)).toMatchObject({
    undecided: 1,
    misses: 0,
    share: null,
  });
  expect(withinTarget([waitingFor(60)], now + 1)).toMatchObject({
    undecided: 0,
    misses: 1,
    share: 0,
  });
});

test('[MET-1] those closed unanswered are counted beside the share, neither in nor against it', () => {
  const episodes = [answeredAfter(10), answeredAfter(90), closedAfter(10), closedAfter(90)];
  expect(withinTarget(episodes, now)).toEqual({
    hits: 1,
    misses: 1,
    undecided: 0,
    closedUnanswered: 2,
    share: 0.5,
  });
});

test('[TIME-1] a past instant is judged by what was known then', () => {
  const late = answeredAfter(90);
  expect(withinTarget([late], now - 40 * minute)).toMatchObject({ undecided: 1, misses: 0 });
  expect(withinTarget([late], now - 29 * minute)).toMatchObject({ undecided: 0, misses: 1 });
  expect(withinTarget([closedAfter(90)], now - minute)).toMatchObject({
    misses: 1,
    closedUnanswered: 0,
  });
});
