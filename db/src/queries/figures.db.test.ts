import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { citizenMail, emptyMail } from '../testing/words.ts';
import { arrivalsSince, episodesSince } from './figures.ts';
import { lastHeartbeat, persistHeartbeat } from './heartbeat.ts';
import { eventsOf } from './history.ts';
import { allPeople, personById, personByLogin } from './people.ts';

const stage = stageDatabase();

test('[MET-1] the clocks that run are counted, with those that ended since', async () => {
  const { desk, database } = stage;
  await desk.person('ana');
  await desk.ticket('running', { receivedAt: 1 });
  await desk.ticket('ended', { receivedAt: 2, restricted: false });
  await desk.happen(
    {
      stream: 'ticket',
      id: 'ended',
      events: [{ type: 'ticket-closed', reason: 'spam', contactId: null }],
    },
    500,
  );
  const ids = (since: number) => episodesSince(database, since).map(({ ticketId }) => ticketId);
  expect(ids(500)).toEqual(['running', 'ended']);
  expect(ids(501)).toEqual(['running']);
  expect(episodesSince(database, 500)[1]).toEqual({
    ...{ id: 'ended:1', ticketId: 'ended', n: 1, cause: 'mail', priority: 'P2' },
    ...{ startedAt: 2, dueAt: 14_400_000, endedAt: 500, outcome: 'closed-unanswered' },
    ...{ by: 'system', claimedAt: null, handledMs: 0, settledAt: 500, returnedAt: null },
    ...{ orientation: null, mailboxId: 'contact', category: 'biens', restricted: false },
    excluded: null,
  });
});

test('[MET-1] each clock of a ticket is an episode of its own, as the ticket has it', async () => {
  const { desk, database } = stage;
  await desk.ticket('a', { receivedAt: 1 });
  const events = [
    { type: 'ticket-closed' as const, reason: 'mistaken' as const, contactId: null },
    { type: 'ticket-reopened' as const, reasonId: 'w', dueAt: 900 },
    {
      type: 'priority-changed' as const,
      from: 'P2' as const,
      to: 'P1' as const,
      dueAt: 600,
      reasonId: null,
    },
  ];
  await desk.happen({ stream: 'ticket', id: 'a', events }, 500);
  expect(episodesSince(database, 0)).toMatchObject([
    { n: 1, priority: 'P2', dueAt: 14_400_000, endedAt: 500 },
    { n: 2, priority: 'P1', dueAt: 600, endedAt: null },
  ]);
});

test('[MET-1] arrivals are the citizens’ mails since then, read or not, by when the mailbox received them', async () => {
  const { desk, database } = stage;
  await desk.ticket('a', {}, { writes: citizenMail('a', 'm1', 10, 1) });
  await desk.ticket('b', {}, { writes: citizenMail('b', 'm2', 20, 7) });
  await stage.write({
    mails: [
      { ...emptyMail('m3', 'a', 30), kind: 'machine' },
      { ...emptyMail('m4', 'a', 30), direction: 'out', kind: 'reply' },
    ],
  });
  expect(arrivalsSince(database, 10)).toEqual([
    { mailId: 'm1', at: 10 },
    { mailId: 'm2', at: 20 },
  ]);
  expect(arrivalsSince(database, 11)).toHaveLength(1);
});

test('[LOG-3] the history of a ticket is its events alone, in order', async () => {
  const { desk, database } = stage;
  await desk.person('ana');
  await desk.ticket('a');
  await desk.ticket('b');
  await desk.claim('ana', 'a', 1_000);
  const history = eventsOf(database, 'ticket', 'a');
  expect(history.map(({ seq, by, event }) => [seq, by, event.type])).toEqual([
    [2, 'system', 'ticket-opened'],
    [4, 'ana', 'ticket-claimed'],
  ]);
});

test('[LOCK-4] the last heartbeat survives a restart', async () => {
  expect(lastHeartbeat(stage.database)).toBeNull();
  persistHeartbeat(stage.database, 1_000);
  persistHeartbeat(stage.database, 2_000);
  await stage.medium.open();
  expect(lastHeartbeat(stage.database)).toBe(2_000);
});

test('[ACCESS-1] people are found by login and by id, those who left included', async () => {
  const { desk, database } = stage;
  await desk.person('ben', { login: 'b.girard' });
  await desk.person('ana', { login: 'a.roussel', clearances: ['violence'] });
  await desk.happen({ stream: 'person', id: 'ben', events: [{ type: 'person-ended' }] });
  expect(allPeople(database).map(({ id }) => id)).toEqual(['ana', 'ben']);
  expect(personByLogin(database, 'b.girard')).toMatchObject({ id: 'ben', active: false });
  expect(personById(database, 'ana')).toMatchObject({ clearances: ['violence'] });
  expect(personByLogin(database, 'nobody')).toBeNull();
});
