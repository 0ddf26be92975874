import type { Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import type { Refusal } from '../wire/answer.ts';
import type { ExemptionIds } from './command.ts';
import type { Finding } from './finding.ts';
import type { GivenExemption } from './override.ts';

/** The verdict on a change of the roster, with what the rules found (ROST-2). */
export type RosterDecision<E> =
  | { readonly ok: true; readonly events: readonly E[]; readonly findings: readonly Finding[] }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      readonly findings?: readonly Finding[];
      readonly faults?: readonly EntryFault[];
    };

/** Of many entries at once: one that is refused, by its place. */
export interface EntryFault {
  readonly index: number;
  readonly refusal: Refusal;
}

/** Who changes the roster, and when. */
export interface RosterCircumstances {
  readonly actor: Actor;
  readonly at: number;
}

/** What the rules say of a change: let through, refused, or let through by an exemption (ROST-2). */
export type RuleVerdict =
  | { readonly ok: true; readonly exemption: GivenExemption | null }
  | Extract<RosterDecision<never>, { ok: false }>;

/**
 * Errors in what is planned block unless a supervisor takes them upon themselves; facts never block, for
 * nobody can be made well by a refusal (ROST-2).
 */
export function ruleVerdict(
  findings: readonly Finding[],
  isPlanned: boolean,
  exemption: ExemptionIds | null,
  actor: Actor,
): RuleVerdict {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (!isPlanned || errors.length === 0) return { ok: true, exemption: null };
  if (!exemption) return { ok: false, refusal: 'rules-broken', findings };
  if (!may(actor, 'exempt-from-rules')) return { ok: false, refusal: 'not-allowed', findings };
  return { ok: true, exemption: { ...exemption, findings: errors.map(({ key }) => key) } };
}
