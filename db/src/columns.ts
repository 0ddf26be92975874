import {
  Column,
  getTableColumns,
  Param,
  sql,
  type Placeholder,
  type SQL,
  type Table,
} from 'drizzle-orm';

type ColumnName<T extends Table> = keyof T['$inferInsert'] & string;

/** A placeholder for every column, each under the column's own name: rows are bound as they are. */
export function placeholdersOf<T extends Table>(table: T): Record<ColumnName<T>, SQL> {
  return placeholdersFor(table, namesOf(table));
}

/** Placeholders for some of the columns. */
export function placeholdersFor<T extends Table, N extends ColumnName<T>>(
  table: T,
  names: readonly N[],
): Record<N, SQL> {
  return forEach(names, (name) => sql`${bound(columnOf(table, name), name)}`);
}

/** For an upsert: every column takes the value of the row that was refused. */
export function replacedBy<T extends Table>(table: T): Record<ColumnName<T>, SQL> {
  return forEach(
    namesOf(table),
    (name) => sql`excluded.${sql.identifier(columnOf(table, name).name)}`,
  );
}

/** Only values that the column writes in another form, such as booleans, go through its encoder: it costs. */
function bound(column: Column, name: string): Placeholder | Param {
  const placeholder = sql.placeholder(name);
  const asIs = column.mapToDriverValue === Column.prototype.mapToDriverValue;
  return asIs ? placeholder : new Param(placeholder, column);
}

function columnOf(table: Table, name: string): Column {
  const column: Column | undefined = getTableColumns(table)[name];
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

function namesOf<T extends Table>(table: T): ColumnName<T>[] {
  return Object.keys(getTableColumns(table));
}

function forEach<N extends string, V>(names: readonly N[], make: (name: N) => V): Record<N, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, V>;
}
