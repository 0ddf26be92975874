import type { CategoryKey } from './categories.ts';

/** What in a text speaks for a category, and how loud: 4 or 3 decides alone, 1 only tips the scales. */
export type CategorySign = readonly [weight: 1 | 2 | 3 | 4, phrase: string, ...patterns: string[]];

/** Danger has rules of its own; what has no sign at all is `autre`. */
export type CategoryWithSigns = Exclude<CategoryKey, 'urgence' | 'autre'>;
