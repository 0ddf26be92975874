import { categories, type CategoryKey, categoryKeys } from './categories.ts';
import type { Priority } from './priority.ts';
import type { Effect } from './rules.ts';
import { isMeant, loudest, needsMeant, restrictedMeant, type Scores, scoresOf } from './scores.ts';
import { type Finding, findingsIn, type Sign } from './signs.ts';
import { readableStretches, visibleStretches } from './visible-text.ts';

/** What the text of a mail alone says about it (MAIL-14). */
export interface TriageVerdict {
  readonly priority: Priority;
  readonly category: CategoryKey;
  /** Violence is reported somewhere in it, whatever it is filed under. */
  readonly restricted: boolean;
  /** A sign of danger decided: the priority is P0. */
  readonly danger: boolean;
  /** The words that decided, the gravest first. */
  readonly signs: readonly Sign[];
}

/**
 * Judges a mail by its subject and body (MAIL-14). It reads no header, never throws, and takes time in
 * proportion to the text; of one longer than people write, it reads the beginning and the end.
 */
export function triage(subject: string, body: string): TriageVerdict {
  const findings = [
    ...findingsIn('subject', subject, readableStretches(subject)),
    ...findingsIn(
      'body',
      body,
      isForward(subject) ? readableStretches(body) : visibleStretches(body),
    ),
  ];
  const scores = scoresOf(findings);
  const restricted = restrictedMeant(scores);
  const danger = dangerCategory(findings, scores);
  const category =
    danger ?? loudest(needsMeant(scores), scores) ?? loudest(categoryKeys, scores) ?? 'autre';
  return {
    category,
    priority: danger ? 'P0' : priorityOf(category, findings, scores),
    restricted: categories[category].restricted || restricted.length > 0,
    danger: danger !== null,
    signs: decidingSigns(findings, [category, ...restricted]),
  };
}

/** True where a subject says that the mail is forwarded: what somebody forwards is what they want read. */
export function isForward(subject: string): boolean {
  return /^\s{0,3}(tr|fwd?|wg) ?:/i.test(subject);
}

/** What kind of danger is found; null when none is. */
function dangerCategory(findings: readonly Finding[], scores: Scores): CategoryKey | null {
  const effects = findings.map(({ rule }) => rule.effect);
  const dangers = effects.flatMap((effect) => (effect.kind === 'danger' ? [effect.category] : []));
  // "Au secours" stands in all of them: what says more about the danger decides what it is.
  const telling = categoryKeys.find((key) => key !== 'urgence' && dangers.includes(key));
  if (telling) return telling;
  const [need = 'urgence'] = needsMeant(scores);
  if (dangers.length > 0) return need;
  const raised = categoryKeys.find((key) =>
    effects.some((effect) => raises(effect, key, 'P0', scores)),
  );
  if (raised) return raised;
  const weak = findings
    .filter(({ rule }) => rule.effect.kind === 'weak')
    .map(({ rule }) => rule.id);
  return new Set(weak).size > 1 ? need : null;
}

function raises(effect: Effect, category: CategoryKey, to: Priority, scores: Scores): boolean {
  return (
    effect.kind === 'raise' &&
    effect.category === category &&
    effect.to === to &&
    isMeant(category, scores)
  );
}

function priorityOf(category: CategoryKey, findings: readonly Finding[], scores: Scores): Priority {
  const own = ownPriority(category, scores);
  const raised = findings.some(
    ({ rule: { effect } }) => effect.kind === 'weak' || raises(effect, category, 'P1', scores),
  );
  return raised && own > 'P1' ? 'P1' : own;
}

/** A matter of the gendarmerie is as urgent as what it is about. */
function ownPriority(category: CategoryKey, scores: Scores): Priority {
  if (category !== 'zone_gn') return categories[category].priority;
  const others = categoryKeys.filter((key) => key !== 'zone_gn');
  return categories[loudest(others, scores) ?? category].priority;
}

/** The signs that bear on the verdict, dangers in front. */
function decidingSigns(findings: readonly Finding[], shown: readonly CategoryKey[]): Sign[] {
  return findings
    .filter(
      ({ rule: { effect } }) =>
        !('category' in effect) || effect.kind === 'danger' || shown.includes(effect.category),
    )
    .sort((one, other) => rank[one.rule.effect.kind] - rank[other.rule.effect.kind])
    .map(({ sign }) => sign);
}

const rank: Readonly<Record<Effect['kind'], number>> = {
  danger: 0,
  weak: 1,
  raise: 2,
  category: 3,
};
