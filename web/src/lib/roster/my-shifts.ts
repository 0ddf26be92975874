import type { AbsenceKind } from '@vigie/shared/roster/absence';
import type { DutyView, RosterRow } from '@vigie/shared/wire/roster';

/** One line of a person's own roster: a duty to come, or a stretch of absence. */
export type MyLine =
  | {
      readonly kind: 'duty';
      readonly id: string;
      readonly duty: DutyView;
      readonly pending: boolean;
    }
  | {
      readonly kind: 'absence';
      readonly id: string;
      readonly absence: AbsenceKind | null;
      readonly from: string;
      readonly to: string;
    };

/** What lies before somebody, in order: duties that are not over, absences once each. */
export function myLines(row: RosterRow | undefined, now: number): MyLine[] {
  const lines: MyLine[] = [];
  const told = new Set<string>();
  for (const { duties, absence, pending } of row?.cells ?? []) {
    if (absence && !told.has(absence.overrideId)) {
      told.add(absence.overrideId);
      const { overrideId, kind, from, to } = absence;
      lines.push({ kind: 'absence', id: overrideId, absence: kind, from, to });
    }
    for (const duty of duties.filter(({ endMs }) => endMs > now)) {
      lines.push({ kind: 'duty', id: duty.id, duty, pending: pending.length > 0 });
    }
  }
  return lines;
}
