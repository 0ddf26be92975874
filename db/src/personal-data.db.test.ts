import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enter, histories, play } from './testing/random-history.ts';
import { makeSqliteMedium, type SqliteMedium } from './testing/sqlite-medium.ts';
import { SmallDesk } from './testing/small-desk.ts';

let medium: SqliteMedium;
beforeEach(async () => {
  medium = await makeSqliteMedium();
});
afterEach(() => medium.destroy());

/** Long histories in which every act succeeds somewhere; the same at every run. */
const everything = fc.sample(histories, { numRuns: 30, seed: 20_261_124 }).flat();

test('[LOG-4] what citizens and colleagues write never stands in the log', async () => {
  const desk = new SmallDesk(await medium.open());
  await enter(desk);
  await play(desk, everything);
  const count = (statement: string) =>
    Number(medium.database.client.prepare(statement).pluck().get());
  // The words were there to be leaked: every table that may hold them does.
  for (const table of ['mails', 'words', 'ticket_words', 'outbox']) {
    expect(count(`SELECT count(*) FROM ${table}`)).toBeGreaterThan(0);
  }
  const columns = 'stream || stream_id || type || body';
  expect(count(`SELECT count(*) FROM events WHERE lower(${columns}) LIKE '%canari%'`)).toBe(0);
  const kinds = count('SELECT count(DISTINCT type) FROM events');
  expect(kinds).toBeGreaterThan(30);
});

test('[LOG-4] the events of tickets and room hold ids, numbers and known words: nothing that could be prose', async () => {
  const desk = new SmallDesk(await medium.open());
  await enter(desk);
  await play(desk, everything);
  const prose: string[] = [];
  for (const { body } of medium.database.client
    .prepare<[], { body: string }>(`SELECT body FROM events WHERE stream <> 'person'`)
    .all()) {
    JSON.parse(body, (_, value: unknown) => {
      if (typeof value === 'string' && !/^[\w.:-]{0,64}$/.test(value)) prose.push(value);
      return value;
    });
  }
  expect(prose).toEqual([]);
});
