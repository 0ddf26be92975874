import type { Recorded } from '@vigie/shared/ticket/events';
import { placeholdersOf } from './columns.ts';
import type { Database } from './database.ts';
import type { LogEvent, Request } from './event-log.ts';
import { prepared } from './prepared.ts';
import { commands } from './schema/log.ts';

const statements = prepared((orm) => ({
  audit: orm.insert(commands).values(placeholdersOf(commands)).prepare(),
}));

/** Stores the audit row of a request with its answer, which the same key gets again (LOG-6). */
export function auditCommand(
  database: Database,
  { by, key, type, at, origin }: Request,
  ok: boolean,
  recorded: readonly Recorded<LogEvent>[],
  answer: unknown,
): void {
  const firstSeq = recorded[0]?.seq ?? null;
  const lastSeq = recorded.at(-1)?.seq ?? null;
  // An answer of nothing is stored as nothing.
  const json = answer === undefined ? null : JSON.stringify(answer);
  statements(database).audit.run({
    id: null,
    by,
    key,
    type,
    at,
    origin,
    firstSeq,
    lastSeq,
    ok,
    answer: json,
  });
}
