import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkProjections } from '@vigie/db/check-projections';
import { loadRelief } from '@vigie/db/load-relief';
import { loadRoom } from '@vigie/db/projections';
import { ticketById } from '@vigie/db/queries/tickets';
import { commands } from '@vigie/shared/access/actor';
import { responsibleShift } from '@vigie/shared/room/room';
import { keptFieldsOf } from './kept-fields.ts';
import { done, password, ReliefRoom, sheetId } from './testing/relief-room.ts';

let relief: ReliefRoom;
beforeEach(async () => {
  relief = await ReliefRoom.open();
});
afterEach(() => relief.close());

const urgent = { finding: { priority: 'P1', category: 'harcel' } } as const;
const restricted = { finding: { priority: 'P1', category: 'vif', restricted: true } } as const;
const pass = (ticketId: string, to: string | null) => ({
  ticketId,
  pass: to === null ? { kind: 'queue' } : { kind: 'person', personId: to },
});
/** Takes over what is not restricted, and writes the synthesis. */
async function takenButRestricted(): Promise<void> {
  for (const { key, restricted: veiled } of relief.handover.proposal?.items ?? []) {
    if (veiled) continue;
    done(await relief.on('marchand', 'take-handover-item', { item: key, done: true }));
  }
  done(await relief.write('marchand', 'receiver', 'synthesis', 'Nuit calme attendue.'));
}

const refusalOf = (answer: { ok: boolean; refusal?: string }) =>
  answer.ok ? null : answer.refusal;

describe('the sheet', () => {
  test('[HAND-1] compiles itself: urgent tickets, locks, counts, staff; restricted ones in part 9 alone', async () => {
    const p1 = await relief.room.receive(urgent);
    const { ticketId: held } = await relief.room.claimed('ana');
    const { ticketId: veiled } = await relief.room.claimed('cleo', restricted);
    await relief.room.receive();
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const keys = (n: number) => relief.items(n).map(({ key }) => key);
    expect(keys(2)).toEqual([`ticket:${p1}`]);
    expect(keys(3)).toEqual([`ticket:${held}`]);
    expect(keys(9)).toEqual([`ticket:${veiled}`]);
    expect(relief.items(4)[0]?.fact).toMatchObject({ name: 'backlog', open: 4, overdue: 0 });
    expect(relief.items(1)[1]?.fact).toMatchObject({ side: 'incoming', leadId: 'marchand' });
    const told = JSON.stringify(relief.sheet('uncleared'));
    expect(told).not.toContain(relief.room.ticket(veiled).number);
    expect(relief.sheet('uncleared').parts[8]).toMatchObject({
      withheld: true,
      items: [{ fact: { name: 'restricted', tickets: 1 } }],
    });
  });

  test('[HAND-1] keeps itself current: what is answered or closed leaves it, what comes stands on it', async () => {
    const { ticketId, token } = await relief.room.claimed('ana', urgent);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    relief.room.time.jump(60_000);
    done(await relief.does('ana', { type: 'close-ticket', ticketId, token, reason: 'spam' }));
    const later = await relief.room.receive(urgent);
    expect(relief.items(2).map(({ key }) => key)).toEqual([`ticket:${later}`]);
    expect(relief.sheet().changes.map(({ what, tickets }) => [what, tickets])).toEqual(
      expect.arrayContaining([
        ['arrived', 1],
        ['closed', 1],
      ]),
    );
  });

  test('[HAND-1] two who write one field at once lose no word', async () => {
    const p1 = await relief.room.receive(urgent);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const item = `ticket:${p1}`;
    done(await relief.write('rousseau', item, 'situation', 'attend le rappel'));
    const [one, other] = await Promise.all([
      relief.write('rousseau', item, 'situation', 'attend le rappel du parquet', 1),
      relief.write('marchand', item, 'situation', 'depuis midi attend le rappel', 1),
    ]);
    expect([done(one).revision, done(other).revision]).toEqual([2, 3]);
    expect(relief.items(2)[0]?.fields.situation).toMatchObject({
      text: 'depuis midi attend le rappel du parquet',
      revision: 3,
      by: 'marchand',
    });
  });

  test('[LOCK-3] words for a sheet that was signed meanwhile are refused and kept', async () => {
    const p1 = await relief.room.receive(urgent);
    await relief.proposed();
    const answer = await relief.write('rousseau', `ticket:${p1}`, 'situation', 'trop tard');
    expect(answer).toMatchObject({ ok: false, refusal: 'wrong-state' });
    expect(answer).toHaveProperty('keptId');
    const { database } = relief.room;
    const kept = (login: string) => keptFieldsOf(database, sheetId, login);
    expect(kept('rousseau')).toEqual([
      {
        ...{ item: `ticket:${p1}`, field: 'situation', text: 'trop tard' },
        ...{ refusal: 'wrong-state', at: relief.room.time.now() },
      },
    ]);
    expect(kept('marchand')).toEqual([]);
    done(await relief.on('rousseau', 'withdraw-proposal'));
    done(await relief.write('rousseau', `ticket:${p1}`, 'situation', 'autre chose'));
    expect(kept('rousseau')).toHaveLength(1);
    const restored = 'autre chose, et trop tard';
    done(await relief.write('rousseau', `ticket:${p1}`, 'situation', restored, 1));
    expect(kept('rousseau')).toEqual([]);
  });

  test('[LOCK-3] words for a line that somebody took away meanwhile are refused and kept', async () => {
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const { itemId = '' } = done(await relief.on('dina', 'add-handover-item', { part: 5 }));
    done(await relief.on('dina', 'remove-handover-item', { item: itemId }));
    const answer = await relief.write('rousseau', itemId, 'text', 'le parquet');
    expect(answer).toMatchObject({ ok: false, refusal: 'line-removed' });
    expect(keptFieldsOf(relief.room.database, sheetId, 'rousseau')).toMatchObject([
      { item: itemId, field: 'text', text: 'le parquet' },
    ]);
  });

  test('[HAND-1] an item of the receiver is written by the receiver', async () => {
    await relief.proposed();
    const answer = await relief.write('rousseau', 'receiver', 'synthesis', 'de ma main');
    expect(refusalOf(answer)).toBe('not-signatory');
    done(await relief.write('marchand', 'receiver', 'synthesis', 'de la mienne'));
  });

  test('[HAND-1] a restricted matter is written by the cleared alone', async () => {
    const veiled = await relief.room.receive(restricted);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const item = `ticket:${veiled}`;
    expect(refusalOf(await relief.write('rousseau', item, 'situation', 'x'))).toBe('not-allowed');
    expect(refusalOf(await relief.write('ana', item, 'situation', 'x'))).toBe('not-allowed');
    done(await relief.write('cleo', item, 'situation', 'mise à l’abri'));
    expect(JSON.stringify(relief.sheet('uncleared'))).not.toContain('abri');
  });

  test('[HAND-1] lines are added, reviewed and taken out by hand', async () => {
    done(await relief.does('dina', { type: 'open-handover' }));
    const { itemId = '' } = done(await relief.on('dina', 'add-handover-item', { part: 5 }));
    done(await relief.write('dina', itemId, 'whom', 'le parquet de nuit'));
    done(await relief.on('rousseau', 'review-handover-item', { item: itemId, done: true }));
    expect(relief.items(5)[0]).toMatchObject({
      added: { by: 'dina' },
      reviewed: { by: 'rousseau' },
      fields: { whom: { text: 'le parquet de nuit' } },
    });
    done(await relief.on('dina', 'remove-handover-item', { item: itemId }));
    expect(relief.items(5)).toEqual([]);
  });
});

test('[HAND-1] part 6 names the answer sheets that were changed since the last relief', async () => {
  const change = (login: 'dina' | 'ana', value: string) =>
    relief.does(login, { type: 'change-settings', changes: [{ setting: 'sheet-cb', value }] });
  expect(refusalOf(await change('ana', 'Perceval'))).toBe('not-allowed');
  relief.room.time.jump(60_000);
  done(await change('dina', 'Perceval'));
  done(await relief.does('rousseau', { type: 'open-handover' }));
  const facts = () => relief.items(6).map(({ fact }) => fact);
  const told = { name: 'answer-sheet', category: 'cb', what: 'changed', by: 'dina' };
  expect(facts()).toMatchObject([{ ...told, at: relief.room.time.now() }]);
  done(await change('dina', ''));
  expect(facts()).toMatchObject([{ ...told, what: 'withdrawn' }]);
  await relief.proposed();
  await relief.taken();
  relief.room.time.jump(60_000);
  done(await relief.accept());
  expect(facts()).toMatchObject([{ ...told, what: 'withdrawn' }]);
  // Whoever relieves next hears of what came after.
  expect(loadRelief(relief.room.database, 'next').answerSheets).toEqual([]);
});

describe('the signatures', () => {
  test('[HAND-2] locks pass as was said, in the one transaction in which responsibility passes', async () => {
    const { ticketId: to } = await relief.room.claimed('ana');
    const { ticketId: back } = await relief.room.claimed('ben');
    const { ticketId: stays } = await relief.room.claimed('cleo');
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.on('rousseau', 'plan-pass', pass(to, 'colin')));
    done(await relief.on('rousseau', 'plan-pass', pass(back, null)));
    const until = relief.room.time.now() + 10 * 60_000;
    const kept = { kind: 'stays', until, reason: 'termine son appel' };
    done(await relief.on('rousseau', 'plan-pass', { ticketId: stays, pass: kept }));
    await relief.proposed();
    await relief.taken();
    const before = (await relief.room.log.head()).seq;
    done(await relief.accept());
    expect(await relief.room.eventsAfter(before)).toEqual([
      'handover-accepted',
      'responsibility-passed',
      'ticket-passed',
      'ticket-released',
      'lock-kept',
    ]);
    const lock = (id: string) => relief.room.ticket(id).lock;
    expect(lock(to)).toMatchObject({ holder: 'colin', since: relief.room.time.now() });
    expect(lock(back)).toBeNull();
    expect(lock(stays)).toMatchObject({ holder: 'cleo', keptUntil: until, until });
    const room = loadRoom(relief.room.database);
    expect(responsibleShift(room, relief.room.ticket(to))).toBe(relief.handover.incoming.id);
    expect(relief.handover).toMatchObject({
      state: 'sealed',
      acceptance: { figures: { passed: 1, queued: 1, kept: 1, open: 3 } },
    });
    expect(await checkProjections(relief.room.database)).toMatchObject({ ok: true });
    expect(await relief.room.log.verify()).toMatchObject({ ok: true });
  });

  test('[HAND-2] what is kept ends at its end, however much its holder works', async () => {
    const { ticketId, token } = await relief.room.claimed('ana');
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const until = relief.room.time.now() + 2 * 60_000;
    const kept = { kind: 'stays', until, reason: 'une minute' };
    done(await relief.on('rousseau', 'plan-pass', { ticketId, pass: kept }));
    await relief.proposed();
    await relief.taken();
    done(await relief.accept());
    relief.room.time.jump(90_000);
    done(await relief.does('ana', { type: 'renew-lock', ticketId, token }));
    expect(relief.room.ticket(ticketId).lock?.until).toBe(until);
  });

  test('[HAND-2] an orphan refuses the acceptance, is named, and nothing has passed', async () => {
    const { ticketId: fine } = await relief.room.claimed('ana');
    const { ticketId: orphan } = await relief.room.claimed('ben');
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.on('rousseau', 'plan-pass', pass(fine, 'colin')));
    await relief.proposed();
    await relief.taken();
    const before = (await relief.room.log.head()).seq;
    expect(relief.sheet().orphans).toMatchObject([{ ticketId: orphan, cause: 'undecided' }]);
    const answer = await relief.accept();
    expect(answer).toMatchObject({ ok: false, refusal: 'orphans', ticketIds: [orphan] });
    expect(answer).toHaveProperty(
      'message',
      expect.stringContaining(relief.room.ticket(orphan).number),
    );
    expect((await relief.room.log.head()).seq).toBe(before);
    done(await relief.on('marchand', 'plan-pass', pass(orphan, 'colin')));
    done(await relief.accept());
    expect(relief.room.ticket(orphan).lock?.holder).toBe('colin');
  });

  test.each([
    ['is not of the shift that takes over', 'morel', {}, 'not-rostered'],
    ['may not see it', 'colin', restricted, 'not-cleared'],
  ])('[HAND-2] a receiver who %s makes an orphan', async (_, to, more, cause) => {
    const { ticketId } = await relief.room.claimed('cleo', more);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.on('morel', 'plan-pass', pass(ticketId, to)));
    expect(relief.sheet().orphans).toMatchObject([{ ticketId, cause }]);
  });

  test('[HAND-2] the agent’s limit binds claiming only', async () => {
    const held = [];
    for (const login of ['ana', 'ana', 'ana', 'ben', 'ben'] as const) {
      held.push((await relief.room.claimed(login)).ticketId);
    }
    done(await relief.does('rousseau', { type: 'open-handover' }));
    for (const id of held) done(await relief.on('rousseau', 'plan-pass', pass(id, 'colin')));
    await relief.proposed();
    await relief.taken();
    done(await relief.accept());
    for (const id of held) expect(relief.room.ticket(id).lock?.holder).toBe('colin');
  });

  test('[HAND-2] an answer on its way keeps its author, with an end, and no draft is torn back', async () => {
    const { ticketId, token } = await relief.room.claimed('ana');
    await relief.proposed();
    await relief.taken();
    done(
      await relief.does('ana', {
        type: 'send-reply',
        ticketId,
        token,
        text: 'Oui.',
        then: 'close',
      }),
    );
    done(await relief.accept());
    const { outgoing, lock } = relief.room.ticket(ticketId);
    expect(outgoing).toMatchObject({ state: 'queued', by: 'ana' });
    expect(lock).toMatchObject({ holder: 'ana' });
    expect(lock).toHaveProperty('keptUntil');
  });

  test('[HAND-2] a lock that expires during the signature is nobody’s, and no orphan', async () => {
    const { ticketId } = await relief.room.claimed('ana');
    await relief.proposed();
    await relief.taken();
    relief.room.time.jump(16 * 60_000);
    done(await relief.accept());
    expect(relief.handover.acceptance?.figures).toMatchObject({ passed: 0, open: 1 });
    expect(relief.room.ticket(ticketId).lock?.holder).toBe('ana');
  });

  test('[HAND-2] both who could accept do so at once: one does', async () => {
    await relief.proposed();
    await relief.taken();
    const before = (await relief.room.log.head()).seq;
    const answers = await Promise.all(
      (['rousseau', 'marchand', 'marchand'] as const).map((login) => relief.accept(login)),
    );
    expect(answers.map(refusalOf).sort()).toEqual(['not-allowed', null, 'wrong-state']);
    expect(await relief.room.eventsAfter(before)).toEqual([
      'handover-accepted',
      'responsibility-passed',
    ]);
  });

  test('[LOG-6] a connection lost after an item was taken: what is sent again is not taken or written twice', async () => {
    await relief.proposed();
    const [item] = relief.handover.proposal?.items ?? [];
    const handoverId = sheetId;
    const lost = [
      { type: 'take-handover-item', handoverId, item: item?.key, done: true },
      ...['synthesis', 'questions'].map((field) => ({
        ...{ type: 'write-handover-field', handoverId, item: 'receiver', field },
        ...{ text: 'calme', base: 0 },
      })),
    ];
    const send = () =>
      Promise.all(
        lost.map((command, n) => relief.does('marchand', command, `sent-again-${String(n)}`)),
      );
    const answers = await send();
    const head = await relief.room.log.head();
    relief.room.time.jump(60_000);
    expect(await send()).toEqual(answers);
    expect(await relief.room.log.head()).toEqual(head);
    expect(Object.keys(relief.handover.taken)).toEqual([item?.key]);
    expect(relief.items(10)[0]?.fields.synthesis).toMatchObject({ text: 'calme', revision: 1 });
  });

  test('[LOG-6] an acceptance sent twice under its key has one effect and one answer', async () => {
    await relief.proposed();
    await relief.taken();
    const first = await relief.accept('marchand', 'the-same-key');
    const head = await relief.room.log.head();
    expect(await relief.accept('marchand', 'the-same-key')).toEqual(first);
    expect(await relief.room.log.head()).toEqual(head);
  });

  test('[HAND-2] without every item taken, or the synthesis, nothing is accepted', async () => {
    await relief.room.receive(urgent);
    await relief.proposed();
    expect(refusalOf(await relief.accept())).toBe('items-left');
    for (const { key } of relief.handover.proposal?.items ?? []) {
      done(await relief.on('marchand', 'take-handover-item', { item: key, done: true }));
    }
    expect(refusalOf(await relief.accept())).toBe('synthesis-missing');
  });

  test('[HAND-2] a ticket answered since the proposal has left the sheet: nobody need take it', async () => {
    const { ticketId, token } = await relief.room.claimed('ana', urgent);
    await relief.proposed();
    await relief.taken();
    done(
      await relief.on('marchand', 'take-handover-item', {
        item: `ticket:${ticketId}`,
        done: false,
      }),
    );
    expect(refusalOf(await relief.accept())).toBe('items-left');
    done(await relief.does('ana', { type: 'close-ticket', ticketId, token, reason: 'spam' }));
    done(await relief.accept());
    expect(relief.sheet().changes).toMatchObject([{ what: 'closed', tickets: 1 }]);
  });

  test('[HAND-2] [MAIL-5] what was merged since the proposal is still taken over while it goes on, and its lock passes there', async () => {
    const { ticketId, token } = await relief.room.claimed('ana', urgent);
    const into = await relief.room.receive();
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.on('rousseau', 'plan-pass', pass(ticketId, 'colin')));
    await relief.proposed();
    await relief.taken();
    const item = `ticket:${ticketId}`;
    done(await relief.on('marchand', 'take-handover-item', { item, done: false }));
    done(await relief.does('ana', { type: 'merge-ticket', ticketId, into, token }));
    expect(relief.sheet().taken).toMatchObject({ done: relief.sheet().taken.total - 1 });
    expect(relief.items(2)[0]?.ticket).toMatchObject({ holder: 'ana', status: 'claimed' });
    expect(refusalOf(await relief.accept())).toBe('items-left');
    done(await relief.on('marchand', 'take-handover-item', { item, done: true }));
    // Who gets it was said of the one, and not of what it goes on in together with another matter.
    expect(await relief.accept()).toMatchObject({ refusal: 'orphans', ticketIds: [into] });
    done(await relief.on('marchand', 'plan-pass', pass(ticketId, 'colin')));
    expect(relief.sheet().orphans).toEqual([]);
    done(await relief.accept());
    expect(relief.room.ticket(into).lock?.holder).toBe('colin');
    const changed = relief.sheet().changes.map(({ what, tickets }) => [what, tickets]);
    expect(changed).toContainEqual(['merged', 1]);
    expect(await checkProjections(relief.room.database)).toMatchObject({ ok: true });
  });

  test('[HAND-2] what was merged since into a settled ticket that nobody awaits has left the sheet', async () => {
    const { ticketId, token } = await relief.room.claimed('ana', urgent);
    const other = await relief.room.claimed('ben');
    await relief.proposed();
    const close = (id: string, login: 'ana' | 'ben', held: number) =>
      relief.does(login, { type: 'close-ticket', ticketId: id, token: held, reason: 'spam' });
    done(await close(other.ticketId, 'ben', other.token));
    done(await close(ticketId, 'ana', token));
    done(await relief.does('ana', { type: 'merge-ticket', ticketId, into: other.ticketId }));
    await relief.taken();
    done(await relief.accept());
  });

  test('[SYNC-4] a line whose ticket goes on in a restricted one is decided by the cleared alone', async () => {
    const { ticketId, token } = await relief.room.claimed('cleo', urgent);
    const veiled = await relief.room.receive(restricted);
    await relief.proposed();
    done(await relief.does('cleo', { type: 'merge-ticket', ticketId, into: veiled, token }));
    expect(relief.items(2, 'uncleared')[0]?.ticket).toMatchObject({ holder: null });
    expect(refusalOf(await relief.on('marchand', 'plan-pass', pass(ticketId, 'faure')))).toBe(
      'not-allowed',
    );
    done(await relief.on('morel', 'plan-pass', pass(ticketId, 'faure')));
  });

  test('[SYNC-4] a line whose ticket was restricted since the proposal tells no more of it, signed words apart', async () => {
    const { ticketId } = await relief.room.claimed('cleo', urgent);
    await relief.proposed();
    const until = relief.room.time.now() + 10 * 60_000;
    const kept = { kind: 'stays', until, reason: 'un canari' };
    done(await relief.on('morel', 'plan-pass', { ticketId, pass: kept }));
    expect(relief.items(2, 'uncleared')[0]).toMatchObject({
      ticket: { holder: 'cleo' },
      pass: { reason: 'un canari' },
    });
    done(await relief.does('cleo', { type: 'change-restriction', ticketId, restricted: true }));
    expect(relief.items(2, 'uncleared')[0]).toMatchObject({ ticket: { holder: null }, pass: null });
    expect(JSON.stringify(relief.sheet('uncleared').parts)).not.toContain('canari');
  });

  test('[SYNC-4] a restricted line whose ticket goes on in a restricted one is told to the cleared', async () => {
    const { ticketId, token } = await relief.room.claimed('cleo', restricted);
    const into = await relief.room.receive(restricted);
    await relief.proposed();
    done(await relief.does('cleo', { type: 'merge-ticket', ticketId, into, token }));
    done(await relief.on('morel', 'plan-pass', pass(ticketId, 'faure')));
    const line = relief.items(9).find(({ key }) => key === `ticket:${ticketId}`);
    expect(line).toMatchObject({
      ticket: { status: 'claimed', holder: 'cleo' },
      pass: { personId: 'faure' },
    });
  });

  test('[HAND-3] a restricted item is taken by a cleared colleague where the lead is not', async () => {
    const veiled = await relief.room.receive(restricted);
    await relief.proposed();
    const item = { item: `ticket:${veiled}`, done: true };
    expect(refusalOf(await relief.on('marchand', 'take-handover-item', item))).toBe('not-allowed');
    // Cleared, and of the shift that leaves.
    expect(refusalOf(await relief.on('cleo', 'take-handover-item', item))).toBe('not-signatory');
    done(await relief.on('faure', 'take-handover-item', item));
    expect(relief.handover.taken[item.item]).toMatchObject({ by: 'faure' });
  });

  describe('[HAND-3] where nobody who takes over is cleared', () => {
    beforeEach(() => relief.ends('faure'));

    test('the sheet says so, and the command has what is restricted: the relief goes on', async () => {
      const { ticketId } = await relief.room.claimed('cleo', restricted);
      done(await relief.does('rousseau', { type: 'open-handover' }));
      const said = relief.items(1, 'uncleared').flatMap(({ fact }) => fact ?? []);
      const onCall = said.flatMap((fact) => (fact.name === 'nobody-cleared' ? fact.onCall : []));
      expect(onCall).toContain('morel');
      expect(relief.items(9)[0]?.suggestions.map(({ personId }) => personId)).toContain('morel');
      await relief.proposed();
      done(await relief.on('morel', 'plan-pass', pass(ticketId, 'morel')));
      await takenButRestricted();
      done(await relief.accept());
      expect(relief.room.ticket(ticketId).lock?.holder).toBe('morel');
    });

    test('a cleared clerk takes nothing over, so that nothing waits for one', async () => {
      await relief.joins('roux', { role: 'clerk', rank: 'Adj', clearances: ['violence'] });
      const veiled = await relief.room.receive(restricted);
      await relief.proposed();
      const item = { item: `ticket:${veiled}`, done: true };
      expect(refusalOf(await relief.on('roux', 'take-handover-item', item))).toBe('not-allowed');
      await takenButRestricted();
      done(await relief.accept());
    });

    test('and nobody commands either, nothing waits for whom there is not', async () => {
      await relief.room.receive(restricted);
      await relief.proposed();
      await takenButRestricted();
      for (const { id, role } of relief.room.staff.all()) {
        if (commands(role)) await relief.ends(id);
      }
      done(await relief.accept());
    });

    test('the command takes a restricted item over, and receives nothing else', async () => {
      const { ticketId } = await relief.room.claimed('cleo', restricted);
      const { ticketId: open } = await relief.room.claimed('ana');
      await relief.proposed();
      const item = { item: `ticket:${ticketId}`, done: true };
      done(await relief.on('morel', 'take-handover-item', item));
      done(await relief.on('morel', 'plan-pass', pass(open, 'morel')));
      expect(relief.sheet().orphans).toContainEqual(
        expect.objectContaining({ ticketId: open, cause: 'not-rostered' }),
      );
    });

    test('the command is on call from the instant on, whatever was signed before', async () => {
      await relief.joins('roux', { role: 'agent', rank: 'Gpx', clearances: ['violence'] });
      const veiled = await relief.room.receive(restricted);
      await relief.proposed();
      expect(relief.sheet().onCall).toEqual([]);
      await relief.ends('roux');
      expect(relief.sheet().onCall).toContain('morel');
      const item = { item: `ticket:${veiled}`, done: true };
      done(await relief.on('morel', 'take-handover-item', item));
    });

    test('what the command on call holds already stays with it, undecided or not', async () => {
      const { ticketId } = await relief.room.claimed('morel', restricted);
      const { ticketId: open } = await relief.room.claimed('morel');
      await relief.proposed();
      expect(relief.sheet().orphans).toMatchObject([{ ticketId: open, cause: 'undecided' }]);
      done(await relief.on('morel', 'plan-pass', pass(open, null)));
      await takenButRestricted();
      done(await relief.accept());
      expect(relief.room.ticket(ticketId).lock?.holder).toBe('morel');
    });

    test('an undecided lock is still named: nothing restricted is left in nobody’s hands', async () => {
      const { ticketId } = await relief.room.claimed('cleo', restricted);
      await relief.proposed();
      expect(relief.sheet().orphans).toMatchObject([{ ticketId, cause: 'undecided' }]);
    });
  });

  test('[HAND-2] a password that is wrong, or another’s, signs nothing', async () => {
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const wrong = await relief.on('rousseau', 'propose-handover', {
      signature: { password: 'another' },
    });
    expect(refusalOf(wrong)).toBe('wrong-signature');
    expect(relief.handover.state).toBe('draft');
  });

  test('[ACCESS-2] tries at a signature are counted like those at the door', async () => {
    done(await relief.does('rousseau', { type: 'open-handover' }));
    for (let n = 0; n < 10; n += 1) {
      await relief.on('rousseau', 'propose-handover', { signature: { password: 'another' } });
    }
    const right = await relief.on('rousseau', 'propose-handover', { signature: { password } });
    expect(refusalOf(right)).toBe('too-many');
  });

  test('[HAND-2] nobody signs for both shifts, and no clerk signs', async () => {
    await relief.room.receive();
    await relief.proposed();
    await relief.taken();
    expect(refusalOf(await relief.accept('rousseau'))).toBe('not-allowed');
    expect(refusalOf(await relief.accept('dina'))).toBe('not-allowed');
    expect(refusalOf(await relief.accept('colin'))).toBe('not-allowed');
  });

  test('[HAND-4] a lead who is not there is replaced by the next in rank on duty, and it is written so', async () => {
    await relief.signOut('rousseau');
    done(await relief.does('dina', { type: 'open-handover' }));
    expect(relief.sheet().signatories.outgoing).toEqual({
      personId: 'cleo',
      inPlaceOf: 'rousseau',
    });
    expect(refusalOf(await relief.on('ana', 'propose-handover', { signature: { password } }))).toBe(
      'not-allowed',
    );
    done(await relief.on('cleo', 'propose-handover', { signature: { password } }));
    expect(relief.handover.proposal).toMatchObject({ by: 'cleo', inPlaceOf: 'rousseau' });
  });

  test('[HAND-3] a proposal taken back is a draft again, and what was taken over is not any more', async () => {
    await relief.room.receive(urgent);
    await relief.proposed();
    await relief.taken();
    done(await relief.on('rousseau', 'withdraw-proposal'));
    expect(relief.handover).toMatchObject({ state: 'draft', proposal: null, taken: {} });
  });

  test('[HAND-3] addenda are signed, dated, and change nothing that was sealed', async () => {
    await relief.proposed();
    await relief.taken();
    done(await relief.accept());
    const { parts } = relief.sheet();
    relief.room.time.jump(60_000);
    done(
      await relief.on('marchand', 'add-addendum', {
        text: 'Le parquet a rappelé.',
        signature: { password },
      }),
    );
    expect(relief.sheet().parts).toEqual(parts);
    expect(relief.sheet().addenda).toMatchObject([
      { by: 'marchand', text: 'Le parquet a rappelé.' },
    ]);
    expect(
      refusalOf(await relief.on('rousseau', 'propose-handover', { signature: { password } })),
    ).toBe('wrong-state');
  });

  test('[HAND-3] the frozen text is what was compiled, whatever happens after', async () => {
    const p1 = await relief.room.receive(urgent);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.write('rousseau', `ticket:${p1}`, 'situation', 'attend le rappel'));
    await relief.proposed();
    await relief.room.receive(urgent);
    const [item, ...others] = relief.items(2);
    expect(others).toEqual([]);
    expect(item?.fields.situation?.text).toBe('attend le rappel');
  });

  test('[LOG-4] what people write on a sheet never stands in the log', async () => {
    const { ticketId } = await relief.room.claimed('ana', urgent);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.write('rousseau', `ticket:${ticketId}`, 'situation', 'un canari'));
    const kept = { kind: 'stays', until: relief.room.time.now() + 60_000, reason: 'canari' };
    done(await relief.on('rousseau', 'plan-pass', { ticketId, pass: kept }));
    await relief.proposed();
    await relief.taken();
    done(await relief.write('marchand', 'receiver', 'questions', 'quel canari'));
    done(await relief.accept());
    done(
      await relief.on('marchand', 'add-addendum', {
        text: 'canari retrouvé',
        signature: { password },
      }),
    );
    const leaks = (table: string, column: string) =>
      relief.room.database.client
        .prepare(`SELECT count(*) FROM ${table} WHERE lower(${column}) LIKE '%canari%'`)
        .pluck()
        .get();
    expect([
      leaks('events', 'body'),
      leaks('commands', 'answer'),
      leaks('handovers', 'state'),
    ]).toEqual([0, 0, 0]);
    expect(leaks('handover_parts', 'body')).toBeGreaterThan(0);
  });
});

describe('the personal case', () => {
  test('[HAND-2] who leaves early hands their own tickets on, all of them or none', async () => {
    const { ticketId: one } = await relief.room.claimed('ana');
    const { ticketId: other } = await relief.room.claimed('ana');
    const passes = [pass(one, 'ben'), pass(other, 'colin')];
    // Colin is of the night: not on duty now.
    const answer = await relief.does('ana', { type: 'hand-on', passes, signature: { password } });
    expect(answer).toMatchObject({ ok: false, refusal: 'orphans', ticketIds: [other] });
    expect(relief.room.ticket(one).lock?.holder).toBe('ana');
    passes[1] = pass(other, null);
    done(await relief.does('ana', { type: 'hand-on', passes, signature: { password } }));
    expect(relief.room.ticket(one).lock?.holder).toBe('ben');
    expect(ticketById(relief.room.database, other)?.ticket).toMatchObject({
      status: 'new',
      lock: null,
    });
  });

  test('[HAND-2] nobody hands on what they do not hold', async () => {
    const { ticketId } = await relief.room.claimed('ben');
    const answer = await relief.does('ana', {
      type: 'hand-on',
      passes: [pass(ticketId, 'ben')],
      signature: { password },
    });
    expect(refusalOf(answer)).toBe('not-held');
  });
});

test('[HAND-2] the sheet’s id is that of its relief', () => {
  expect(sheetId).toBe('handover:JOUR-A:2026-11-24');
});
