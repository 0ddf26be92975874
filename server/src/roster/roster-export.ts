import type { AbsenceKind } from '@vigie/shared/roster/absence';
import type { RosterAnswer, RosterCell } from '@vigie/shared/wire/roster';
import { stringify } from 'csv-stringify/sync';

/** How a spreadsheet names what somebody does on a date, by the codes of the service. */
const signs = { day: 'J', night: 'N', office: 'B', extra: '+' } as const;

/** The roster as a table for spreadsheets: a line for each person, a column for each date, as Excel opens it in France. */
export function rosterFile({ rows, dates }: RosterAnswer): string {
  const head = [
    'agent',
    'brigade',
    ...dates.map(({ date }) => date.split('-').reverse().join('/')),
  ];
  const body = rows.map(({ rank, name, teamId, cells }) => {
    const byDate = new Map(cells.map((cell) => [cell.date, cell]));
    const signsOfDates = dates.map(({ date }) => signOf(byDate.get(date)));
    return [`${rank} ${name}`.trim(), teamId ?? '', ...signsOfDates];
  });
  // No cell may begin as a formula: names are typed by people.
  return stringify([head, ...body], { delimiter: ';', bom: true, escape_formulas: true });
}

/** The codes of the service, and words where it has none; the import reads the same. */
function absenceSign(kind: AbsenceKind): string {
  return absenceSigns[kind] ?? kind;
}

const absenceSigns: Partial<Record<AbsenceKind, string>> = {
  training: 'formation',
  mission: 'mission',
  recovery: 'récupération',
  unexplained: 'absence injustifiée',
};

function signOf(cell: RosterCell | undefined): string {
  if (!cell) return '';
  if (cell.absence) return cell.absence.kind ? absenceSign(cell.absence.kind) : 'absent';
  return cell.duties
    .map(({ kind, basis }) => `${signs[kind]}${basis === 'swap' ? '⇄' : ''}`)
    .join(' ');
}
