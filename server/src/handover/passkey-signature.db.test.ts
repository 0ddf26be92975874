import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { SignedAct } from '@vigie/shared/wire/handover-command';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SoftAuthenticator } from '../people/testing/soft-authenticator.ts';
import { publicUrl } from '../testing/test-room.ts';
import { signableOf } from './signed-act.ts';
import { done, ReliefRoom, sheetId, type Person } from './testing/relief-room.ts';

let relief: ReliefRoom;
let keys: { readonly rousseau: SoftAuthenticator; readonly marchand: SoftAuthenticator };
beforeEach(async () => {
  relief = await ReliefRoom.open();
  keys = { rousseau: await keyOf('rousseau'), marchand: await keyOf('marchand') };
  done(await relief.does('rousseau', { type: 'open-handover' }));
});
afterEach(() => relief.close());

const proposing: SignedAct = { type: 'propose-handover', handoverId: sheetId };
const accepting: SignedAct = { type: 'accept-handover', handoverId: sheetId };

async function keyOf(personId: Person): Promise<SoftAuthenticator> {
  const key = new SoftAuthenticator(publicUrl);
  const passkey = key.rowOf(personId, relief.room.time.now());
  await relief.room.desk.system('test', key.id, [], () => ({
    ok: true,
    ...{ appends: [], writes: { passkey }, answer: () => undefined },
  }));
  return key;
}

/** What this person's device is asked for the act, as things stand. */
async function asked(login: Person, act: SignedAct): Promise<{ challenge: string }> {
  const person = relief.room.staff.person(login);
  const { signatures, database } = relief.room;
  const options = person && (await signatures.askPasskey(person, signableOf(database, act)));
  if (!options) throw new Error(`${login} has no passkey to sign with`);
  return options;
}

function signs(login: Person, act: SignedAct, passkey: object, key?: string) {
  return relief.does(login, { ...act, signature: { passkey } }, key);
}

const refusalOf = (answer: CommandAnswer) => (answer.ok ? null : answer.refusal);

describe('[HAND-2] a passkey signs', () => {
  test('a proposal and its acceptance, over what stands on the sheet', async () => {
    const proposal = keys.rousseau.answer(await asked('rousseau', proposing));
    done(await signs('rousseau', proposing, proposal));
    await relief.taken();
    done(
      await signs('marchand', accepting, keys.marchand.answer(await asked('marchand', accepting))),
    );
    expect(relief.handover).toMatchObject({
      state: 'sealed',
      proposal: { by: 'rousseau' },
      acceptance: { by: 'marchand' },
    });
  });

  test('the handing on of one’s own tickets, and only as was said', async () => {
    const { ticketId } = await relief.room.claimed('ana');
    const key = await keyOf('ana');
    const pass = { kind: 'queue' } as const;
    const act: SignedAct = { type: 'hand-on', passes: [{ ticketId, pass }] };
    const other: SignedAct = {
      type: 'hand-on',
      passes: [{ ticketId, pass: { kind: 'person', personId: 'ben' } }],
    };
    const answer = key.answer(await asked('ana', act));
    expect(refusalOf(await signs('ana', other, answer))).toBe('sheet-changed');
    done(await signs('ana', act, key.answer(await asked('ana', act))));
  });

  test('once: what is shown again is refused and says so; sent again under its key it has one effect', async () => {
    const answer = keys.rousseau.answer(await asked('rousseau', proposing));
    const first = await signs('rousseau', proposing, answer, 'the same key');
    expect(await signs('rousseau', proposing, answer, 'the same key')).toEqual(first);
    done(await relief.on('rousseau', 'withdraw-proposal'));
    const again = await signs('rousseau', proposing, answer);
    expect(refusalOf(again)).toBe('passkey-spent');
    expect(again).toHaveProperty('message', expect.stringMatching(/déjà servi/));
    expect(relief.handover.state).toBe('draft');
  });

  test('within five minutes', async () => {
    const late = keys.rousseau.answer(await asked('rousseau', proposing));
    relief.room.time.jump(5 * 60_000);
    expect(refusalOf(await signs('rousseau', proposing, late))).toBe('passkey-spent');
  });

  test('what people had written when it was asked; a mail that comes meanwhile voids nothing', async () => {
    const added = await relief.on('marchand', 'add-handover-item', { part: 5 });
    const { itemId = '' } = done(added);
    const before = keys.rousseau.answer(await asked('rousseau', proposing));
    done(await relief.write('marchand', itemId, 'text', 'le parquet rappelle'));
    const answer = await signs('rousseau', proposing, before);
    expect(refusalOf(answer)).toBe('sheet-changed');
    expect(answer).toHaveProperty('message', expect.stringMatching(/rien n’a été signé/));

    const anew = keys.rousseau.answer(await asked('rousseau', proposing));
    await relief.room.receive();
    done(await signs('rousseau', proposing, anew));
  });

  test('the proposal that was read: one made anew meanwhile is another', async () => {
    await relief.proposed();
    await relief.taken();
    const answer = keys.marchand.answer(await asked('marchand', accepting));
    done(await relief.on('rousseau', 'withdraw-proposal'));
    await relief.proposed();
    await relief.taken();
    expect(refusalOf(await signs('marchand', accepting, answer))).toBe('sheet-changed');
    expect(relief.handover.state).toBe('proposed');
  });

  test('for its owner, for that act, on this site, where the device knew its owner', async () => {
    const fresh = () => asked('rousseau', proposing);
    const refused = [
      keys.marchand.answer(await fresh()),
      keys.rousseau.answer(await asked('rousseau', accepting)),
      keys.rousseau.answer(await fresh(), { origin: 'https://vigie.example.evil' }),
      keys.rousseau.answer(await fresh(), { knowsOwner: false }),
      { ...keys.rousseau.answer(await fresh()), id: 'unknown', rawId: 'unknown' },
    ];
    for (const answer of refused) {
      expect(refusalOf(await signs('rousseau', proposing, answer))).toBe('wrong-passkey');
    }
    const { response, ...shown } = keys.rousseau.answer(await fresh());
    const forged = { ...shown, response: { ...response, signature: 'AAAA' } };
    expect(refusalOf(await signs('rousseau', proposing, forged))).toBe('wrong-passkey');
    expect(relief.handover.state).toBe('draft');
  });

  test('as long as it is theirs: one taken away meanwhile signs nothing', async () => {
    const answer = keys.rousseau.answer(await asked('rousseau', proposing));
    await relief.room.desk.system('test', 'end', [], () => ({
      ok: true,
      ...{ appends: [], answer: () => undefined },
      writes: { endPasskey: { personId: 'rousseau', id: keys.rousseau.id } },
    }));
    expect(refusalOf(await signs('rousseau', proposing, answer))).toBe('wrong-passkey');
    await expect(asked('rousseau', proposing)).rejects.toThrow('no passkey');
  });

  test('[ACCESS-2] and tries are counted like those at the door', async () => {
    const wrong = async () => keys.marchand.answer(await asked('rousseau', proposing));
    for (let n = 0; n < 10; n += 1) await signs('rousseau', proposing, await wrong());
    const right = keys.rousseau.answer(await asked('rousseau', proposing));
    expect(refusalOf(await signs('rousseau', proposing, right))).toBe('too-many');
  });
});
