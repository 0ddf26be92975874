import type { Recorded } from '../ticket/events.ts';
import { categoryKeys, type CategoryKey } from '../triage/categories.ts';
import type { SettingKey, SettingValues } from './definitions.ts';
import { textIn } from './settings.ts';
import type { SettingsEvent } from './state.ts';

/** Where citizens who write about a category are sent, and until when that is trusted unread. */
export interface AnswerSheet {
  /** One service a line, as it may be put into an answer; none where the sheet was withdrawn. */
  readonly lines: readonly string[];
  /** Day (ISO) after which it is not put in without a warning. */
  readonly reviewBy: string;
}

export type AnswerSheets = Readonly<Record<CategoryKey, AnswerSheet>>;

/** The answer sheets in force (domain: "Triage and orientation"). */
export function answerSheets(values: SettingValues): AnswerSheets {
  const sheets = categoryKeys.map((key): [CategoryKey, AnswerSheet] => {
    const lines = textIn(values, `sheet-${key}`).split('\n');
    return [
      key,
      {
        lines: lines.map((line) => line.trim()).filter(Boolean),
        reviewBy: textIn(values, `review-${key}`),
      },
    ];
  });
  return Object.fromEntries(sheets) as AnswerSheets;
}

/** What somebody did to an answer sheet last: its words weigh more than its date. */
export interface AnswerSheetChange {
  readonly category: CategoryKey;
  readonly what: 'added' | 'changed' | 'withdrawn' | 'reviewed';
  readonly by: string;
  readonly at: number;
}

/** The last change of each answer sheet among changes of settings, in the order of the log (HAND-1). */
export function answerSheetChanges(
  recorded: readonly Recorded<SettingsEvent>[],
): AnswerSheetChange[] {
  const last = new Map<CategoryKey, AnswerSheetChange>();
  for (const { event, by, at } of recorded) {
    const place = placeOf(event.setting);
    if (!place) continue;
    const { category, isDate } = place;
    if (isDate && (last.get(category)?.what ?? 'reviewed') !== 'reviewed') continue;
    last.delete(category);
    last.set(category, { category, what: isDate ? 'reviewed' : whatOf(event), by, at });
  }
  return [...last.values()];
}

function placeOf(setting: SettingKey): { category: CategoryKey; isDate: boolean } | null {
  const category = categoryKeys.find(
    (key) => setting === `sheet-${key}` || setting === `review-${key}`,
  );
  return category ? { category, isDate: setting === `review-${category}` } : null;
}

function whatOf({ before, after }: SettingsEvent): AnswerSheetChange['what'] {
  if (after !== null && isBlank(after)) return 'withdrawn';
  return isBlank(before) ? 'added' : 'changed';
}

function isBlank(value: SettingsEvent['before']): boolean {
  return String(value ?? '').trim() === '';
}
