import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeWords } from './merge-words.ts';

const words = fc.array(fc.constantFrom('rappel', 'avant', 'huit', 'heures', 'du', 'parquet'), {
  maxLength: 12,
});

/** A text made of the base by taking words out and putting own ones in. */
const edited = (base: readonly string[], mark: string) =>
  fc
    .array(fc.record({ at: fc.nat(base.length), drop: fc.boolean() }), { maxLength: 5 })
    .map((edits) => {
      const text = [...base];
      edits.forEach(({ at, drop }, n) => {
        if (drop) text.splice(at % (text.length + 1), 1);
        else text.splice(at % (text.length + 1), 0, `${mark}${String(n)}`);
      });
      return text;
    });

const scenes = words.chain((base) =>
  fc.record({ base: fc.constant(base), saved: edited(base, 'A'), typed: edited(base, 'B') }),
);

describe('[HAND-1] two who write the same field at once', () => {
  test('every word that either typed stands in the merge', () => {
    fc.assert(
      fc.property(scenes, ({ base, saved, typed }) => {
        const merged = mergeWords(base.join(' '), saved.join(' '), typed.join(' ')).split(/\s+/);
        const own = [...saved, ...typed].filter((word) => /^[AB]\d$/.test(word));
        for (const word of own) expect(merged).toContain(word);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a word that neither touched is there once', () => {
    fc.assert(
      fc.property(scenes, ({ saved, typed }) => {
        const base = 'rappel du parquet avant huit heures';
        const one = [...saved.filter((w) => /^A/.test(w)), base].join(' ');
        const other = [base, ...typed.filter((w) => /^B/.test(w))].join(' ');
        const merged = mergeWords(base, one, other).split(/\s+/);
        expect(merged.filter((word) => word === 'parquet')).toEqual(['parquet']);
      }),
    );
  });

  test('who changed nothing takes nothing away', () => {
    fc.assert(
      fc.property(scenes, ({ base, saved }) => {
        const [was, now] = [base.join(' '), saved.join(' ')];
        expect(mergeWords(was, now, was)).toBe(now);
        expect(mergeWords(was, was, now)).toBe(now);
      }),
    );
  });

  test('both ends of a text are kept, in their places', () => {
    expect(mergeWords('attend le rappel', 'on attend le rappel', 'attend le rappel du SAMU')).toBe(
      'on attend le rappel du SAMU',
    );
  });

  test('of two answers to an empty field both stand, the one saved first in front', () => {
    expect(mergeWords('', 'le parquet rappelle', 'voir la fiche')).toBe(
      'le parquet rappelle voir la fiche',
    );
  });

  test('a save that holds the earlier one already doubles nothing', () => {
    expect(mergeWords('', 'le parquet', 'le parquet rappelle')).toBe('le parquet rappelle');
  });

  test('lines stay lines', () => {
    expect(mergeWords('un\ndeux', 'un\ndeux\ntrois', 'zéro\nun\ndeux')).toBe(
      'zéro\nun\ndeux\ntrois',
    );
  });
});
