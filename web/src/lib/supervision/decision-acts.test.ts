import { may } from '@vigie/shared/access/may';
import type { Role } from '@vigie/shared/people/person';
import { expect, test } from 'vitest';
import { isLocked } from '#lib/plateau/held-ticket.ts';
import { byId, heldBy, minute, noon, person, ticket } from '#lib/plateau/testing.ts';
import { decisionActs } from './decision-acts.ts';
import type { Decision } from './decisions.ts';

const people = byId([person('ana'), person('zoe', { teamId: 'NUIT-A' })]);

function actsOf(role: Role, decision: Decision) {
  const actor = { id: 'me', role, teamId: 'JOUR-A', clearances: [], standsIn: false };
  const viewer = { id: 'me', may: (...of: Act) => may(actor, ...of) };
  return decisionActs(decision, { people, viewer, now: noon });
}
type Act = [Parameters<typeof may>[1], Parameters<typeof may>[2]?];

function stale(holder: string): Decision {
  const card = heldBy(holder, 'a', { idleFor: 6 * minute });
  if (!isLocked(card)) throw new Error('a held ticket has a lock');
  return { kind: 'stale-lock', id: 'lock:a', urgency: 1, sinceMs: noon - 6 * minute, ticket: card };
}
const p0: Decision = {
  kind: 'unclaimed-p0',
  id: 'p0:a',
  urgency: 0,
  sinceMs: noon,
  ticket: ticket('a', { priority: 'P0' }),
  level: 0,
};
const uncertain: Decision = {
  kind: 'uncertain-reply',
  id: 'reply:a',
  urgency: 1,
  sinceMs: noon,
  ticket: ticket('a'),
};

test('[LOCK-6] an officer assigns a P0 at once, with the reason that the case itself gives', () => {
  expect(actsOf('officer', p0)).toMatchObject([
    { kind: 'lock', request: { act: 'reassign', reason: 'P0 non pris en charge' } },
  ]);
});

test('[ACCESS-1] who may not assign can still open', () => {
  expect(actsOf('lead', p0)).toMatchObject([{ kind: 'open', ticketId: 'a' }]);
});

test('[LOCK-6] a stale lock is released or given on by an officer, released by the lead of its team', () => {
  const acts = (role: Role, holder: string) =>
    actsOf(role, stale(holder)).map((act) => (act.kind === 'lock' ? act.request.act : act.kind));
  expect(acts('officer', 'ana')).toEqual(['free', 'reassign']);
  expect(acts('lead', 'ana')).toEqual(['free']);
  expect(acts('lead', 'zoe')).toEqual(['open']);
});

test('the reason says for how long nothing was done', () => {
  expect(actsOf('officer', stale('ana'))[0]).toMatchObject({
    request: { reason: 'Verrou inactif depuis 6 min' },
  });
});

test('[MAIL-8] an uncertain answer is settled by those who may, and opened by the others', () => {
  expect(actsOf('lead', uncertain).map(({ kind }) => kind)).toEqual(['settle', 'open']);
  expect(actsOf('agent', uncertain).map(({ kind }) => kind)).toEqual(['open']);
});

test('what no screen can mend has no act', () => {
  const silent: Decision = {
    kind: 'mailbox',
    id: 'mailbox',
    urgency: 0,
    sinceMs: null,
    state: 'silent',
  };
  expect(actsOf('commissioner', silent)).toEqual([]);
});
