import { mailsOfTicket } from '@vigie/db/queries/mails';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { readsBetween, readsOfTicket, verifyReads } from '@vigie/db/queries/reads';
import { ticketFileSchema } from '@vigie/shared/wire/ticket-file';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['ana', 'ben', 'cleo', 'morel']) await service.signIn(login);
});
afterEach(() => service.close());

const database = () => service.app.database;
const restricted = { finding: { restricted: true } };
const reads = (ticketId: string) => readsOfTicket(database(), ticketId);

async function claim(login: string, ticketId: string): Promise<number> {
  const response = await service.command(login, { type: 'claim-ticket', ticketId });
  return response.json<{ token: number }>().token;
}

describe('a ticket’s file', () => {
  test('it holds the conversation, notes, draft, history and the citizen’s other tickets', async () => {
    const ticketId = await service.receive();
    const other = await service.receive();
    const token = await claim('ana', ticketId);
    await service.command('ana', { type: 'add-note', ticketId, text: 'Rappelée.' });
    const draft = { type: 'save-draft', ticketId, token, text: 'Madame,', revision: 1 };
    await service.command('ana', draft);
    await service.command('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
    const file = ticketFileSchema.parse(
      (await service.get('ben', `/api/tickets/${ticketId}`)).json(),
    );
    expect(file.card).toMatchObject({
      id: ticketId,
      status: 'claimed',
      subject: 'Perte de carte grise',
    });
    expect(file.seq).toBe(service.app.live.head);
    expect(file.mails).toMatchObject([{ kind: 'citizen', text: 'Bonjour, que dois-je faire ?' }]);
    expect(file.notes).toMatchObject([{ by: 'ana', text: 'Rappelée.' }]);
    expect(file.draft).toMatchObject({ text: 'Madame,', by: 'ana', revision: 1 });
    expect(file.history.map(({ type, reason }) => [type, reason])).toEqual([
      ['ticket-opened', null],
      ['ticket-claimed', null],
      ['note-added', null],
      ['ticket-seized', 'relève'],
    ]);
    expect(file.citizen).toMatchObject({
      address: 'citizen@orange.example',
      tickets: [{ id: other }],
    });
  });

  test('[LOCK-3] refused words are shown to their author, and to nobody else', async () => {
    const ticketId = await service.receive();
    const token = await claim('ana', ticketId);
    await service.command('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
    const send = { type: 'send-reply', ticketId, token, text: 'Madame, voici.', then: 'close' };
    const refused = await service.command('ana', send);
    expect(refused.statusCode).toBe(409);
    const { keptId } = refused.json<{ keptId: string }>();
    const kept = async (login: string) =>
      ticketFileSchema.parse((await service.get(login, `/api/tickets/${ticketId}`)).json()).kept;
    expect(await kept('ana')).toMatchObject([{ id: keptId, text: 'Madame, voici.' }]);
    expect(await kept('morel')).toEqual([]);
  });

  test('[SYNC-4] the uncleared are shown no restricted ticket, nor that it is the citizen’s', async () => {
    const open = await service.receive();
    const hidden = await service.receive(restricted);
    const refused = await service.get('ana', `/api/tickets/${hidden}`);
    expect([refused.statusCode, refused.json<{ refusal: string }>().refusal]).toEqual([
      403,
      'not-allowed',
    ]);
    expect((await service.get('cleo', `/api/tickets/${hidden}`)).statusCode).toBe(200);
    const others = async (login: string) =>
      ticketFileSchema.parse((await service.get(login, `/api/tickets/${open}`)).json()).citizen
        .tickets;
    expect(await others('ana')).toEqual([]);
    expect(await others('cleo')).toMatchObject([{ id: hidden }]);
  });

  test('[SYNC-4] the history names no ticket to which this one is linked', async () => {
    const hidden = await service.receive(restricted);
    const ticketId = await service.receive({ linkedTo: [hidden] });
    const shown = async (login: string) =>
      ticketFileSchema.parse((await service.get(login, `/api/tickets/${ticketId}`)).json());
    expect(JSON.stringify((await shown('ana')).history)).not.toContain(hidden);
    expect((await shown('cleo')).links).toMatchObject([{ id: hidden }]);
  });

  test('what is not there is not found', async () => {
    expect((await service.get('ana', '/api/tickets/none')).statusCode).toBe(404);
    expect((await service.get('ana', '/api/mails/none/raw')).statusCode).toBe(404);
  });
});

describe('the trace of reads', () => {
  test('[ACCESS-3] each look is traced with who, what, when and from where', async () => {
    const ticketId = await service.receive();
    await service.get('ana', `/api/tickets/${ticketId}`);
    await service.advance(60_000);
    await service.get('ben', `/api/tickets/${ticketId}`);
    expect(reads(ticketId)).toMatchObject([
      { personId: 'ana', act: 'see-ticket' },
      { personId: 'ben', act: 'see-ticket', at: service.time.now() },
    ]);
    expect(reads(ticketId)[0]?.origin).toMatch(/^[\w-]{16} 127\.0\.0\.1$/);
    expect(verifyReads(database())).toMatchObject({ ok: true });
  });

  test('[ACCESS-3] what may not be seen leaves no look', async () => {
    const ticketId = await service.receive(restricted);
    await service.get('ana', `/api/tickets/${ticketId}`);
    expect(reads(ticketId)).toEqual([]);
  });

  test('[ACCESS-3] what cannot be traced is not shown', async () => {
    const ticketId = await service.receive();
    database().client.exec(
      `CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT raise(ABORT, 'no'); END`,
    );
    const response = await service.get('ana', `/api/tickets/${ticketId}`);
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('Bonjour');
  });
});

describe('raw mails', () => {
  async function rawMail(more: object = {}): Promise<{ ticketId: string; mailId: string }> {
    const bytes = Buffer.from('Subject: <b>x</b>\r\n\r\n<script>alert(1)</script>\xe9', 'latin1');
    const rawSha256 = storeRawMail(database(), bytes, service.time.now());
    const ticketId = await service.receive({ rawSha256, ...more });
    return { ticketId, mailId: mailsOfTicket(database(), ticketId)[0]?.id ?? '' };
  }

  test('[MAIL-4] they are downloaded as they came, as plain text that no browser takes for a page', async () => {
    const { ticketId, mailId } = await rawMail();
    const response = await service.get('ana', `/api/mails/${mailId}/raw`);
    expect(response.rawPayload.includes(0xe9)).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/plain/) as string,
      'content-disposition': `attachment; filename="courriel-${mailId}.txt"`,
      'x-content-type-options': 'nosniff',
    });
    expect(reads(ticketId)).toMatchObject([{ act: 'see-raw-mail', mailId }]);
  });

  test('[SYNC-4] those of restricted tickets are for the cleared', async () => {
    const { mailId } = await rawMail(restricted);
    expect((await service.get('ana', `/api/mails/${mailId}/raw`)).statusCode).toBe(403);
    expect((await service.get('cleo', `/api/mails/${mailId}/raw`)).statusCode).toBe(200);
  });
});

describe('lists', () => {
  const ids = async (login: string, url: string) => {
    const response = await service.get(login, url);
    return response.json<{ cards: { id: string }[] }>().cards.map(({ id }) => id);
  };

  test('[SYNC-4] a search finds the words of mails, and restricted tickets for the cleared only', async () => {
    const open = await service.receive();
    const hidden = await service.receive(restricted);
    expect(await ids('ana', '/api/search?q=que+faire')).toEqual([open]);
    expect(await ids('cleo', '/api/search?q=que+faire')).toEqual([hidden, open]);
    expect(await ids('ana', '/api/search?q=%22*(')).toEqual([]);
  });

  test('settled tickets stand on pages, mine apart, restricted ones for the cleared only', async () => {
    const mine = await service.receive();
    const theirs = await service.receive(restricted);
    for (const [login, ticketId] of [
      ['ana', mine],
      ['cleo', theirs],
    ] as const) {
      const token = await claim(login, ticketId);
      await service.command(login, { type: 'close-ticket', ticketId, token, reason: 'spam' });
      await service.advance(1_000);
    }
    expect(await ids('cleo', '/api/tickets?status=closed')).toEqual([theirs, mine]);
    expect(await ids('ana', '/api/tickets?status=closed')).toEqual([mine]);
    expect(await ids('cleo', '/api/tickets?status=closed&mine=true')).toEqual([theirs]);
    expect(await ids('ana', '/api/tickets?status=answered&')).toEqual([]);
  });

  test('a wrong question is answered in French with what was expected', async () => {
    const wrong = [
      'tickets?status=lost',
      'outbox?standing=lost',
      'outbox?before=yesterday',
      'tickets?status=closed&before=yesterday',
      'search?before=1',
    ];
    for (const url of wrong) {
      const response = await service.get('ana', `/api/${url}`);
      expect(response.statusCode).toBe(422);
      expect(response.json<{ message: string }>().message).toMatch(/attendu/);
    }
  });

  test('the outbox shows what has not left, without what the viewer may not see', async () => {
    const open = await service.receive();
    const hidden = await service.receive(restricted);
    for (const ticketId of [open, hidden]) {
      const token = await claim('cleo', ticketId);
      const send = { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'close' };
      await service.command('cleo', send);
      // Each has its own turn to leave.
      await service.advance(1_000);
    }
    await service.signIn('dina');
    const seenBy = async (login: string) =>
      (await service.get(login, '/api/outbox')).json<{ replies: unknown }>();
    // Of the restricted one the clerk learns that it is there (SYNC-4).
    expect((await seenBy('dina')).replies).toEqual([
      expect.objectContaining({ ticketId: open, state: 'queued' }),
      expect.objectContaining({ ticketId: hidden, veiled: true }),
    ]);
    expect(await seenBy('morel')).toMatchObject({
      replies: [{ ticketId: open }, { ticketId: hidden, subject: 'Perte de carte grise' }],
    });
  });

  test('[ACCESS-3] a look into the outbox is traced, and one that goes on once', async () => {
    const looks = () =>
      readsBetween(database(), [0, service.time.now()], 100).filter(
        ({ act }) => act === 'see-outbox',
      );
    for (let n = 0; n < 3; n += 1) await service.get('morel', '/api/outbox?standing=sent');
    expect(looks()).toMatchObject([{ personId: 'morel' }]);
    await service.get('ana', '/api/outbox');
    expect(looks()).toHaveLength(1);
  });
});
