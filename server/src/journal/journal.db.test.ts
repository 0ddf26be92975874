import { verifyReads } from '@vigie/db/queries/reads';
import { chainStateSchema, journalPageSchema, type JournalPage } from '@vigie/shared/wire/journal';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
let open: string;
let secret: string;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['rousseau', 'ana', 'morel']) await service.signIn(login);
  open = await service.receive();
  secret = await service.receive({ finding: { restricted: true } });
  await service.command('ana', { type: 'claim-ticket', ticketId: open });
  await service.command('morel', { type: 'seize-ticket', ticketId: open, reason: 'Relève à 18 h' });
  await service.command('morel', { type: 'claim-ticket', ticketId: secret });
});
afterEach(() => service.close());

/** The officer sees all; the lead is not cleared. */
async function page(login: string, query = ''): Promise<JournalPage> {
  return journalPageSchema.parse((await service.get(login, `/api/log?${query}`)).json());
}

async function numberOf(ticketId: string): Promise<string> {
  const response = await service.get('morel', `/api/tickets/${ticketId}`);
  return response.json<{ card: { number: string } }>().card.number;
}

const types = ({ lines }: JournalPage) => lines.map((line) => (line.veiled ? 'veil' : line.type));
const looks = () => {
  const verified = verifyReads(service.app.database);
  return verified.ok ? verified.events : -1;
};

describe('[LOG-1] the main courante as a page', () => {
  test('newest first, with the typed reason and the ticket’s number, down to the first event', async () => {
    const { lines, next, head } = await page('morel');
    expect(next).toBeNull();
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, n) => head - n));
    expect(lines[1]).toMatchObject({
      ...{ type: 'ticket-seized', by: 'morel', words: ['Relève à 18 h'], erased: false },
      ticket: { id: open, number: await numberOf(open) },
    });
  });

  test('words that were erased leave a line that says so', async () => {
    service.app.database.client.exec(`DELETE FROM words`);
    const line = (await page('morel', 'kind=lock')).lines[1];
    expect(line).toMatchObject({ type: 'ticket-seized', words: [], erased: true });
  });

  test('filtered by person, ticket, kind and period, and gone on from where a page ended', async () => {
    expect(types(await page('morel', `kind=lock&person=ana`))).toEqual(['ticket-claimed']);
    expect(types(await page('morel', `ticket=${await numberOf(open)}`))).toEqual([
      'ticket-seized',
      'ticket-claimed',
      'ticket-opened',
    ]);
    expect(types(await page('morel', `to=${String(service.time.now())}&kind=mail`))).toEqual([]);
    const { head } = await page('morel');
    expect((await page('morel', `after=${String(head - 2)}`)).lines.map(({ seq }) => seq)).toEqual([
      head,
      head - 1,
    ]);
    expect((await page('morel', 'before=3')).lines.map(({ seq }) => seq)).toEqual([2, 1]);
    expect((await page('morel', 'ticket=99-01-1')).lines).toEqual([]);
  });

  test.each(['kind=nonsense', 'before=-1', 'from=noon'])(
    'what is no filter is refused: %s',
    async (query) => {
      expect((await service.get('morel', `/api/log?${query}`)).statusCode).toBe(422);
    },
  );
});

describe('[SYNC-4] of restricted tickets the uncleared see that a line exists', () => {
  test('its number alone, and no word of it anywhere', async () => {
    const seen = await page('rousseau');
    expect(seen.lines[0]).toEqual({ veiled: true, seq: seen.head });
    expect(types(seen).filter((type) => type === 'veil')).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(types(await page('morel'))).not.toContain('veil');
  });

  test('nothing at all under a filter that would say whose or of what kind they are', async () => {
    for (const query of ['kind=lock', 'person=morel', `ticket=${await numberOf(secret)}`]) {
      expect(types(await page('rousseau', query))).not.toContain('veil');
    }
    expect(types(await page('rousseau', 'kind=all'))).toContain('veil');
  });
});

test('[ACCESS-3] each look is traced; a page that goes on by itself, once in ten minutes', async () => {
  const before = looks();
  await page('morel');
  await page('morel', 'kind=lock');
  expect(looks()).toBe(before + 2);
  await page('morel', 'after=1');
  await page('morel', 'after=1');
  expect(looks()).toBe(before + 3);
  await service.advance(10 * 60_000);
  await page('morel', 'after=1');
  expect(looks()).toBe(before + 4);
});

describe('[LOG-1] the main courante as a file', () => {
  const file = (login: string, query: string) => service.get(login, `/api/log/export?${query}`);

  test('as JSON lines, oldest first, without the citizen’s subject, and traced', async () => {
    const before = looks();
    const response = await file('morel', 'format=jsonl&kind=all');
    expect(response.headers['content-disposition']).toMatch(/main-courante-.*\.jsonl"/);
    const lines = response.body.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(
      Array.from({ length: service.app.live.head }, (_, n) => n + 1),
    );
    expect(response.body).toContain('Relève à 18 h');
    expect(response.body).not.toContain('Perte de carte grise');
    expect(looks()).toBe(before + 1);
  });

  test('as CSV, in which nothing that was typed is a formula', async () => {
    const ticketId = await service.receive();
    await service.command('ana', { type: 'claim-ticket', ticketId });
    await service.command('morel', { type: 'seize-ticket', ticketId, reason: '=1+1;"x"' });
    const { body } = await file('morel', 'format=csv&kind=lock');
    expect(body).toMatch(/^\uFEFFn°;instant;/);
    expect(body).toContain(`"'=1+1;""x"""`);
  });
});

describe('[LOG-5] the chain’s state', () => {
  const state = async () =>
    chainStateSchema.parse((await service.get('morel', '/api/log/chain')).json());
  const walked = async () => {
    await service.post('morel', '/api/log/verify', {});
    let now = await state();
    while (now.running) {
      await new Promise((resolve) => setImmediate(resolve));
      now = await state();
    }
    return now;
  };

  test('is unknown until somebody has it walked, then says how far it holds', async () => {
    expect(await state()).toMatchObject({ verified: null, running: null });
    const { verified, head } = await walked();
    expect(verified).toMatchObject({ ok: true, seq: head, at: service.time.now() });
  });

  test('names the last link that holds, where one is broken', async () => {
    const { client } = service.app.database;
    client.exec('DROP TRIGGER events_keep_update');
    client.exec(`UPDATE events SET body = body || ' ' WHERE seq = 3`);
    expect((await walked()).verified).toMatchObject({ ok: false, seq: 2, hash: null });
  });
});
