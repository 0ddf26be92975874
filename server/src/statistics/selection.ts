import type { StatisticsFilter } from '@vigie/shared/wire/statistics';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities, type Priority } from '@vigie/shared/triage/priority';
import type { ColumnName, EpisodeColumns } from './episode-columns.ts';
import { shiftKinds } from './groupings.ts';

/** Which rows a question is about: 1 in `inPeriod` for those that started in it, in `everywhere` whenever they did. */
export interface Selection {
  readonly inPeriod: Uint8Array;
  readonly everywhere: Uint8Array;
}

interface Condition {
  readonly column: ColumnName;
  readonly code: number;
}

/** No row has it: a name that nobody has met selects nothing. */
const nowhere = 65_535;

export function select(
  columns: EpisodeColumns,
  fromMs: number,
  toMs: number,
  filter: StatisticsFilter,
): Selection {
  const { size } = columns;
  const everywhere = new Uint8Array(size).fill(1);
  for (const { column, code } of conditionsOf(columns, filter)) {
    const values = columns.of[column];
    for (let row = 0; row < size; row += 1) if (values[row] !== code) everywhere[row] = 0;
  }
  const inPeriod = new Uint8Array(size);
  const { started } = columns.of;
  for (let row = 0; row < size; row += 1) {
    const ms = started[row] ?? 0;
    if (everywhere[row] === 1 && ms >= fromMs && ms < toMs) inPeriod[row] = 1;
  }
  return { inPeriod, everywhere };
}

/** Of the selected rows those of some priorities. */
export function among(
  { of }: EpisodeColumns,
  selected: Uint8Array,
  wanted: readonly Priority[],
): Uint8Array {
  const isWanted = priorities.map((priority) => (wanted.includes(priority) ? 1 : 0));
  return selected.map((one, row) => (one === 1 ? (isWanted[of.priority[row] ?? 0] ?? 0) : 0));
}

/** The places of the ones. */
export function rowsIn(selected: Uint8Array): Uint32Array {
  const rows = new Uint32Array(selected.length);
  let count = 0;
  for (let row = 0; row < selected.length; row += 1) if (selected[row] === 1) rows[count++] = row;
  return rows.subarray(0, count);
}

function conditionsOf(columns: EpisodeColumns, filter: StatisticsFilter): Condition[] {
  const { priority, category, mailbox, team, kind, person } = filter;
  const of = <T extends string>(
    column: ColumnName,
    value: T | undefined,
    code: (value: T) => number | undefined,
  ): Condition[] => (value === undefined ? [] : [{ column, code: code(value) ?? nowhere }]);
  return [
    ...of('priority', priority, (value) => priorities.indexOf(value)),
    ...of('category', category, (value) => categoryKeys.indexOf(value)),
    ...of('mailbox', mailbox, (value) => columns.mailboxes.known(value)),
    ...of('team', team, (value) => columns.teams.known(value)),
    ...of('kind', kind, (value) => shiftKinds.indexOf(value)),
    ...of('by', person, (value) => {
      const code = columns.people.known(value);
      return code === undefined ? undefined : code + 1;
    }),
  ];
}
