import { afterEach, beforeEach, expect, test } from 'vitest';
import { isCleared } from '@vigie/shared/access/actor';
import type { Session } from '@vigie/shared/wire/session';
import { emptyView } from '@vigie/shared/wire/view';
import { markOf } from '../handover/mark-of.ts';
import {
  done,
  password,
  ReliefRoom,
  sheetId,
  type Person,
} from '../handover/testing/relief-room.ts';
import { relieve } from './relieve.ts';

let relief: ReliefRoom;
beforeEach(async () => {
  relief = await ReliefRoom.open();
});
afterEach(() => relief.close());

/** One look of a simulated colleague at the sheets. */
function looks(login: Person): Promise<boolean> {
  const person = relief.room.staff.person(login);
  if (!person) throw new Error(`no ${login}`);
  const screen = {
    view: { ...emptyView, handovers: { [sheetId]: markOf(relief.handover) } },
    sheet: async () => relief.sheet(isCleared(person) ? 'cleared' : 'uncleared'),
    command: (command: object) => relief.does(login, { ...command }),
  };
  const you = { ...person, standsIn: false, mustChoosePassword: false };
  const session = { you } as unknown as Session;
  return relieve(session, { screen, password, clock: relief.room.time });
}

test('[RUN-1] where no lead is there, simulated colleagues relieve each other through the public protocol', async () => {
  await relief.signOut('rousseau');
  await relief.signOut('marchand');
  done(await relief.does('dina', { type: 'open-handover' }));
  // Hours before the relief it is nobody's turn.
  expect(await looks('cleo')).toBe(false);
  relief.room.time.jump(relief.handover.reliefAt - relief.room.time.now() - 5 * 60_000);
  const { ticketId } = await relief.room.claimed('ana');
  const restricted = { finding: { priority: 'P1', category: 'vif', restricted: true } } as const;
  const { ticketId: veiled } = await relief.room.claimed('cleo', restricted);
  const crew = ['cleo', 'ana', 'colin', 'faure'] as const;
  for (let round = 0; round < 6 && relief.handover.state !== 'sealed'; round += 1) {
    for (const login of crew) await looks(login);
  }
  expect(relief.handover).toMatchObject({
    state: 'sealed',
    acceptance: { inPlaceOf: 'marchand', figures: { passed: 2 } },
    proposal: { by: 'cleo', inPlaceOf: 'rousseau' },
  });
  expect(relief.room.ticket(ticketId).lock?.holder).toMatch(/colin|faure/);
  expect(relief.handover.taken[`ticket:${veiled}`]?.by).toBe('faure');
});

test('[RUN-1] a lead who is there is left to sign themselves', async () => {
  done(await relief.does('dina', { type: 'open-handover' }));
  relief.room.time.jump(relief.handover.reliefAt - relief.room.time.now() - 60_000);
  for (const login of ['cleo', 'ana', 'faure'] as const) expect(await looks(login)).toBe(false);
});
