import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { readsOfTicket, traceRead, verifyReads, type Read } from './reads.ts';

const stage = stageDatabase();

const look = (at: number): Read => ({
  at,
  personId: 'ana',
  act: 'see-ticket',
  ticketId: 'a',
  mailId: null,
  origin: 's1 192.0.2.7',
});

test('[ACCESS-3] every look is traced: who, what, when, from where', () => {
  traceRead(stage.database, look(1));
  traceRead(stage.database, { ...look(2), act: 'see-raw-mail', mailId: 'm' });
  traceRead(stage.database, { ...look(3), ticketId: null, act: 'search' });
  expect(readsOfTicket(stage.database, 'a')).toEqual([
    look(1),
    { ...look(2), act: 'see-raw-mail', mailId: 'm' },
  ]);
});

test('[ACCESS-3] the trace has a chain of its own, and a broken link is found', () => {
  const { database } = stage;
  for (const at of [1, 2, 3]) traceRead(database, look(at));
  expect(verifyReads(database)).toMatchObject({ ok: true, events: 3 });
  database.client.exec('DROP TRIGGER reads_keep_update');
  database.client.exec(`UPDATE reads SET body = replace(body, 'ana', 'ben') WHERE n = 2`);
  expect(verifyReads(database)).toMatchObject({ ok: false, seq: 2 });
});

test('[ACCESS-3] a look that was taken out of the trace is missed', () => {
  const { database } = stage;
  for (const at of [1, 2, 3]) traceRead(database, look(at));
  database.client.exec('DROP TRIGGER reads_keep_delete');
  database.client.exec('DELETE FROM reads WHERE n = 2');
  expect(verifyReads(database)).toMatchObject({ ok: false, seq: 2 });
});

test.each([`UPDATE reads SET person_id = 'ben'`, 'DELETE FROM reads'])(
  '[ACCESS-3] the file itself refuses to change the trace: %s',
  (statement) => {
    traceRead(stage.database, look(1));
    expect(() => stage.database.client.exec(statement)).toThrow('ACCESS-3');
  },
);

test('[ACCESS-3] a look is no event: the main courante stays as it is', async () => {
  await stage.desk.ticket('a');
  const head = await stage.desk.log.head();
  traceRead(stage.database, look(1));
  expect(await stage.desk.log.head()).toEqual(head);
});
