import { draftOf } from '@vigie/db/queries/drafts';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { outboxEntry } from '@vigie/db/queries/outbox';
import { credentialOf } from '@vigie/db/queries/people';
import { keptTextsOf, notesOf, wordsByIds } from '@vigie/db/queries/words';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSignedMessageId } from '../mail/message-id.ts';
import { TestRoom, type Login } from '../testing/test-room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await TestRoom.open(['ana', 'ben', 'morel']);
});
afterEach(() => room.close());

const minute = 60_000;
const send = { type: 'send-reply', text: 'Madame, Monsieur, voici.', then: 'close' } as const;

describe('who asks', () => {
  test('[ACCESS-1] a command of a role that may not give it is refused and changes nothing', async () => {
    const ticketId = await room.receive();
    const { seq } = await room.log.head();
    const answer = await room.does('ana', { type: 'seize-ticket', ticketId, reason: 'urgent' });
    expect(answer).toMatchObject({ ok: false, refusal: 'not-allowed' });
    expect((await room.log.head()).seq).toBe(seq);
  });

  test('[ACCESS-1] no password is made for who may not give one', async () => {
    const reset = (personId: string) => ({ type: 'reset-password', personId }) as const;
    expect(await room.does('ana', reset('ben'))).toMatchObject({ refusal: 'not-allowed' });
    expect(await room.does('morel', reset('gallois'))).toMatchObject({ refusal: 'not-allowed' });
    expect(room.passwordsMade).toBe(0);
    expect(await room.does('morel', reset('ben'))).toMatchObject({ ok: true });
    expect(room.passwordsMade).toBe(1);
  });

  test('[ACCESS-2] who is unknown or no longer in service is asked to sign in', async () => {
    const unknown = await room.does('nobody' as Login, { type: 'claim-next' });
    expect(unknown).toMatchObject({ ok: false, refusal: 'signed-out' });
    await room.add('gallois');
    await room.does('gallois', { type: 'end-person', personId: 'ben' });
    expect(await room.does('ben', { type: 'claim-next' })).toMatchObject({ refusal: 'signed-out' });
  });

  test('[LOCK-6] the senior lead on duty seizes while neither commissioner nor officer is signed in', async () => {
    const ticketId = await room.receive();
    const seize = { type: 'seize-ticket', ticketId, reason: 'absence' } as const;
    await room.signIn('rousseau');
    expect(await room.does('rousseau', seize)).toMatchObject({ refusal: 'not-allowed' });
    await room.signOut('morel');
    expect(await room.does('rousseau', seize)).toMatchObject({ ok: true, ticketId });
  });
});

describe('what is asked', () => {
  test('a malformed command is refused in French with what was wrong and what was expected', async () => {
    const refused = await room.does('ana', { type: 'claim-ticket', ticketId: 7 });
    expect(refused).toMatchObject({ ok: false, refusal: 'bad-input' });
    expect(refused).toHaveProperty(
      'message',
      expect.stringMatching(/command\.ticketId : .*chaîne de caractères attendu/),
    );
    expect(await room.does('ana', { type: 'fly' })).toMatchObject({ refusal: 'bad-input' });
    for (const nonsense of [null, 'claim', [], { key: 'short', command: {} }]) {
      const who = { personId: 'ana', origin: 'test' };
      expect(await room.desk.execute(nonsense, who)).toMatchObject({ refusal: 'bad-input' });
    }
  });

  test('[ACCESS-5] a refusal of malformed words does not repeat them', async () => {
    const refused = await room.does('ana', {
      type: 'add-note',
      ticketId: 'x',
      text: ['Mme Sauvage'],
    });
    expect(JSON.stringify(refused)).not.toContain('Sauvage');
  });

  test('[LOG-6] a command sent twice has one effect and gives the same answer', async () => {
    const ticketId = await room.receive();
    const note = { type: 'add-note', ticketId, text: 'Rappelée à 14 h.' } as const;
    const answers = [
      await room.does('ana', note, 'one-key-1'),
      await room.does('ana', note, 'one-key-1'),
    ];
    expect(answers[1]).toEqual(answers[0]);
    expect(notesOf(room.database, ticketId)).toHaveLength(1);
  });

  test('[LOG-4] typed words stand beside the log, and the event has their id alone', async () => {
    const ticketId = await room.receive();
    const before = (await room.log.head()).seq;
    await room.does('morel', { type: 'seize-ticket', ticketId, reason: 'Mme Sauvage attend' });
    const [seized] = await room.log.read(before, 1);
    expect(JSON.stringify(seized)).not.toContain('Sauvage');
    const reasonId = seized?.event.type === 'ticket-seized' ? seized.event.reasonId : '';
    expect(wordsByIds(room.database, [reasonId]).get(reasonId)?.text).toBe('Mme Sauvage attend');
  });
});

describe('locks', () => {
  test('[LOCK-5] simultaneous calls of "claim next" give different tickets, the most urgent first', async () => {
    const ids = [await room.receive(), await room.receive()];
    const p0 = await room.receive({ finding: { priority: 'P0', targetMs: 5 * minute } });
    const people: Login[] = ['ana', 'ben', 'rousseau', 'dina'];
    const answers = await Promise.all(
      people.map((login) => room.does(login, { type: 'claim-next' })),
    );
    const given = answers.map((answer) => (answer.ok ? answer.ticketId : answer.refusal));
    expect(given).toEqual([p0, ...ids, 'nothing-to-claim']);
  });

  test('[LOCK-5] "claim next" gives restricted tickets to the cleared only, and nothing beyond the limit', async () => {
    await room.receive({ finding: { restricted: true } });
    expect(await room.does('ana', { type: 'claim-next' })).toMatchObject({
      refusal: 'nothing-to-claim',
    });
    expect(await room.does('cleo', { type: 'claim-next' })).toMatchObject({ ok: true });
    for (let n = 0; n < 4; n += 1) await room.receive();
    for (let n = 0; n < 2; n += 1) await room.does('cleo', { type: 'claim-next' });
    expect(await room.does('cleo', { type: 'claim-next' })).toMatchObject({
      refusal: 'limit-reached',
    });
  });

  test('[LOCK-3] the token is the seq of the event that gave the lock to its author', async () => {
    const { ticketId, token } = await room.claimed('ana');
    expect(room.ticket(ticketId).lock).toMatchObject({ holder: 'ana', token });
    const seized = await room.does('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
    expect(seized).toMatchObject({ ok: true, token: room.ticket(ticketId).lock?.token });
    const given = await room.does('morel', {
      type: 'reassign-ticket',
      ticketId,
      to: 'ben',
      reason: 'spécialiste',
    });
    expect(given).toMatchObject({ ok: true, ticketId });
    expect(given).not.toHaveProperty('token');
    expect(room.ticket(ticketId).lock?.holder).toBe('ben');
  });

  test('[LOCK-6] a lead frees a stale lock of their own team, of another team never', async () => {
    const { ticketId } = await room.claimed('ana');
    const other = await room.claimed('dina');
    await room.advance(5 * minute);
    const free = { type: 'free-ticket', reason: 'bloqué' } as const;
    expect(await room.does('rousseau', { ...free, ticketId: other.ticketId })).toMatchObject({
      refusal: 'not-allowed',
    });
    expect(await room.does('rousseau', { ...free, ticketId })).toMatchObject({ ok: true });
  });
});

describe('answers', () => {
  test('[MAIL-8] an answer is committed with its mail, its Message-ID and its place in the outbox', async () => {
    const { ticketId, token } = await room.claimed('ana');
    const answer = await room.does('ana', { ...send, ticketId, token });
    if (!answer.ok || !answer.replyId) throw new Error('refused');
    const { replyId } = answer;
    const mail = mailsOfTicket(room.database, ticketId).at(-1);
    expect(mail).toMatchObject({
      kind: 'reply',
      to: ['citizen@orange.example'],
      subject: `Re: Perte de carte grise [n° ${room.ticket(ticketId).number}]`,
      state: 'queued',
      by: 'ana',
      inReplyTo: mailsOfTicket(room.database, ticketId)[0]?.messageId,
    });
    expect(mail?.text).toBe(
      'Madame, Monsieur, voici.\n\n-- \nalias of ana\nCommissariat numérique\n',
    );
    expect(outboxEntry(room.database, replyId)).toMatchObject({
      messageId: mail?.messageId,
      recipient: 'citizen@orange.example',
      sendAt: room.time.now() + 15_000,
      state: 'queued',
    });
    expect(readSignedMessageId(mail?.messageId ?? '', 'a secret of the tests')).toEqual({
      ticketId,
      replyId,
    });
  });

  test('[LOCK-3] a stale send is refused, and its words are kept for their author alone', async () => {
    const { ticketId, token } = await room.claimed('ana');
    await room.does('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
    const answer = await room.does('ana', { ...send, ticketId, token });
    expect(answer).toMatchObject({ ok: false, refusal: 'stale-token' });
    const [kept] = keptTextsOf(room.database, ticketId, 'ana');
    expect(kept).toMatchObject({ text: send.text, refusal: 'stale-token' });
    expect(answer).toHaveProperty('keptId', kept?.id);
    expect(keptTextsOf(room.database, ticketId, 'morel')).toEqual([]);
    expect(mailsOfTicket(room.database, ticketId)).toHaveLength(1);
  });

  test('[LOCK-3] refused drafts and notes are kept too', async () => {
    const { ticketId, token } = await room.claimed('ana');
    const draft = { type: 'save-draft', ticketId, token: token + 1, text: 'Bonj', revision: 1 };
    expect(await room.does('ana', draft)).toMatchObject({ refusal: 'stale-token' });
    const restricted = await room.receive({ finding: { restricted: true } });
    const note = { type: 'add-note', ticketId: restricted, text: 'vu' } as const;
    expect(await room.does('ben', note)).toMatchObject({ refusal: 'not-allowed' });
    expect(keptTextsOf(room.database, ticketId, 'ana')[0]?.text).toBe('Bonj');
    expect(keptTextsOf(room.database, restricted, 'ben')[0]?.text).toBe('vu');
  });

  test('[LOCK-3] of an answer or a note that is refused again and again the last is kept, not each', async () => {
    const { ticketId, token } = await room.claimed('ana');
    await room.does('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
    const hidden = await room.receive({ finding: { restricted: true } });
    for (const text of ['Madame,', 'Madame, Monsieur,']) {
      const send = { type: 'send-reply', ticketId, token, text, then: 'close' };
      expect(await room.does('ana', send)).toMatchObject({ refusal: 'stale-token' });
      await room.does('ana', { type: 'add-note', ticketId: hidden, text });
    }
    for (const place of [ticketId, hidden]) {
      const kept = keptTextsOf(room.database, place, 'ana').map(({ text }) => text);
      expect(kept).toEqual(['Madame, Monsieur,']);
    }
  });

  test('[LOCK-3] of a draft whose saves are refused the last state is kept, not each', async () => {
    const { ticketId, token } = await room.claimed('ana');
    await room.does('morel', { type: 'seize-ticket', ticketId, reason: 'relève' });
    const save = (text: string, revision: number, under = token) =>
      room.does('ana', { type: 'save-draft', ticketId, token: under, text, revision });
    await save('Bon', 1);
    await save('Bonjour', 2);
    expect(keptTextsOf(room.database, ticketId, 'ana').map(({ text }) => text)).toEqual([
      'Bonjour',
    ]);
    await save('Autre verrou', 1, token + 100);
    expect(keptTextsOf(room.database, ticketId, 'ana')).toHaveLength(2);
  });

  test('[LOCK-8] an answer taken back stands as the draft, and the next save of its editor counts', async () => {
    const { ticketId, token } = await room.claimed('ana');
    const save = (text: string, revision: number) =>
      room.does('ana', { type: 'save-draft', ticketId, token, text, revision });
    await save('Madame, Mons', 4);
    const sent = await room.does('ana', { ...send, ticketId, token });
    if (!sent.ok || !sent.replyId) throw new Error('refused');
    const { replyId } = sent;
    expect(await room.does('ana', { type: 'withdraw-reply', ticketId, replyId })).toMatchObject({
      ok: true,
    });
    expect(draftOf(room.database, ticketId)).toMatchObject({ text: send.text, revision: 4 });
    expect(outboxEntry(room.database, replyId)?.state).toBe('withdrawn');
    await save('Madame, Monsieur, voici donc.', 5);
    expect(draftOf(room.database, ticketId)?.text).toBe('Madame, Monsieur, voici donc.');
    await save('Mad', 3);
    expect(draftOf(room.database, ticketId)?.text).toBe('Madame, Monsieur, voici donc.');
  });

  test.each([
    ['citizen@orange.example\r\nBcc: all@orange.example', 'no-recipient'],
    ['', 'no-recipient'],
    ['citizen@orange.example', null],
  ])('[MAIL-12] nothing in an address adds a recipient: %j', async (address, refusal) => {
    const { ticketId, token } = await room.claimed('ana', { address });
    const answer = await room.does('ana', { ...send, ticketId, token });
    expect(answer.ok ? null : answer.refusal).toBe(refusal);
  });

  test('[MAIL-14] a danger is not closed without saying who was called and when', async () => {
    const { ticketId, token } = await room.claimed('ana', { finding: { priority: 'P0' } });
    const close = { type: 'close-ticket', ticketId, token, reason: 'handled-by-phone' } as const;
    expect(await room.does('ana', close)).toMatchObject({ refusal: 'contact-required' });
    const contact = { whom: 'le 17', at: room.time.now() };
    const before = (await room.log.head()).seq;
    expect(await room.does('ana', { ...close, contact })).toMatchObject({ ok: true });
    const [closed] = await room.log.read(before, 1);
    const contactId = (closed?.event.type === 'ticket-closed' && closed.event.contactId) || '';
    const words = wordsByIds(room.database, [contactId]).get(contactId);
    expect(words).toMatchObject({ kind: 'contact', text: 'le 17 (24/11/2026 14:00)' });
  });
});

describe('people', () => {
  beforeEach(() => room.signIn('gallois'));

  test('[ACCESS-2] a reset gives a one-time password, ends the sessions and stores the password nowhere', async () => {
    const reset = { type: 'reset-password', personId: 'ana' } as const;
    const answer = await room.does('gallois', reset, 'reset-key-1');
    expect(answer).toMatchObject({
      ok: true,
      personId: 'ana',
      password: 'for-gallois-reset-key-1',
    });
    expect(credentialOf(room.database, 'ana')).toMatchObject({ mustChoose: true, hash: '$hash' });
    expect(room.person('ana').signedInAt).toBeNull();
    const stored = room.database.client
      .prepare('SELECT group_concat(answer) FROM commands')
      .pluck();
    expect(stored.get()).not.toContain('for-gallois');
    expect(await room.does('gallois', reset, 'reset-key-1')).toEqual(answer);
  });

  test('a person added gets a one-time password, and a login is borne by one person', async () => {
    const add = {
      type: 'add-person',
      login: 'eva',
      rank: 'Gpx',
      name: 'Eva Roche',
      alias: 'RIO 1234567',
      role: 'agent',
      teamId: 'JOUR-B',
      clearances: [],
    };
    const answer = await room.does('gallois', add);
    expect(answer).toHaveProperty('password');
    expect(await room.does('gallois', add)).toMatchObject({ refusal: 'login-taken' });
    const personId = (answer.ok && answer.personId) || '';
    const renamed = { ...add, type: 'change-person', personId, name: 'Eva Petit' };
    expect(await room.does('gallois', renamed)).toMatchObject({ ok: true });
    expect(room.staff.person(personId)?.name).toBe('Eva Petit');
  });

  test('the last commissioner, and whoever holds a ticket, cannot be ended', async () => {
    await room.claimed('ana');
    const end = (personId: string) => room.does('gallois', { type: 'end-person', personId });
    expect(await end('ana')).toMatchObject({ refusal: 'holds-tickets' });
    expect(await end('gallois')).toMatchObject({ refusal: 'not-allowed' });
    expect(await end('ben')).toMatchObject({ ok: true });
  });

  test('[ACCESS-1] whoever holds a ticket keeps the clearance to see it', async () => {
    const { ticketId, token } = await room.claimed('cleo');
    const { login, rank, name, alias, role, teamId } = room.person('cleo');
    const change = { type: 'change-person', personId: 'cleo', login, rank, name, alias };
    const uncleared = { ...change, role, teamId, clearances: [] };
    expect(await room.does('gallois', uncleared)).toMatchObject({ refusal: 'holds-tickets' });
    await room.does('cleo', { type: 'release-ticket', ticketId, token });
    expect(await room.does('gallois', uncleared)).toMatchObject({ ok: true });
  });

  test('a pause begins and ends for oneself', async () => {
    await room.does('ana', { type: 'begin-pause' });
    expect(room.person('ana').pausedAt).toBe(room.time.now());
    expect(await room.does('ana', { type: 'begin-pause' })).toMatchObject({ refusal: 'unchanged' });
    await room.does('ana', { type: 'end-pause' });
    expect(room.person('ana').pausedAt).toBeNull();
  });

  test('an instruction is posted, and withdrawn by posting nothing', async () => {
    const post = (text: string | null) => room.does('morel', { type: 'post-instruction', text });
    expect(await post('Fuite de gaz rue Foch')).toMatchObject({ ok: true });
    expect(await room.does('ana', { type: 'post-instruction', text: 'x' })).toMatchObject({
      refusal: 'not-allowed',
    });
    expect(await post(null)).toMatchObject({ ok: true });
    expect(await post(null)).toMatchObject({ refusal: 'unchanged' });
  });
});

describe('when the medium fails', () => {
  test('a full disk refuses the command, and life goes on once there is room', async () => {
    const { ticketId, token } = await room.claimed('ana');
    const { client } = room.database;
    const pages = client.pragma('page_count', { simple: true }) as number;
    client.pragma(`max_page_count = ${String(pages)}`);
    const text = 'x'.repeat(90_000);
    const save = { type: 'save-draft', ticketId, token, text, revision: 1 } as const;
    expect(await room.does('ana', save)).toMatchObject({ ok: false, refusal: 'storage-full' });
    client.pragma('max_page_count = 1000000');
    expect(await room.does('ana', save)).toMatchObject({ ok: true });
    expect(draftOf(room.database, ticketId)?.text).toHaveLength(90_000);
    expect(room.errors).toEqual([]);
  });

  test('[ACCESS-5] an unexpected error is answered, and logged once without words', async () => {
    const ticketId = await room.receive();
    room.database.client.exec('DROP TABLE words');
    const answer = await room.does('ana', { type: 'add-note', ticketId, text: 'Mme Sauvage' });
    expect(answer).toMatchObject({ ok: false, refusal: 'failed' });
    expect(room.errors).toHaveLength(1);
    expect(room.errors).toMatchObject([{ type: 'add-note', personId: 'ana' }]);
    expect(JSON.stringify(room.errors)).not.toContain('Sauvage');
  });
});
