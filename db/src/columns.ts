import { getTableColumns, sql, type Placeholder, type SQL, type Table } from 'drizzle-orm';

type Column<T extends Table> = keyof T['$inferInsert'] & string;

/** A placeholder for every column, each under the column's own name: rows are bound as they are. */
export function placeholdersOf<T extends Table>(table: T): Record<Column<T>, Placeholder> {
  return forEachColumn(table, (name) => sql.placeholder(name));
}

/** For an upsert: every column takes the value of the row that was refused. */
export function replacedBy<T extends Table>(table: T): Record<Column<T>, SQL> {
  const columns = getTableColumns(table);
  return forEachColumn(table, (name) => {
    const column = columns[name];
    if (!column) throw new Error(`no column ${name}`);
    return sql`excluded.${sql.identifier(column.name)}`;
  });
}

function forEachColumn<T extends Table, V>(
  table: T,
  make: (name: Column<T>) => V,
): Record<Column<T>, V> {
  const names = Object.keys(getTableColumns(table)) as Column<T>[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Column<T>, V>;
}
