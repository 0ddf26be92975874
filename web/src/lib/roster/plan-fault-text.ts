import type { CycleFaultFacts } from '@vigie/shared/roster/cycle-faults';
import { m } from '#lib/paraglide/messages.js';
import type { PlanFault } from './plan-draft.ts';

/** What is wrong with a frame of the roster, and what was expected. */
export function planFaultText(fault: PlanFault): string {
  switch (fault.kind) {
    case 'from':
      return m.roster_plan_fault_from();
    case 'cover':
      return m.roster_plan_fault_cover();
    case 'office':
      return m.roster_plan_fault_office();
    case 'exemption':
      return m.roster_fault_exemption();
    case 'unchanged':
      return m.roster_plan_unchanged();
    case 'cycle':
      return fault.facts ? wholeText(fault.facts) : fieldText(fault.field);
  }
}

function wholeText({ fault, day = 0, time = '', date = '' }: CycleFaultFacts): string {
  switch (fault) {
    case 'hole':
      return m.roster_cycle_fault_hole({ day, time });
    case 'anchor-skipped':
      return m.roster_cycle_fault_anchor_skipped({ time, date });
    case 'anchor-twice':
      return m.roster_cycle_fault_anchor_twice({ time, date });
    case 'twice':
      return m.roster_cycle_fault_twice();
    case 'ends-first':
      return m.roster_cycle_fault_ends_first();
    case 'too-long':
      return m.roster_cycle_fault_too_long();
    case 'no-pattern':
    case 'pattern-length':
      return m.roster_cycle_fault_pattern();
  }
}

function fieldText(field: string): string {
  switch (field) {
    case 'anchor':
      return m.roster_cycle_fault_anchor();
    case 'teams':
      return m.roster_cycle_fault_no_team();
    case 'id':
      return m.roster_cycle_fault_name();
    case 'size':
      return m.roster_cycle_fault_size();
    case 'from':
    case 'to':
      return m.roster_cycle_fault_time();
    default:
      return m.roster_cycle_fault_days();
  }
}
