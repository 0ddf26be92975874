import { isWorkedElsewhere, type AbsenceKind } from '@vigie/shared/roster/absence';
import type { DutyView, RosterCell } from '@vigie/shared/wire/roster';
import { hourText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** The look of a cell. Each has its letter as well: never colour alone. */
export type CellTone = 'day' | 'night' | 'office' | 'changed' | 'absent' | 'elsewhere' | 'resting';

/** One date of one person as the grid shows it. */
export interface ShownCell {
  readonly code: string;
  readonly tone: CellTone;
  /** Something beside the rule: late, leaving early, a swap that waits. */
  readonly mark: '' | 'late' | 'early' | 'pending';
  /** All of it in words, with the hours. */
  readonly words: string;
}

/** Shows a cell: duties first, then what keeps the person away (ROST-1). */
export function shownCell(cell: RosterCell): ShownCell | null {
  const { duties, absence, pending } = cell;
  const words = [
    ...duties.map(dutyWords),
    ...(absence ? [absenceWords(absence)] : []),
    ...(pending.length ? [m.roster_pending()] : []),
  ].join(' · ');
  const [first] = duties;
  if (absence?.missed || (absence && !first)) {
    return {
      code: absenceCode(absence.kind),
      tone: absentTone(absence),
      mark: markOf(cell),
      words,
    };
  }
  if (!first) return pending.length ? { code: '', tone: 'resting', mark: 'pending', words } : null;
  return {
    code: duties.map(dutyCode).join('+'),
    tone: toneOf(first),
    mark: markOf(cell),
    words,
  };
}

/** The letter of a duty: J, N, B by its hours, R, S, Sup where an override put the person there. */
export function dutyCode({ basis, kind }: Pick<DutyView, 'basis' | 'kind'>): string {
  switch (basis) {
    case 'replacement':
    case 'recall':
      return m.roster_code_replacement();
    case 'swap':
      return m.roster_code_swap();
    case 'extra':
      return m.roster_code_extra();
    case 'cycle':
    case 'office':
      return kindCodes[kind]();
  }
}

const kindCodes: Record<DutyView['kind'], () => string> = {
  day: m.roster_code_day,
  night: m.roster_code_night,
  office: m.roster_code_office,
  extra: m.roster_code_extra,
};

/** A duty in words with its hours: « Jour 06:00 – 18:08 · arrivée à 07:30 ». */
export function dutyWords(duty: DutyView): string {
  const hours = `${basisText(duty)} ${hourText(duty.startMs)} – ${hourText(duty.endMs)}`;
  const late =
    duty.arrivesMs === null ? [] : [m.roster_arrives({ time: hourText(duty.arrivesMs) })];
  const early = duty.leavesMs === null ? [] : [m.roster_leaves({ time: hourText(duty.leavesMs) })];
  return [hours, ...late, ...early].join(' · ');
}

function basisText({ basis, kind }: DutyView): string {
  const hours = { day: m.roster_day, night: m.roster_night, office: m.roster_office }[
    kind === 'extra' ? 'day' : kind
  ]();
  switch (basis) {
    case 'replacement':
      return m.roster_basis_replacement({ hours });
    case 'recall':
      return m.roster_basis_recall({ hours });
    case 'swap':
      return m.roster_basis_swap({ hours });
    case 'extra':
      return m.roster_basis_extra();
    case 'cycle':
    case 'office':
      return hours;
  }
}

/** The letters of an absence: its kind to whoever may know it, else A. */
export function absenceCode(kind: AbsenceKind | null): string {
  switch (kind) {
    case 'training':
      return m.roster_code_training();
    case 'mission':
      return m.roster_code_mission();
    case 'recovery':
      return m.roster_code_recovery();
    case 'unexplained':
    case null:
      return m.roster_code_absent();
    default:
      return kind;
  }
}

function absenceWords({ kind }: NonNullable<RosterCell['absence']>): string {
  return kind === null ? m.roster_absent() : absenceText(kind);
}

/** A kind of absence in words. */
export function absenceText(kind: AbsenceKind): string {
  return absenceTexts[kind]();
}

const absenceTexts: Record<AbsenceKind, () => string> = {
  CA: m.roster_absence_ca,
  ARTT: m.roster_absence_artt,
  RPS: m.roster_absence_rps,
  CET: m.roster_absence_cet,
  CM: m.roster_absence_cm,
  ASA: m.roster_absence_asa,
  training: m.roster_absence_training,
  mission: m.roster_absence_mission,
  recovery: m.roster_absence_recovery,
  unexplained: m.roster_absence_unexplained,
};

function absentTone({ kind, missed }: NonNullable<RosterCell['absence']>): CellTone {
  if (!missed) return 'resting';
  return kind !== null && isWorkedElsewhere(kind) ? 'elsewhere' : 'absent';
}

function toneOf({ basis, kind }: DutyView): CellTone {
  if (basis !== 'cycle' && basis !== 'office') return 'changed';
  return kind === 'extra' ? 'changed' : kind;
}

function markOf({ duties, pending }: RosterCell): ShownCell['mark'] {
  if (pending.length) return 'pending';
  if (duties.some(({ arrivesMs }) => arrivesMs !== null)) return 'late';
  return duties.some(({ leavesMs }) => leavesMs !== null) ? 'early' : '';
}
