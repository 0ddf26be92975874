import type { CategoryKey } from './categories.ts';
import type { CategorySign } from './category-sign.ts';
import { categorySigns } from './category-signs.ts';
import { dangerRules, weakRules } from './danger-rules.ts';
import { pattern, type Pattern } from './pattern.ts';
import type { Priority } from './priority.ts';
import { raisingRules } from './raising-rules.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** What a sign does to the ticket. */
export type Effect =
  | { readonly kind: 'danger'; readonly category: CategoryKey }
  | { readonly kind: 'weak' }
  | { readonly kind: 'raise'; readonly category: CategoryKey; readonly to: Priority }
  | { readonly kind: 'category'; readonly category: CategoryKey; readonly weight: number };

/** A rule made ready for matching. */
export interface Rule {
  /** Stable, for the log and the figures: `danger:il-va-me-tuer`. */
  readonly id: string;
  readonly phrase: string;
  readonly effect: Effect;
  readonly patterns: readonly Pattern[];
  readonly except: readonly Pattern[];
}

/** All rules of the triage (MAIL-14). */
export const rules: readonly Rule[] = [
  ...dangerRules.map(({ phrase, category, patterns, except }) =>
    rule('danger', phrase, { kind: 'danger', category }, patterns, except),
  ),
  ...weakRules.map(({ phrase, patterns, except }) =>
    rule('faible', phrase, { kind: 'weak' }, patterns, except),
  ),
  ...raisingRules.map(({ category, to, phrase, patterns }) =>
    rule(`${category}-${to}`, phrase, { kind: 'raise', category, to }, patterns),
  ),
  ...signEntries().map(([category, [weight, phrase, ...patterns]]) =>
    rule(category, phrase, { kind: 'category', category, weight }, patterns),
  ),
];

/** The words that the rules know. */
export const vocabulary: Vocabulary = vocabularyOf(
  rules.filter(isDanger).flatMap(({ patterns }) => patterns),
  rules.flatMap(({ patterns, except }) => [...patterns, ...except]),
);

function isDanger({ effect: { kind } }: Rule): boolean {
  return kind === 'danger' || kind === 'weak';
}

/** By each reading, the rules that may begin with it. */
export const rulesByBeginning: ReadonlyMap<string, readonly (readonly [Rule, Pattern])[]> =
  indexed();

function rule(
  area: string,
  phrase: string,
  effect: Effect,
  patterns: readonly string[],
  except: readonly string[] = [],
): Rule {
  const slug = phrase
    .split(/[^\p{L}\p{N}]+/u)
    .map(unaccented)
    .join('-');
  return {
    id: `${area}:${slug}`,
    phrase,
    effect,
    patterns: patterns.map(pattern),
    except: except.map(pattern),
  };
}

function unaccented(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function signEntries(): (readonly [CategoryKey, CategorySign])[] {
  return (Object.keys(categorySigns) as (keyof typeof categorySigns)[]).flatMap((category) =>
    categorySigns[category].map((sign) => [category, sign] as const),
  );
}

function indexed(): Map<string, [Rule, Pattern][]> {
  const index = new Map<string, [Rule, Pattern][]>();
  for (const one of rules) {
    for (const each of one.patterns) {
      for (const reading of each.beginnings) {
        index.set(reading, [...(index.get(reading) ?? []), [one, each]]);
      }
    }
  }
  return index;
}
