import type { RosterAnswer, RosterRow, ShiftCover } from '@vigie/shared/wire/roster';
import { shownCell, type ShownCell } from './cell-shown.ts';
import { dayNumber, dayWords } from './day-text.ts';
import { holidayText } from './holiday-text.ts';

/** One date of the grid. */
export interface GridColumn {
  readonly date: string;
  readonly letter: string;
  readonly number: string;
  readonly long: string;
  readonly isToday: boolean;
  readonly isWeekend: boolean;
  readonly holiday: string | null;
  /** Begins a week or a month: a line is drawn before it. */
  readonly begins: boolean;
}

export interface GridRow {
  /** Its place among all people, for the keyboard. */
  readonly index: number;
  readonly person: RosterRow;
  /** One for each column; null on a day of rest. */
  readonly cells: readonly (ShownCell | null)[];
}

/** A team and its people; those of office hours stand under null. */
export interface GridGroup {
  readonly teamId: string | null;
  readonly rows: readonly GridRow[];
}

/** A coverage row: day or night over all dates, null where no team of that kind works. */
export interface CoverRow {
  readonly kind: 'day' | 'night';
  readonly size: number;
  readonly cells: readonly (CoverCell | null)[];
}

export interface CoverCell extends ShiftCover {
  readonly level: CoverLevel;
}

/** `hole`: below the minimum; `weak`: fewer than three quarters of the team; both are said, not only coloured. */
export type CoverLevel = 'hole' | 'weak' | 'short' | 'whole';

export interface RosterGrid {
  readonly columns: readonly GridColumn[];
  readonly covers: readonly CoverRow[];
  readonly groups: readonly GridGroup[];
  readonly rows: readonly GridRow[];
}

const weakShare = 0.75;

/** Lays the roster out as the screen has it: dates across, teams and their people down. */
export function rosterGrid(roster: RosterAnswer): RosterGrid {
  const columns = roster.dates.map((day, index) => columnOf(day, roster.today, index));
  const rows = roster.rows.map((person, index) => rowOf(person, index, columns));
  return { columns, covers: coversOf(roster, columns), groups: groupsOf(rows), rows };
}

function columnOf(
  { date, holiday }: RosterAnswer['dates'][number],
  today: string,
  index: number,
): GridColumn {
  const weekday = new Date(date).getUTCDay();
  return {
    date,
    letter: dayWords(date, 'letter'),
    number: dayNumber(date),
    long: dayWords(date, 'long'),
    isToday: date === today,
    isWeekend: weekday === 0 || weekday === 6,
    holiday: holiday === null ? null : holidayText(holiday),
    begins: index > 0 && (weekday === 1 || date.endsWith('-01')),
  };
}

function rowOf(person: RosterRow, index: number, columns: readonly GridColumn[]): GridRow {
  const byDate = new Map(person.cells.map((cell) => [cell.date, cell]));
  return {
    index,
    person,
    cells: columns.map(({ date }) => {
      const cell = byDate.get(date);
      return cell ? shownCell(cell) : null;
    }),
  };
}

function groupsOf(rows: readonly GridRow[]): GridGroup[] {
  const groups: { teamId: string | null; rows: GridRow[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.teamId === row.person.teamId) last.rows.push(row);
    else groups.push({ teamId: row.person.teamId, rows: [row] });
  }
  return groups;
}

function coversOf({ cover }: RosterAnswer, columns: readonly GridColumn[]): CoverRow[] {
  return (['day', 'night'] as const).map((kind) => {
    const byDate = new Map<string, ShiftCover>();
    for (const shift of cover)
      if (shift.kind === kind) byDate.set(shift.date, weaker(byDate, shift));
    const cells = columns.map(({ date }) => coverCell(byDate.get(date)));
    const size = Math.max(0, ...cells.map((cell) => cell?.size ?? 0));
    return { kind, size, cells };
  });
}

/** Where two teams of a kind work on one date, the one that lacks more is shown. */
function weaker(known: ReadonlyMap<string, ShiftCover>, shift: ShiftCover): ShiftCover {
  const other = known.get(shift.date);
  return other && spare(other) <= spare(shift) ? other : shift;
}

function spare({ present, minimum }: ShiftCover): number {
  return present - minimum;
}

function coverCell(shift: ShiftCover | undefined): CoverCell | null {
  return shift ? { ...shift, level: levelOf(shift) } : null;
}

function levelOf({ present, minimum, size }: ShiftCover): CoverLevel {
  if (present < minimum) return 'hole';
  if (present < size * weakShare) return 'weak';
  return present < size ? 'short' : 'whole';
}
