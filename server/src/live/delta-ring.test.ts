import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeltaRing } from './delta-ring.ts';

test('[SYNC-2] the ring gives what follows, as far back as it reaches, and nothing beyond', () => {
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.nat(50),
      fc.nat(40),
      fc.nat(80),
      (first, capacity, pushed, since) => {
        const size = capacity + 1;
        const ring = new DeltaRing(size, first);
        const last = first + pushed;
        for (let seq = first + 1; seq <= last; seq += 1) ring.push(seq, `delta ${String(seq)}`);
        const reaches = since <= last && since >= Math.max(first, last - size);
        const missing = Array.from(
          { length: Math.max(0, last - since) },
          (_, n) => `delta ${String(since + 1 + n)}`,
        );
        expect(ring.after(since)).toEqual(reaches ? missing : null);
      },
    ),
  );
});

test('[SYNC-2] nobody is handed deltas with a hole between them', () => {
  const ring = new DeltaRing(10, 5);
  ring.push(6, 'six');
  ring.push(8, 'eight');
  expect(ring.after(5)).toBeNull();
  expect(ring.after(6)).toBeNull();
  expect(ring.after(7)).toEqual(['eight']);
});
