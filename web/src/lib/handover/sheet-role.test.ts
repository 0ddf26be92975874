import { actorOf } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import { member } from '@vigie/shared/handover/testing';
import type { Person } from '@vigie/shared/people/person';
import type { Sheet, SheetPart } from '@vigie/shared/wire/handover';
import { expect, test } from 'vitest';
import { lineRole, mayWriteInAny, roleOn } from './sheet-role.ts';

const lead = member('marchand', 'NUIT-A', { role: 'lead' });
const cleared = member('faure', 'NUIT-A', { clearances: ['violence'] });
const clearedOfDay = member('cleo', 'JOUR-A', { clearances: ['violence'] });

const officer = member('morel', '', { role: 'officer', teamId: null });

function roleOf(person: Person, state: Sheet['state'], onCall: readonly string[] = []) {
  const incoming = { personId: lead.id, inPlaceOf: null };
  const sheet = {
    state,
    signatories: { outgoing: null, incoming },
    incoming: { teamId: 'NUIT-A' },
    onCall,
    parts: [],
  };
  const actor = actorOf(person, false);
  // As much of a sheet as the role is told by.
  return roleOn(sheet as unknown as Sheet, {
    may: (act, thing) => may(actor, act, thing),
    you: {
      ...person,
      clearances: [...person.clearances],
      standsIn: false,
      mustChoosePassword: false,
      mustEnrol: false,
    },
  });
}

test('[HAND-3] a restricted line is for a cleared colleague of the shift that takes over, the others for its lead', () => {
  const takes = (person: Person) => {
    const { lines, restricted } = roleOf(person, 'proposed');
    return [lines.mayTake, restricted.mayTake];
  };
  expect([takes(lead), takes(cleared), takes(clearedOfDay)]).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
  expect(roleOf(cleared, 'draft')).toMatchObject({
    lines: { mayWrite: false },
    restricted: { mayWrite: true },
  });
});

test('[HAND-3] the command takes restricted lines while it is on call, and then only', () => {
  const takes = (onCall: readonly string[]) =>
    roleOf(officer, 'proposed', onCall).restricted.mayTake;
  expect([takes([]), takes([officer.id])]).toEqual([false, true]);
});

test('[SYNC-4] of a withheld part nothing may be done', () => {
  const part = { restricted: true, withheld: true } as SheetPart;
  expect(Object.values(lineRole(part, roleOf(cleared, 'draft')))).not.toContain(true);
});

test('[HAND-3] the receiver’s words end with the seal', () => {
  const states = ['draft', 'proposed', 'sealed', 'lapsed'] as const;
  const received = states.map((state) => roleOf(lead, state).mayReceive);
  expect(received).toEqual([true, true, false, false]);
});

test('[LOCK-3] words that wait hold up a signature where they may still be written, and there alone', () => {
  const items = [{ key: 'receiver' }, { key: 'ticket:a' }];
  const sheet = { parts: [{ items }] } as unknown as Sheet;
  const holds = (key: string, state: Sheet['state']) =>
    mayWriteInAny([key], sheet, roleOf(lead, state));
  expect(holds('receiver', 'proposed')).toBe(true);
  expect(holds('ticket:a', 'draft')).toBe(true);
  expect(holds('ticket:a', 'proposed')).toBe(false);
  expect(holds('note:gone', 'draft')).toBe(false);
});
