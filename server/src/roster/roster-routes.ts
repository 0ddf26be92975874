import type { Database } from '@vigie/db/database';
import { wordsByIds } from '@vigie/db/queries/words';
import { headOf } from '@vigie/db/verify-chain';
import type { Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { accountOf } from '@vigie/shared/roster/accounts';
import { dateAt, dayOf, daysAfter } from '@vigie/shared/roster/calendar';
import { holesBetween, propose } from '@vigie/shared/roster/holes';
import type { Override } from '@vigie/shared/roster/override';
import { findingsBetween } from '@vigie/shared/roster/rules/judge';
import { seeFindings } from '@vigie/shared/roster/see-findings';
import { rosterCommands } from '@vigie/shared/wire/roster-command';
import {
  accountsSchema,
  checkSchema,
  findingsSchema,
  holesSchema,
  proposalSchema,
  rosterSchema,
  type RosterAnswer,
} from '@vigie/shared/wire/roster';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import { checkCommand } from './check-command.ts';
import { bookKnownAt } from './known-then.ts';
import type { RosterKeeper } from './roster-keeper.ts';
import { rosterFile } from './roster-export.ts';
import { rosterView, type RosterAsked } from './roster-view.ts';
import type { WordsOf } from './see-override.ts';

export interface RosterParts {
  readonly database: Database;
  readonly staff: Staff;
  readonly roster: RosterKeeper;
  readonly clock: Clock;
}

type SeenPart = Pick<RosterAsked, 'from' | 'days' | 'person' | 'knownAt'>;

/** Nobody looks at more than a year at once. */
const longestDays = 366;
const date = z.iso.date();
const days = z.coerce.number().int().min(1).max(longestDays).default(28);
const stretch = z.object({ from: date.optional(), days });
const rosterQuery = z.object({
  ...{ from: date, days },
  person: z.string().max(64).optional(),
  knownAt: z.coerce.number().int().nonnegative().optional(),
});
const accountsQuery = z.object({ from: date, to: date });
const checkBody = z.object({ command: z.discriminatedUnion('type', rosterCommands) });

/** The roster, its holes, rules and accounts, each as far as the viewer may see it (ROST-1 to 3, ACCESS-1). */
export function rosterRoutes(app: App, parts: RosterParts): void {
  const { database, staff, roster, clock } = parts;
  const { book } = roster;

  app.get(
    '/api/roster',
    { schema: { querystring: rosterQuery, response: { 200: rosterSchema } } },
    async (request) => {
      const { from, days, person = null, knownAt = null } = request.query;
      return seen(request, { from, days, person, knownAt });
    },
  );

  app.get('/api/roster/export', { schema: { querystring: rosterQuery } }, (request, reply) => {
    const { from, days, person = null, knownAt = null } = request.query;
    const file = rosterFile(seen(request, { from, days, person, knownAt }));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="service-${from}.csv"`)
      .send(file);
  });

  app.get(
    '/api/roster/holes',
    { schema: { querystring: stretch, response: { 200: holesSchema } } },
    async (request, reply) => {
      if (!isAllowed(request, 'see-roster-cover')) return refuse(reply, 'not-allowed');
      const [from, to] = stretchOf(request.query);
      return { seq: headOf(database).seq, holes: holesBetween(book, from, to, clock.now()) };
    },
  );

  app.get(
    '/api/roster/proposal',
    { schema: { querystring: stretch, response: { 200: proposalSchema } } },
    async (request, reply) => {
      if (!isAllowed(request, 'see-roster-cover')) return refuse(reply, 'not-allowed');
      const [from, to] = stretchOf(request.query);
      return { seq: headOf(database).seq, ...propose(book, from, to, clock.now()) };
    },
  );

  app.get(
    '/api/roster/rules',
    { schema: { querystring: stretch, response: { 200: findingsSchema } } },
    async (request, reply) => {
      if (!isAllowed(request, 'see-roster-cover')) return refuse(reply, 'not-allowed');
      const [from, to] = stretchOf(request.query);
      const findings = seeFindings(findingsBetween(book, from, to), viewerAt(request).actor);
      return { seq: headOf(database).seq, findings };
    },
  );

  app.post(
    '/api/roster/check',
    { schema: { body: checkBody, response: { 200: checkSchema } } },
    async (request) => checkCommand(book, request.body.command, viewerAt(request)),
  );

  app.get(
    '/api/roster/accounts',
    { schema: { querystring: accountsQuery, response: { 200: accountsSchema } } },
    async (request, reply) => {
      const { from, to } = request.query;
      const length = dayOf(to) - dayOf(from) + 1;
      if (length < 1 || length > longestDays) return refuse(reply, 'times-crossed');
      const { actor } = viewerAt(request);
      const accounts = staff
        .all()
        .filter(({ id }) => may(actor, 'see-hours-account', { personId: id }))
        .map(({ id }) => accountOf(book, id, from, to));
      return { accounts };
    },
  );

  function seen(request: FastifyRequest, asked: SeenPart): RosterAnswer {
    const { from, days, knownAt } = asked;
    const dates = { from: daysAfter(from, -1), to: daysAfter(from, days) };
    const people = staff.all();
    return rosterView({
      ...asked,
      book: knownAt === null ? book : bookKnownAt(database, people, knownAt, dates),
      people,
      seq: headOf(database).seq,
      viewer: viewerAt(request),
      wordsFor: (shown) => wordsOf(database, shown),
    });
  }

  function stretchOf({ from, days }: z.infer<typeof stretch>): [from: string, to: string] {
    const first = from ?? dateAt(book.tz, clock.now());
    return [first, daysAfter(first, days - 1)];
  }

  function isAllowed(request: FastifyRequest, act: 'see-roster-cover'): boolean {
    return may(viewerAt(request).actor, act);
  }

  function viewerAt(request: FastifyRequest): { actor: Actor; at: number } {
    const at = clock.now();
    return { actor: staff.actor(viewerOf(request).person, at), at };
  }
}

/** The words of these overrides, looked up when the first is asked for. */
function wordsOf(database: Database, overrides: readonly Override[]): WordsOf {
  let found: ReturnType<typeof wordsByIds> | null = null;
  return (id) => {
    if (id === null) return null;
    found ??= wordsByIds(database, overrides.flatMap(wordIdsOf));
    return found.get(id)?.text ?? null;
  };
}

function wordIdsOf({ noteId, exemption, settled }: Override): string[] {
  const ids = [noteId, exemption?.reasonId, exemption?.compensationId, settled?.reasonId];
  return ids.filter((id) => id != null);
}
