import type { Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import type { Finding, RosterRule } from './finding.ts';

/** Made of somebody's hours; the others say no more than the roster that everybody sees. */
const ofHours: readonly RosterRule[] = ['weekly-average', 'night-average'];

/** Of what the rules found, what somebody is told: hours are the person's, the command's and the clerks' (ACCESS-1). */
export function seeFindings(findings: readonly Finding[], actor: Actor): Finding[] {
  return findings.filter(
    ({ rule, personId }) =>
      personId === null || !ofHours.includes(rule) || may(actor, 'see-hours-account', { personId }),
  );
}
