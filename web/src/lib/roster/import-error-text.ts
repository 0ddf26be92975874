import type { ImportError, ImportFault } from '@vigie/shared/wire/roster';
import type { View } from '@vigie/shared/wire/view';
import { m } from '#lib/paraglide/messages.js';
import { nameById } from '#lib/people/person-name.ts';
import { refusalText } from '#lib/refusal/refusal-text.ts';
import { findingText, ruleText } from './roster-texts.ts';

/** Why a line of an imported file is wrong, and what was expected (ROST-2). */
export function importErrorText({ why }: ImportError, people: View['people'], now: number): string {
  if (why.kind === 'refusal') return refusalText(why.refusal);
  if (why.kind === 'line') return lineTexts[why.fault](why.words);
  const { rule, personId } = why.finding;
  const name = personId === null ? [] : [nameById(people, personId)];
  return [ruleText(rule), ...name, findingText(why.finding, now)].join(' · ');
}

type Words = readonly string[];

const lineTexts: Readonly<Record<ImportFault, (words: Words) => string>> = {
  'no-text': () => m.roster_import_no_text(),
  'no-lines': () => m.roster_import_no_lines(),
  'too-many-lines': ([most = '']) => m.roster_import_too_many({ most }),
  'bad-quotes': () => m.roster_import_bad_quotes(),
  'unknown-person': ([who = '']) => m.roster_import_unknown_person({ who }),
  namesakes: ([who = '']) => m.roster_import_namesakes({ who }),
  'unknown-kind': ([kind = '']) => m.roster_import_unknown_kind({ kind }),
  'bad-date': ([date = '']) => m.roster_import_bad_date({ date }),
  'dates-crossed': ([last = '', first = '']) => m.roster_import_dates_crossed({ last, first }),
};
