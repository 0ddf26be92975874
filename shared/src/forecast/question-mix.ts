import { pick, type Random } from '../chance/random.ts';
import { categories, categoryKeys } from '../triage/categories.ts';
import { priorities, type Priority } from '../triage/priority.ts';
import type { Case, Known } from './known.ts';
import { gravePeak } from './ordinary-week.ts';

/** What decides of a question how it is treated. */
export interface Question {
  readonly priority: Priority;
  readonly allowedMs: number;
  readonly restricted: boolean;
}

/** What is asked, by day, and when more of it is grave (MET-4). */
export interface QuestionMix {
  readonly calm: readonly Question[];
  readonly peak: readonly Question[];
}

/** The domain's shares are worth so many questions, out of so many entries. */
const assumedWorth = 40;
const restrictedShare = 0.02;
/** The newest questions are kept: what people ask changes. */
const mostKept = 3_000;

/** Learns what is asked from the newest questions, beside the domain's shares. */
export function learnMix(
  { cases, allowedMs }: Pick<Known, 'cases' | 'allowedMs'>,
  isPeak: (atMs: number) => boolean,
): QuestionMix {
  const mix = {
    calm: assumedQuestions(allowedMs, 1),
    peak: assumedQuestions(allowedMs, gravePeak),
  };
  for (const each of cases.slice(-mostKept)) {
    (isPeak(each.startedAt) ? mix.peak : mix.calm).push(questionOf(each));
  }
  return mix;
}

/** One question of those that may come. */
export function drawQuestion(
  { calm, peak }: QuestionMix,
  isPeak: boolean,
  random: Random,
): Question {
  return pick(random, isPeak ? peak : calm);
}

function questionOf({ priority, startedAt, dueAt, restricted }: Case): Question {
  return { priority, allowedMs: dueAt - startedAt, restricted };
}

/** A list in which each priority stands as often as the domain's shares say. */
function assumedQuestions(allowedMs: Known['allowedMs'], grave: number): Question[] {
  const questions: Question[] = [];
  for (const priority of priorities) {
    const factor = priority === 'P0' || priority === 'P1' ? grave : 1;
    const share = shareOf(priority) * factor;
    for (let n = 0; n < Math.round(share * assumedWorth); n += 1) {
      const restricted = priority === 'P1' && n < restrictedShare * assumedWorth;
      questions.push({ priority, allowedMs: allowedMs[priority], restricted });
    }
  }
  return questions;
}

function shareOf(priority: Priority): number {
  const own = categoryKeys.filter((key) => categories[key].priority === priority);
  return own.reduce((sum, key) => sum + categories[key].sharePercent, 0) / 100;
}
