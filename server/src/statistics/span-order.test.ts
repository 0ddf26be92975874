import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpanOrder } from './span-order.ts';

const rowCount = 40;
/** Many equal ones, and some so long that a number cannot hold them beside a place. */
const span = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.MAX_SAFE_INTEGER));
const change = fc.uniqueArray(fc.tuple(fc.nat(rowCount - 1), fc.option(span)), {
  selector: ([row]) => row,
});

test('[MET-1] an order into which changes are shifted is the one that is sorted anew', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const order = new SpanOrder();
      const known = new Map<number, number>();
      for (const some of changes) {
        const having = some.flatMap(([row, ms]) => (ms === null ? [] : [{ row, ms }]));
        order.replace(
          some.map(([row]) => row),
          {
            rows: Uint32Array.from(having, ({ row }) => row),
            ms: Float64Array.from(having, ({ ms }) => ms),
          },
          rowCount,
        );
        for (const [row] of some) known.delete(row);
        for (const { row, ms } of having) known.set(row, ms);
      }
      const { rows, ms } = order.spans;
      expect(new Map(Array.from(rows, (row, n) => [row, ms[n]]))).toEqual(known);
      expect([...ms]).toEqual([...known.values()].sort((one, other) => one - other));
    }),
  );
});
