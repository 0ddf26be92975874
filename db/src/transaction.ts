import { and, eq, sql } from 'drizzle-orm';
import { auditCommand } from './audit-command.ts';
import type { Database } from './database.ts';
import type { Committed, Head, Plan, Request } from './event-log.ts';
import { LoadedKeys } from './load-keys.ts';
import { prepared } from './prepared.ts';
import { commands } from './schema/log.ts';
import { Work } from './work.ts';

const statements = prepared((orm) => ({
  answered: orm
    .select({ answer: commands.answer })
    .from(commands)
    .where(and(eq(commands.by, sql.placeholder('by')), eq(commands.key, sql.placeholder('key'))))
    .prepare(),
}));

/** What one transaction did: its answer, where the log then ends, and what followers hear, if anything. */
export interface Done<A> {
  readonly answer: A;
  readonly head: Head;
  readonly committed: Committed | null;
}

/**
 * Runs one request inside the open SQLite transaction (LOG-2): plans, loads, decides, appends, projects,
 * writes beside, and stores the audit row with the answer. A key that was answered before gets the
 * same answer again, and nothing else happens (LOG-6).
 */
export function runTransaction<A>(
  database: Database,
  head: Head,
  asked: Request,
  plan: () => Plan<A>,
): Done<A> {
  const answered = statements(database).answered.get({ by: asked.by, key: asked.key });
  if (answered) return { answer: answerOf<A>(answered.answer), head, committed: null };
  const { keys, decide, at = asked.at } = plan();
  const request = { ...asked, at };
  const loaded = new LoadedKeys(database, keys, head);
  const verdict = decide(loaded);
  const work = new Work(database, head, request, loaded);
  const writes = verdict.writes ?? {};
  if (verdict.ok) for (const append of verdict.appends) work.append(append);
  work.store(writes);
  const answer = verdict.ok ? verdict.answer(work.recorded) : verdict.answer;
  auditCommand(database, request, verdict.ok, work.recorded, answer);
  return { answer, head: work.head, committed: work.committed(writes) };
}

/** The stored answer was made by the same command's verdict: its type is what the asker expects. */
function answerOf<A>(json: string | null): A {
  return (json === null ? undefined : JSON.parse(json)) as A;
}
