import { categories, type CategoryKey, categoryKeys } from './categories.ts';
import type { Finding } from './signs.ts';

/** How loud the signs of each category are in a mail. */
export type Scores = ReadonlyMap<CategoryKey, number>;

/** From this on a category is meant, not just mentioned. */
const meant = 3;
/** Less than this is chance. */
const heard = 2;

/** Categories that go before all others when they are meant at all: a person may be in need. */
const inNeed: readonly CategoryKey[] = [
  'suicide',
  'vif',
  'vss',
  'mineur',
  'disparition',
  'radical',
];

/** Adds up the weights of the signs found. */
export function scoresOf(findings: readonly Finding[]): Scores {
  const scores = new Map<CategoryKey, number>();
  for (const { rule } of findings) {
    if (rule.effect.kind !== 'category') continue;
    const { category, weight } = rule.effect;
    scores.set(category, (scores.get(category) ?? 0) + weight);
  }
  return scores;
}

/** True when a category is what the mail is about, perhaps among others. */
export function isMeant(category: CategoryKey, scores: Scores): boolean {
  return (scores.get(category) ?? 0) >= meant;
}

/** Of the categories in which a person may be in need, those meant; the gravest first. */
export function needsMeant(scores: Scores): CategoryKey[] {
  return inNeed.filter((key) => isMeant(key, scores));
}

/** The restricted categories that are meant: one is enough to restrict the ticket. */
export function restrictedMeant(scores: Scores): CategoryKey[] {
  return categoryKeys.filter((key) => categories[key].restricted && isMeant(key, scores));
}

/** The loudest of some categories, the gravest among equals; null when none is heard. */
export function loudest(keys: readonly CategoryKey[], scores: Scores): CategoryKey | null {
  const [top] = keys
    .map((key) => ({ key, score: scores.get(key) ?? 0 }))
    .filter(({ score }) => score >= heard)
    .sort((one, other) => other.score - one.score);
  return top?.key ?? null;
}
