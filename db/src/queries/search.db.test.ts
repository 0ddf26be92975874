import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageDatabase } from '../testing/stage.ts';
import { citizenMail, emptyMail } from '../testing/words.ts';
import { eraseTicket } from '../erase.ts';
import { nearWords } from '../search-words.ts';
import { searchTickets, type SearchRequest } from './search.ts';

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

function found(query: string, cleared = false, more: Partial<SearchRequest> = {}): string[] {
  const request = { query, cleared, before: null, limit: 50, ...more };
  return searchTickets(stage.database, request).tickets.map(({ ticket }) => ticket.id);
}

test('[SRCH-1] mails that share a commit are found, each once, and one that was undone is not', async () => {
  await Promise.all([stage.desk.ticket('a'), stage.desk.ticket('b')]);
  const twin = { id: 'twin' };
  const outcomes = await Promise.allSettled([
    stage.write({ mails: [{ ...emptyMail(twin.id, 'a', 901), text: 'Une trottinette volée.' }] }),
    stage.write({ mails: [{ ...emptyMail(twin.id, 'b', 902), text: 'Une trompette égarée.' }] }),
    stage.write({ mails: [{ ...emptyMail('other', 'b', 903), text: 'Une trottinette trouvée.' }] }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(found('trottinette').toSorted()).toEqual(['a', 'b']);
  expect(found('trompette')).toEqual([]);
  // Its words were learnt in what was undone: they are learnt again with the next mail that has them.
  await stage.write({
    mails: [{ ...emptyMail('third', 'b', 904), text: 'Une trompette égarée.' }],
  });
  expect(nearWords(stage.database, 'trompetta')).toEqual(['trompette']);
});

test('[MAIL-4] of a very long mail the first thirty pages are searched', async () => {
  await stage.desk.ticket('a');
  const text = `${'mot '.repeat(14_000)} avant ${'mot '.repeat(2_000)} après`;
  await write('a', { text });
  expect([found('avant'), found('après')]).toEqual([['a'], []]);
});

test('[SRCH-1] a ticket is found by words of subject, text and sender, and by its number', async () => {
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

test('[SRCH-1] a whole number names its one ticket, whoever else quotes it', async () => {
  await stage.desk.ticket('a');
  await stage.desk.ticket('b');
  await write('b', { text: 'Suite de 26-11-1, voir aussi 26-11-10.' });
  expect(found('26-11-1')).toEqual(['a']);
  expect(found('26-11-10')).toEqual(['b']);
  await stage.desk.ticket('secret', { restricted: true });
  expect(found('26-11-3')).toEqual([]);
  expect(found('26-11-3', true)).toEqual(['secret']);
});

test('[SRCH-1] accents and capitals are forgiven, and a word may be unfinished', async () => {
  await stage.desk.ticket('a');
  await write('a', { text: 'Cambriolé à Évreux, hélas' });
  for (const query of ['cambriole', 'CAMBRIOLÉ', 'evre', 'évr', 'helas camb']) {
    expect(found(query), query).toEqual(['a']);
  }
  expect(found('briole')).toEqual([]);
});

test('[SRCH-1] every word must be there, be it in different parts of the mail', async () => {
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

test('[SRCH-1] nothing that a user types is an error', async () => {
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

test('[SRCH-1] the ticket with the newest matching mail comes first, each ticket once', async () => {
  for (const id of ['a', 'b', 'c']) await stage.desk.ticket(id);
  await write('a', { text: 'tapage' });
  await write('b', { text: 'tapage' });
  await write('a', { text: 'tapage encore' });
  await write('c', { text: 'bruit' });
  expect(found('tapage')).toEqual(['a', 'b']);
});

test('[SRCH-1] page after page gives each ticket, once on a page', async () => {
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
    const shown = page.tickets.map(({ ticket }) => ticket.id);
    expect(new Set(shown).size).toBe(shown.length);
    seen.push(...shown);
    before = page.next;
  } while (before !== null);
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

test('[SRCH-1] a slip of the pen is forgiven where nothing holds the words as typed', async () => {
  await stage.desk.ticket('a');
  await stage.desk.ticket('b');
  await write('a', { subject: 'Cambriolage', text: 'rue Gambetta, Évreux' });
  await write('b', { text: 'cambriolé hier' });
  for (const query of ['cambrioalge', 'canbriolage', 'cambriolag gambeta', 'GAMBETTE']) {
    expect(found(query), query).toEqual(['a']);
  }
  const page = (query: string) =>
    searchTickets(stage.database, { query, cleared: false, before: null, limit: 9 });
  expect(page('cambrioalge').forgiven).toBe(true);
  expect(page('cambriolage').forgiven).toBe(false);
  expect(found('zzzzzzz')).toEqual([]);
  expect(found('cat')).toEqual([]);
});

test('[SYNC-4] a forgiven slip finds restricted tickets for the cleared only', async () => {
  await stage.desk.ticket('secret', { restricted: true });
  await write('secret', { text: 'signalement' });
  expect(found('signalemant')).toEqual([]);
  expect(found('signalemant', true)).toEqual(['secret']);
});

test('[ACCESS-4] a word is forgotten with the last mail that held it', async () => {
  await stage.desk.ticket('a');
  await stage.desk.ticket('b');
  await write('a', { text: 'Quatremaine tapage' });
  await write('b', { text: 'tapage' });
  expect(nearWords(stage.database, 'quatremaime')).toEqual(['quatremaine']);
  eraseTicket(stage.database, 'a');
  expect(nearWords(stage.database, 'quatremaime')).toEqual([]);
  expect(nearWords(stage.database, 'tapaje')).toEqual(['tapage']);
});

test('[SRCH-1] a search is narrowed by state, period, mailbox and one’s own answers', async () => {
  for (const id of ['a', 'b']) await stage.desk.ticket(id);
  await stage.write({
    mails: [
      { ...emptyMail('n1', 'a', 1_000), text: 'tapage' },
      { ...emptyMail('n2', 'b', 2_000), text: 'tapage', mailboxId: 'other' },
      { ...emptyMail('n3', 'b', 3_000), text: 'tapage', direction: 'out', by: 'ana' },
    ],
  });
  stage.database.client.exec(`UPDATE tickets SET status = 'closed', open = 0 WHERE id = 'b'`);
  expect(found('tapage', false, { status: 'open' })).toEqual(['a']);
  expect(found('tapage', false, { status: 'closed' })).toEqual(['b']);
  expect(found('tapage', false, { status: 'answered' })).toEqual([]);
  expect(found('tapage', false, { since: 1_001 })).toEqual(['b']);
  expect(found('tapage', false, { since: 3_001 })).toEqual([]);
  expect(found('tapage', false, { mailboxId: 'other' })).toEqual(['b']);
  expect(found('tapage', false, { writtenBy: 'ana' })).toEqual(['b']);
  expect(found('tapage', false, { writtenBy: 'ben' })).toEqual([]);
});

test('[SRCH-1] a search is narrowed by sender, direction, files, period, priority, category and person', async () => {
  await stage.desk.ticket('a', { priority: 'P1', category: 'harcel' });
  await stage.desk.ticket('b');
  const file = { name: 'plan.pdf', type: 'application/pdf', bytes: 9 };
  await stage.write({
    mails: [
      {
        ...emptyMail('n1', 'a', 1_000),
        ...{ text: 'tapage', fromName: 'Inès Lefèvre', fromAddress: 'ines@exemple.fr' },
      },
      { ...emptyMail('n2', 'b', 2_000), text: 'tapage d’Inès', attachments: [file] },
      { ...emptyMail('n3', 'b', 3_000), text: 'tapage', direction: 'out', by: 'ana' },
    ],
  });
  stage.database.client.exec(`UPDATE tickets SET lock_holder = 'ben' WHERE id = 'a'`);
  const narrowed = (more: Partial<SearchRequest>, query = 'tapage') => found(query, false, more);
  expect(narrowed({ sender: 'ines lefe' })).toEqual(['a']);
  expect(narrowed({ sender: 'exemple.fr' }, '')).toEqual(['a']);
  expect(narrowed({ sender: 'tapage' })).toEqual([]);
  expect(narrowed({ direction: 'out' })).toEqual(['b']);
  expect(narrowed({ direction: 'in' })).toEqual(['b', 'a']);
  expect(narrowed({ withFiles: true })).toEqual(['b']);
  expect(narrowed({ until: 2_000 })).toEqual(['a']);
  expect(narrowed({ since: 2_000, until: 3_000, direction: 'out' })).toEqual([]);
  expect(narrowed({ priority: 'P1' })).toEqual(['a']);
  expect(narrowed({ category: 'harcel' }, '')).toEqual(['a']);
  expect(narrowed({ category: 'vif' })).toEqual([]);
  expect(narrowed({ personId: 'ben' })).toEqual(['a']);
  expect(narrowed({ personId: 'ana' }, '')).toEqual(['b']);
});

test('[SYNC-4] a search without words finds restricted tickets for the cleared only', async () => {
  await stage.desk.ticket('secret', { restricted: true });
  await write('secret', { text: 'signalement' });
  expect(found('', false, { direction: 'in' })).toEqual([]);
  expect(found('', true, { direction: 'in' })).toEqual(['secret']);
});

test('[SRCH-1] what a filter lets through is found however many newer mails it leaves out, page after page', async () => {
  for (const id of ['old', 'new']) await stage.desk.ticket(id);
  await write('old', { text: 'tapage' });
  const crowd = Array.from({ length: 4_500 }, (_, n) => emptyMail(`x${String(n)}`, 'new', n));
  await stage.write({ mails: crowd.map((mail) => ({ ...mail, text: 'tapage' })) });
  stage.database.client.exec(`UPDATE tickets SET status = 'answered' WHERE id = 'old'`);
  const request = { query: 'tapage', cleared: true, status: 'answered', limit: 50 } as const;
  const pages = [searchTickets(stage.database, { ...request, before: null })];
  for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null) {
    pages.push(searchTickets(stage.database, { ...request, before: next }));
  }
  expect(pages[0]).toMatchObject({ tickets: [], forgiven: false });
  expect(pages.at(-1)?.tickets.map(({ ticket }) => ticket.id)).toEqual(['old']);
  expect(pages.length).toBeGreaterThan(2);
});

test('[SRCH-1] a mail that came late is found by its own time, and hides none of those before it', async () => {
  for (const id of ['a', 'b', 'c']) await stage.desk.ticket(id);
  const mail = (id: string, ticketId: string, at: number) => ({
    ...emptyMail(id, ticketId, at),
    text: 'tapage',
  });
  await stage.write({
    mails: [mail('1', 'a', 5_000), mail('2', 'b', 1_000), mail('3', 'c', 9_000)],
  });
  expect(found('tapage', false, { since: 1_000 })).toEqual(['c', 'b', 'a']);
  expect(found('tapage', false, { since: 1_000, until: 5_000 })).toEqual(['b']);
  expect(found('tapage', false, { since: 1_001, until: 9_000 })).toEqual(['a']);
});

test('[SRCH-1] words that are written out find what their beginnings find, page after page', async () => {
  const words = ['carte', 'cartes', 'Cartés', 'cartomancie', 'écart', 'carton', 'cart'];
  for (let n = 0; n < 40; n += 1) {
    await stage.desk.ticket(`t${String(n)}`);
    await write(`t${String(n)}`, {
      text: `la ${words[n % words.length] ?? ''} grise ${String(n)}`,
    });
  }
  const all = (query: string, limit: number) => {
    const seen: string[] = [];
    for (let before: number | null = null; ;) {
      const page = searchTickets(stage.database, { query, cleared: true, before, limit });
      seen.push(...page.tickets.map(({ ticket }) => ticket.id));
      if (page.next === null) return [...new Set(seen)];
      before = page.next;
    }
  };
  for (const query of ['cart', 'carte', 'CARTÉ', 'cartes', 'carto', 'carte gris', 'grise']) {
    // A page larger than what there is looks for beginnings alone.
    expect(all(query, 4), query).toEqual(all(query, 1_000));
    expect(all(query, 4).length, query).toBeGreaterThan(4);
  }
});

test('[SRCH-1] a word too long to be learnt is found by its beginning', async () => {
  await stage.desk.ticket('a');
  await write('a', { text: `reference${'0123456789'.repeat(4)}` });
  await stage.desk.ticket('b');
  await write('b', { text: 'references' });
  expect(found('reference')).toEqual(['b', 'a']);
});
