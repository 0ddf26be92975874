import type { CategorySign, CategoryWithSigns } from './category-sign.ts';
import { dailySigns } from './signs-daily.ts';
import { graveSigns } from './signs-grave.ts';

/** The signs of each category (MAIL-14). */
export const categorySigns: Readonly<Record<CategoryWithSigns, readonly CategorySign[]>> = {
  ...graveSigns,
  ...dailySigns,
};
