import type { Database } from '@vigie/db/database';
import {
  claimsAfter,
  heldTickets,
  seqBefore,
  type HeldTicket,
} from '@vigie/db/queries/case-claims';
import { episodesSince } from '@vigie/db/queries/figures';
import { headOf } from '@vigie/db/verify-chain';
import type { Case } from '@vigie/shared/forecast/known';
import type { MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import { dayMs, hourMs } from '@vigie/shared/roster/calendar';
import { mostUrgent } from '@vigie/shared/ticket/priority-order';

/** The past that a forecast learns from, in ms: eight weeks, so that each hour of the week came eight times. */
export const rememberedMs = 56 * dayMs;
/** An end may be told later than it was: so far back is read again. */
const overlapMs = hourMs;

interface Claimed {
  readonly at: number;
  readonly oriented: boolean;
}

/** The cases of the last weeks, read once and then kept up with the database (MET-4). Holds no words. */
export class CaseBook {
  readonly #database: Database;
  /** Clocks that have ended, by ticket and number: they do not change any more. */
  readonly #ended = new Map<string, Case>();
  readonly #claims = new Map<string, Claimed[]>();
  #seq: number | null = null;
  #readUntilMs = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All cases that ran in the weeks before an instant, in the order in which they began. */
  casesAt(atMs: number): Case[] {
    this.#readClaims(atMs);
    const held = new Map(
      heldTickets(this.#database, atMs).map((each) => [each.ticketId, each] as const),
    );
    const waiting = new Map<string, Case>();
    const since = Math.max(atMs - rememberedMs, this.#readUntilMs - overlapMs);
    for (const episode of episodesSince(this.#database, since)) {
      const { ticketId: id } = episode;
      if (episode.endedAt === null) {
        waiting.set(id, together(waiting.get(id), waitingCase(episode, held.get(id))));
      } else this.#ended.set(episode.id, this.#endedCase(episode));
    }
    this.#readUntilMs = atMs;
    this.#forget(atMs - rememberedMs);
    return [...this.#ended.values(), ...waiting.values()].sort(
      (one, other) => one.startedAt - other.startedAt,
    );
  }

  #readClaims(atMs: number): void {
    this.#seq ??= seqBefore(this.#database, atMs - rememberedMs, headOf(this.#database).seq);
    for (const { seq, ticketId, at, oriented } of claimsAfter(this.#database, this.#seq)) {
      const claims = this.#claims.get(ticketId) ?? [];
      this.#claims.set(ticketId, claims);
      if (!oriented) claims.push({ at, oriented });
      // An orientation belongs to the claim under which it was written.
      else if (claims.length) claims.push({ at: claims.at(-1)?.at ?? at, oriented });
      this.#seq = seq;
    }
  }

  #endedCase(episode: MeasuredEpisode): Case {
    const { ticketId: id, restricted, priority, startedAt, dueAt } = episode;
    const { endedAt, outcome, by } = episode;
    const claim = this.#claims.get(id)?.findLast(({ at }) => at <= (endedAt ?? at));
    return {
      ...{ id, priority, startedAt, dueAt, endedAt, outcome, restricted, holder: by },
      claimedAt: claim?.at ?? null,
      withSheet: claim?.oriented ?? false,
    };
  }

  #forget(beforeMs: number): void {
    for (const [key, { endedAt, id }] of this.#ended) {
      if (endedAt === null || endedAt >= beforeMs) continue;
      this.#ended.delete(key);
      this.#claims.delete(id);
    }
  }
}

function waitingCase(
  { ticketId: id, restricted, priority, startedAt, dueAt }: MeasuredEpisode,
  held: HeldTicket | undefined,
): Case {
  return {
    ...{ id, priority, startedAt, dueAt, restricted, endedAt: null, outcome: 'waiting' },
    ...{ claimedAt: held?.since ?? null, holder: held?.holder ?? null, withSheet: false },
  };
}

/** A ticket may have two clocks, its own and that of a danger: it waits once, for the earlier. */
function together(one: Case | undefined, other: Case): Case {
  if (!one) return other;
  return {
    ...one,
    priority: mostUrgent(one.priority, other.priority),
    startedAt: Math.min(one.startedAt, other.startedAt),
    dueAt: Math.min(one.dueAt, other.dueAt),
  };
}
