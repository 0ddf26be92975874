import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('[LOG-5] keys are sorted at every depth, and what is undefined is left out', () => {
  const value = { b: 1, a: { d: [{ z: null, y: true }], c: 'é "x"' }, gone: undefined };
  expect(canonicalJson(value)).toBe('{"a":{"c":"é \\"x\\"","d":[{"y":true,"z":null}]},"b":1}');
});

test('[LOG-5] it is JSON: what is read again is what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('[LOG-5] equal values give equal bytes, in whatever order they were built', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
      const turned = Object.fromEntries(Object.entries(record).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(record));
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Map(), undefined, 10n, () => 0])(
  '[LOG-5] what JSON would change on the way is refused: %s',
  (value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  },
);
