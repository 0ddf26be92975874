import type { Finding, RosterRule } from '@vigie/shared/roster/finding';
import type { Cycle } from '@vigie/shared/roster/cycle';
import type { Candidate, Hole, OverrideView } from '@vigie/shared/wire/roster';
import type { View } from '@vigie/shared/wire/view';
import { momentText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { nameById } from '#lib/people/person-name.ts';
import { teamText } from '#lib/staff/team-text.ts';
import { absenceText } from './cell-shown.ts';
import { dayWords } from './day-text.ts';
import type { EntryFault, EntryKind } from './entry-draft.ts';

const minuteMs = 60_000;

/** A stretch of work or rest as the rules count it: « 42 h 28 », « −3 h 05 ». */
export function hoursText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / minuteMs);
  const tail = String(minutes % 60).padStart(2, '0');
  return `${ms < 0 ? '−' : ''}${String(Math.floor(minutes / 60))} h ${tail}`;
}

/** A shift as lists name it: « Nuit du 24 nov. ». */
export function shiftText(kind: 'day' | 'night', date: string): string {
  const day = { day: dayWords(date, 'short') };
  return kind === 'day' ? m.roster_day_of(day) : m.roster_night_of(day);
}

/** A shift by its id, through the cycle: « Nuit du 24 nov. ». */
export function shiftIdText(shiftId: string, cycle: Cycle): string {
  const [teamId = '', date = ''] = shiftId.split(':');
  const team = cycle.teams.find(({ id }) => id === teamId);
  return team ? shiftText(team.to.endsWith('+1') ? 'night' : 'day', date) : dayWords(date, 'short');
}

/** What a shift lacks, in words: « 5 sur 6 ». */
export function lackText({ lacks, present, minimum }: Pick<Hole, 'lacks' | 'present' | 'minimum'>) {
  switch (lacks) {
    case 'people':
      return m.roster_lacks_people({ present, minimum });
    case 'lead':
      return m.roster_lacks_lead();
    case 'clearance':
      return m.roster_lacks_clearance();
  }
}

/** Why somebody stands where they stand among those who could fill a hole (ROST-3). */
export function candidateText({
  restBeforeMs,
  restAfterMs,
  balanceMs,
  cleared,
}: Candidate): string {
  const rest = (ms: number | null) => (ms === null ? m.roster_rest_free() : hoursText(ms));
  const why = m.roster_candidate_why({
    before: rest(restBeforeMs),
    after: rest(restAfterMs),
    balance: hoursText(balanceMs),
  });
  return cleared ? `${why} · ${m.roster_candidate_cleared()}` : why;
}

/** A rule by its name. */
export function ruleText(rule: RosterRule): string {
  return ruleTexts[rule]();
}

const ruleTexts: Record<RosterRule, () => string> = {
  'double-shift': m.roster_rule_double_shift,
  'daily-rest': m.roster_rule_daily_rest,
  'weekly-rest': m.roster_rule_weekly_rest,
  'weekly-average': m.roster_rule_weekly_average,
  'night-average': m.roster_rule_night_average,
  cover: m.roster_rule_cover,
  'no-lead': m.roster_rule_no_lead,
  'not-cleared': m.roster_rule_not_cleared,
  'under-strength': m.roster_rule_under_strength,
  'clock-change': m.roster_rule_clock_change,
};

/** What a rule measured and asks for, with the exact times (ROST-2). */
export function findingText(finding: Finding, now: number): string {
  const { unit, measured, limit } = finding;
  const size = (value: number) => (unit === 'ms' ? hoursText(value) : String(value));
  return m.roster_finding({
    measured: size(measured),
    limit: size(limit),
    from: momentText(finding.fromMs, now),
    to: momentText(finding.toMs, now),
  });
}

/** An override in words: « Absence, congé annuel, 24 nov. – 28 nov. ». */
export function overrideText(
  override: OverrideView,
  facts: { people: View['people']; cycle: Cycle; now: number },
): string {
  const { people, cycle, now } = facts;
  const other = { name: override.otherId ? nameById(people, override.otherId) : '?' };
  const shift = { shift: override.shiftId ? shiftIdText(override.shiftId, cycle) : '' };
  const at = (ms: number | null) => (ms === null ? '' : momentText(ms, now));
  switch (override.kind) {
    case 'absence':
      return m.roster_override_absence({
        kind: override.absence ? absenceText(override.absence) : m.roster_absent(),
        dates: datesText(override.from, override.to),
      });
    case 'replacement':
      return m.roster_override_replacement({ ...shift, ...other });
    case 'recall':
      return m.roster_override_recall(shift);
    case 'extra':
      return m.roster_override_extra({ from: at(override.startMs), to: at(override.endMs) });
    case 'swap':
      return m.roster_override_swap({
        ...shift,
        ...other,
        with: override.withShiftId ? shiftIdText(override.withShiftId, cycle) : '',
      });
    case 'late':
      return m.roster_override_late({ ...shift, time: at(override.startMs) });
    case 'early-leave':
      return m.roster_override_early({ ...shift, time: at(override.endMs) });
    case 'posting':
      return m.roster_override_posting({
        team: override.teamId ? teamText(cycle, override.teamId) : m.roster_office_group(),
        dates: datesText(override.from, override.to),
      });
  }
}

function datesText(from: string | null, to: string | null): string {
  if (!from) return '';
  if (to === null) return m.roster_from_on({ day: dayWords(from, 'short') });
  return from === to
    ? dayWords(from, 'short')
    : `${dayWords(from, 'short')} – ${dayWords(to, 'short')}`;
}

/** Where an override stands, in words; null for one that simply holds. */
export function statusText(status: OverrideView['status']): string | null {
  switch (status) {
    case 'asked':
      return m.roster_status_asked();
    case 'agreed':
      return m.roster_status_agreed();
    case 'declined':
      return m.roster_status_declined();
    case 'cancelled':
      return m.roster_status_cancelled();
    case 'standing':
      return null;
  }
}

/** What can be entered, by its name. */
export const entryTexts: Record<EntryKind, () => string> = {
  absence: m.roster_entry_absence,
  replacement: m.roster_entry_replacement,
  recall: m.roster_entry_recall,
  extra: m.roster_entry_extra,
  late: m.roster_entry_late,
  'early-leave': m.roster_entry_early,
  swap: m.roster_entry_swap,
  posting: m.roster_entry_posting,
};

/** What a form lacks, as a sentence. */
export const entryFaultTexts: Record<EntryFault, () => string> = {
  person: m.roster_fault_person,
  dates: m.roster_fault_dates,
  'dates-crossed': m.roster_fault_dates_crossed,
  shift: m.roster_fault_shift,
  other: m.roster_fault_other,
  'with-shift': m.roster_fault_with_shift,
  times: m.roster_fault_times,
  exemption: m.roster_fault_exemption,
};
