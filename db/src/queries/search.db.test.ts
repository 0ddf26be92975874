import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { citizenMail, emptyMail } from '../testing/words.ts';
import { searchTickets } from './search.ts';

const stage = stageDatabase();

interface Written {
  readonly subject?: string;
  readonly text?: string;
  readonly fromName?: string;
  readonly fromAddress?: string;
}

let mails = 0;
async function write(ticketId: string, words: Written): Promise<void> {
  mails += 1;
  const id = `mail-${String(mails)}`;
  await stage.write({ mails: [{ ...emptyMail(id, ticketId, mails), ...words }] });
}

function found(query: string, cleared = false): string[] {
  const request = { query, cleared, before: null, limit: 50 };
  return searchTickets(stage.database, request).tickets.map(({ ticket }) => ticket.id);
}

test('[RUN-3] a ticket is found by words of subject, text and sender, and by its number', async () => {
  await stage.desk.ticket('a');
  await write('a', {
    subject: 'Perte de carte grise',
    text: 'Je l’ai oubliée au marché.',
    fromName: 'Inès Lefèvre',
    fromAddress: 'ines.lefevre@exemple.fr',
  });
  for (const query of ['grise', 'marché', 'Lefèvre', 'ines.lefevre@exemple.fr', '26-11-1']) {
    expect(found(query), query).toEqual(['a']);
  }
  expect(found('voiture')).toEqual([]);
});

test('[RUN-3] accents and capitals are forgiven, and a word may be unfinished', async () => {
  await stage.desk.ticket('a');
  await write('a', { text: 'Cambriolé à Évreux, hélas' });
  for (const query of ['cambriole', 'CAMBRIOLÉ', 'evre', 'évr', 'helas camb']) {
    expect(found(query), query).toEqual(['a']);
  }
  expect(found('briole')).toEqual([]);
});

test('[RUN-3] every word must be there, be it in different parts of the mail', async () => {
  await stage.desk.ticket('a');
  await write('a', { subject: 'Vélo', text: 'volé' });
  expect(found('velo vole')).toEqual(['a']);
  expect(found('velo trouve')).toEqual([]);
});

test('[ACCESS-1] restricted tickets are found by the cleared only', async () => {
  await stage.desk.ticket('secret', { restricted: true });
  await write('secret', { text: 'signalement' });
  expect(found('signalement')).toEqual([]);
  expect(found('signalement', true)).toEqual(['secret']);
});

test('[RUN-3] nothing that a user types is an error', async () => {
  await stage.desk.ticket('a', {}, { writes: citizenMail('a', 'm', 1) });
  const nasty = [
    '"',
    '""',
    'a"b',
    'NEAR(',
    'a OR',
    '-a',
    'subject:',
    '^a',
    '*',
    'a*',
    '(',
    "'",
    '\0',
    ';',
  ];
  for (const query of [
    ...nasty,
    'AND',
    'NOT canari',
    '{subject}: canari',
    '𝔘𝔫𝔦',
    '١٢٣',
    '\ud800',
  ]) {
    expect(() => found(query), query).not.toThrow();
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (query) => {
      found(query);
    }),
    { numRuns: 200 },
  );
  expect(found('   ')).toEqual([]);
  expect(found('«canari»')).toEqual(['a']);
});

test('[RUN-3] the ticket with the newest matching mail comes first, each ticket once', async () => {
  for (const id of ['a', 'b', 'c']) await stage.desk.ticket(id);
  await write('a', { text: 'tapage' });
  await write('b', { text: 'tapage' });
  await write('a', { text: 'tapage encore' });
  await write('c', { text: 'bruit' });
  expect(found('tapage')).toEqual(['a', 'b']);
});

test('[RUN-3] page after page gives each ticket once', async () => {
  for (let n = 0; n < 9; n += 1) await stage.desk.ticket(`t${String(n)}`);
  for (let n = 0; n < 30; n += 1) await write(`t${String(n % 9)}`, { text: 'tapage nocturne' });
  const seen: string[] = [];
  let before: number | null = null;
  do {
    const page = searchTickets(stage.database, {
      query: 'tapage',
      cleared: false,
      before,
      limit: 4,
    });
    seen.push(...page.tickets.map(({ ticket }) => ticket.id));
    before = page.next;
  } while (before !== null);
  expect(seen).toHaveLength(9);
  expect(new Set(seen).size).toBe(9);
});

test('[ACCESS-4] what is erased from a mail is found no more', async () => {
  await stage.desk.ticket('a', {}, { writes: citizenMail('a', 'm1', 1) });
  await stage.desk.ticket('b', {}, { writes: citizenMail('b', 'm2', 2) });
  stage.database.client.exec(`UPDATE mails SET text = '', from_name = '' WHERE ticket_id = 'a'`);
  expect(found('Lilas')).toEqual(['b']);
  expect(found('objet')).toEqual(['b', 'a']);
  stage.database.client.exec('DELETE FROM mails');
  expect(found('objet')).toEqual([]);
});

test('[MAIL-6] machine mail that belongs to no ticket is no result', async () => {
  await stage.write({ mails: [{ ...emptyMail('m', null, 1), kind: 'machine', text: 'tapage' }] });
  expect(found('tapage')).toEqual([]);
});
