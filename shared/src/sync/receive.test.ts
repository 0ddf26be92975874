import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delta, Frame } from '../wire/delta.ts';
import { emptyView } from '../wire/view.ts';
import { emptyFeed, feedOf, receive, type Feed } from './receive.ts';
import { historyOf, steps } from './testing.ts';

/** Seeds of runs that failed: without the check for gaps, and without that for a change of shape. */
const pinnedSeeds = [74_400_917, -941_120_186];

function frame(...seqs: number[]): Frame {
  return { deltas: seqs.map((seq) => ({ seq, changes: [mark(seq)] })) };
}

function mark(seq: number): NonNullable<Delta['changes']>[number] {
  return { c: 'arrivals', id: `m${String(seq)}`, put: { at: seq } };
}

describe('one frame', () => {
  test('[SYNC-1] deltas that follow are applied in order', () => {
    const receipt = receive(emptyFeed, frame(1, 2));
    expect(receipt).toMatchObject({ kind: 'applied', feed: { seq: 2 } });
    expect(receipt.kind === 'applied' && receipt.feed.view.arrivals).toEqual({
      m1: { at: 1 },
      m2: { at: 2 },
    });
  });

  test('[SYNC-2] what is known already is a duplicate, and so is an empty frame', () => {
    const feed: Feed = { ...emptyFeed, seq: 2 };
    expect(receive(feed, frame(1, 2))).toEqual({ kind: 'duplicate' });
    expect(receive(feed, frame())).toEqual({ kind: 'duplicate' });
  });

  test('[SYNC-2] of a frame that overlaps, only what is new is applied and announced', () => {
    const receipt = receive({ ...emptyFeed, seq: 2 }, frame(1, 2, 3));
    expect(receipt).toMatchObject({ kind: 'applied', feed: { seq: 3 }, news: [{ seq: 3 }] });
    expect(receipt.kind === 'applied' && receipt.feed.view.arrivals).toEqual({ m3: { at: 3 } });
  });

  test('[SYNC-2] a gap before or within a frame changes nothing and says what is missing', () => {
    const feed: Feed = { ...emptyFeed, seq: 2 };
    expect(receive(feed, frame(4))).toEqual({ kind: 'gap', missingFrom: 2 });
    expect(receive(feed, frame(3, 5))).toEqual({ kind: 'gap', missingFrom: 2 });
  });

  test('[SYNC-4] a redacted event moves the seq and leaves the view as it was', () => {
    const receipt = receive(emptyFeed, { deltas: [{ seq: 1 }] });
    expect(receipt.kind === 'applied' && receipt.feed).toEqual({ ...emptyFeed, seq: 1 });
  });
});

/** A delivery of the network's worst kind: frames of random stretches, lost, repeated and out of order. */
const delivery = fc.array(fc.tuple(fc.nat(30), fc.nat(6)), { maxLength: 40 });

function deliver(start: Feed, deltas: readonly Delta[], frames: readonly [number, number][]): Feed {
  return frames.reduce((feed, [from, length]) => {
    const receipt = receive(feed, { deltas: deltas.slice(from, from + length) });
    return receipt.kind === 'applied' ? receipt.feed : feed;
  }, start);
}

const everywhere = fc.property(steps, delivery, (taken, frames) => {
  const { deltas, views } = historyOf(taken);
  const lossy = deliver(emptyFeed, deltas, frames);
  // At any moment the screen shows a state that the server once had: never a mixture.
  expect(lossy.view).toEqual(views[lossy.seq]);
  const caughtUp = deliver(lossy, deltas, [[lossy.seq, deltas.length]]);
  expect(caughtUp.seq).toBe(deltas.length);
  expect(caughtUp.view).toEqual(views.at(-1));
});

describe('[SYNC-5] lossy, repeated, shuffled delivery converges after one catch-up', () => {
  test('on any history', () => {
    fc.assert(everywhere, { numRuns: 500 });
  });

  test.each(pinnedSeeds)('on the pinned seed %i', (seed) => {
    fc.assert(everywhere, { seed, numRuns: 100 });
  });

  test('[SYNC-1] and so does a start from any snapshot', () => {
    fc.assert(
      fc.property(steps, fc.nat(), delivery, (taken, where, frames) => {
        const { deltas, views } = historyOf(taken);
        const seq = where % views.length;
        const snapshot = feedOf({ logId: 'log', seq, view: views[seq] ?? emptyView });
        const lossy = deliver(snapshot, deltas, frames);
        expect(deliver(lossy, deltas, [[lossy.seq, deltas.length]]).view).toEqual(views.at(-1));
      }),
      { numRuns: 300 },
    );
  });
});
