import { asc, sql } from 'drizzle-orm';
import type { MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import { episodeOf } from '../episode-rows.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { mails, outbox } from '../schema/content.ts';
import { episodes } from '../schema/projections.ts';
import { answerHasLeft, answersFromElsewhere } from './answers.ts';

export interface Answer {
  readonly replyId: string;
  readonly at: number;
  readonly by: string;
}

export interface Arrival {
  readonly mailId: string;
  readonly at: number;
}

const since = sql.placeholder('since');

const statements = prepared((orm) => ({
  episodes: orm
    .select()
    .from(episodes)
    .where(sql`(${episodes.endedAt} is null or ${episodes.endedAt} >= ${since})`)
    .orderBy(asc(episodes.startedAt), asc(episodes.ticketId), asc(episodes.n))
    .prepare(),
  answers: orm
    .select({ replyId: outbox.replyId, at: outbox.acceptedAt, by: outbox.by })
    .from(outbox)
    .where(sql`${answerHasLeft} and ${outbox.acceptedAt} >= ${since}`)
    .orderBy(asc(outbox.acceptedAt))
    .prepare(),
  elsewhere: orm
    .select({ replyId: mails.id, at: mails.at })
    .from(mails)
    .where(sql`${mails.at} >= ${since} and ${answersFromElsewhere}`)
    .orderBy(asc(mails.at))
    .prepare(),
  arrivals: orm
    .select({ mailId: mails.id, at: mails.at })
    .from(mails)
    .where(
      sql`${mails.at} >= ${since} and ${mails.direction} = 'in' and ${mails.kind} in ('citizen', 'quarantined')`,
    )
    .orderBy(asc(mails.at), asc(mails.no))
    .prepare(),
}));

/** The clocks that run, and those that ended since then (MET-1). */
export function episodesSince(database: Database, sinceMs: number): MeasuredEpisode[] {
  return statements(database).episodes.all({ since: sinceMs }).map(episodeOf);
}

/** The answers of people that left since then; those found among the sent mails are under no name. */
export function answersSince(database: Database, sinceMs: number): Answer[] {
  const { answers, elsewhere } = statements(database);
  const ours = answers
    .all({ since: sinceMs })
    .flatMap(({ replyId, at, by }) => (at === null || by === null ? [] : [{ replyId, at, by }]));
  const others = elsewhere.all({ since: sinceMs }).map((found) => ({ ...found, by: 'system' }));
  return others.length ? [...ours, ...others].toSorted((one, other) => one.at - other.at) : ours;
}

/** The citizens' mails that a mailbox received since then. */
export function arrivalsSince(database: Database, sinceMs: number): Arrival[] {
  return statements(database).arrivals.all({ since: sinceMs });
}
