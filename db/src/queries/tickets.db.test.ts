import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { canaries, citizenMail } from '../testing/words.ts';
import {
  lockedTickets,
  openTickets,
  settledTickets,
  ticketById,
  ticketByNumber,
  ticketsOfAddress,
  type SettledFilter,
} from './tickets.ts';

const stage = stageDatabase();

const everybodys: SettledFilter = {
  status: 'closed',
  handledBy: null,
  cleared: true,
  before: null,
  limit: 10,
};

async function close(ticketId: string, at: number, by = 'ana'): Promise<void> {
  const claimed = await stage.desk.claim(by, ticketId, at);
  const token = claimed.ok ? claimed.token : 0;
  const command = { type: 'close-ticket', token, reason: 'spam', contactId: null } as const;
  expect(await stage.desk.act(by, ticketId, command, at)).toMatchObject({ ok: true });
}

describe('open tickets', () => {
  test('[SYNC-1] every open ticket stands there with its words, the oldest first; the settled are gone', async () => {
    const { desk, database } = stage;
    await desk.person('ana');
    await desk.ticket('young', { receivedAt: 9 });
    await desk.ticket('old', { receivedAt: 5 }, { writes: citizenMail('old', 'm', 5) });
    await desk.ticket('raw', { receivedAt: 7, quarantined: true });
    await desk.ticket('done', { receivedAt: 1 });
    await close('done', 20);
    const open = openTickets(database);
    expect(open.map(({ ticket }) => ticket.id)).toEqual(['old', 'raw', 'young']);
    const { subject, name, address } = canaries;
    expect(open[0]?.words).toEqual({ ticketId: 'old', subject, sender: name, address });
  });

  test('[ACCESS-4] a ticket whose words have been erased stands there without them', async () => {
    const { desk, database } = stage;
    await desk.ticket('a', {}, { writes: citizenMail('a', 'm', 5) });
    database.client.exec('DELETE FROM ticket_words');
    const words = { ticketId: 'a', subject: '', sender: '', address: '' };
    expect(ticketById(database, 'a')).toMatchObject({ ticket: { id: 'a' }, words });
  });

  test('[LOG-3] a ticket is found by its id and by its number, whatever its state', async () => {
    const { desk, database } = stage;
    await desk.person('ana');
    await desk.ticket('a');
    await close('a', 20);
    expect(ticketById(database, 'a')?.ticket.status).toBe('closed');
    expect(ticketByNumber(database, '26-11-1')?.ticket.id).toBe('a');
    expect(ticketByNumber(database, '26-11-2')).toBeNull();
    expect(ticketById(database, 'none')).toBeNull();
  });

  test('[LOCK-4] tickets with a lock are listed, the first to end first, expired ones included', async () => {
    const { desk, database } = stage;
    await desk.person('ana');
    for (const id of ['a', 'b', 'c']) await desk.ticket(id);
    await desk.claim('ana', 'b', 1_000);
    await desk.claim('ana', 'a', 2_000);
    expect(lockedTickets(database).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('settled tickets', () => {
  test('[RUN-3] the last settled come first, by status, and by who handled them', async () => {
    const { desk, database } = stage;
    await desk.person('ana');
    await desk.person('ben');
    for (const id of ['a', 'b', 'c']) await desk.ticket(id);
    await close('a', 30);
    await close('b', 10, 'ben');
    await close('c', 20);
    const ids = (filter: Partial<SettledFilter>) =>
      settledTickets(database, { ...everybodys, ...filter }).tickets.map(({ ticket }) => ticket.id);
    expect(ids({})).toEqual(['a', 'c', 'b']);
    expect(ids({ handledBy: 'ben' })).toEqual(['b']);
    expect(ids({ status: 'answered' })).toEqual([]);
    expect(ids({ before: 20 })).toEqual(['b']);
  });

  test('[ACCESS-1] restricted ones are listed for the cleared only', async () => {
    const { desk, database } = stage;
    await desk.person('dora', { clearances: ['violence'] });
    await desk.ticket('secret', { restricted: true });
    await desk.ticket('plain');
    await close('secret', 10, 'dora');
    await close('plain', 20, 'dora');
    const ids = (cleared: boolean) =>
      settledTickets(database, { ...everybodys, cleared }).tickets.map(({ ticket }) => ticket.id);
    expect(ids(true)).toEqual(['plain', 'secret']);
    expect(ids(false)).toEqual(['plain']);
  });

  test('[RUN-3] page after page gives each ticket once, also where many were settled in one instant', async () => {
    const { desk, database } = stage;
    await desk.person('ana');
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { maxLength: 14 }),
        fc.integer({ min: 1, max: 5 }),
        async (instants, limit) => {
          round += 1;
          // Each round is later than all before, and ends where they begin.
          const start = round * 1_000_000;
          const ids = instants.map((_, n) => `r${String(round)}-${String(n)}`);
          for (const id of ids) await desk.ticket(id);
          for (const [n, instant] of instants.entries()) await close(ids[n]!, start + instant);
          const seen: string[] = [];
          let before: number | null = null;
          do {
            const page = settledTickets(database, { ...everybodys, before, limit });
            const ofRound = page.tickets.filter(({ ticket }) => (ticket.settledAt ?? 0) >= start);
            seen.push(...ofRound.map(({ ticket }) => ticket.id));
            before = ofRound.length < page.tickets.length ? null : page.next;
          } while (before !== null);
          expect(seen.toSorted()).toEqual(ids.toSorted());
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('tickets of an address', () => {
  test('[MAIL-5] those of one citizen are found however the address is spelt, the newest first', async () => {
    const { desk, database } = stage;
    await desk.ticket('a', { receivedAt: 1 }, { writes: citizenMail('a', 'ma', 1) });
    await desk.ticket('b', { receivedAt: 2 }, { writes: citizenMail('b', 'mb', 2) });
    await desk.ticket('c');
    const ofAddress = ticketsOfAddress(database, canaries.address.toUpperCase());
    expect(ofAddress.map(({ ticket }) => ticket.id)).toEqual(['b', 'a']);
    expect(ticketsOfAddress(database, canaries.address, 1)).toHaveLength(1);
  });
});
