import type { Hole } from '@vigie/shared/wire/roster';
import type { PersonCard, TicketCard, VeiledTicket } from '@vigie/shared/wire/view';
import { expect, test } from 'vitest';
import { plateauOf } from '#lib/plateau/plateau.ts';
import {
  cycle,
  heldBy,
  minute,
  noon,
  person,
  settings,
  ticket,
  veiled,
  viewOf,
} from '#lib/plateau/testing.ts';
import { decisionsOf, type DecisionFacts } from './decisions.ts';

const lead = person('lead', { role: 'lead', clearances: ['violence'] });
const well = { mailbox: 'well', outbox: 'well' } as const;

function decide(
  tickets: (TicketCard | VeiledTicket)[],
  { people = [lead], ...more }: Partial<DecisionFacts> & { people?: PersonCard[] } = {},
) {
  const view = viewOf(people, tickets);
  const desks = plateauOf({ cycle, view, presence: {}, settings, now: noon });
  const facts = {
    tickets: view.tickets,
    desks,
    teamId: 'JOUR-A',
    health: well,
    settings,
    holes: [],
    now: noon,
  };
  return decisionsOf({ ...facts, ...more });
}
const kindsOf = (...of: Parameters<typeof decide>) => decide(...of).map(({ kind }) => kind);
const outgoing = (state: 'queued' | 'uncertain' | 'failed') =>
  ({ replyId: 'r', by: 'lead', state, then: 'close', sendAt: noon - minute, attempts: 1 }) as const;

test('a calm room has nothing to decide', () => {
  expect(decide([ticket('a'), heldBy('lead', 'b')])).toEqual([]);
});

test('a P0 that nobody has taken stands first, with its level of escalation', () => {
  const alarm = { since: noon - 3 * minute, level: 1 };
  const late = ticket('late', { dueAt: noon - 1 });
  const found = decide([late, ticket('a', { priority: 'P0', alarm })]);
  expect(found[0]).toMatchObject({ kind: 'unclaimed-p0', level: 1, sinceMs: noon - 3 * minute });
  expect(found[1]?.kind).toBe('overdue');
});

test('[LOCK-2] a lock is a matter from the minute at which it is stale, and no more once it has expired', () => {
  expect(kindsOf([heldBy('lead', 'a', { idleFor: 5 * minute })])).toEqual(['stale-lock']);
  expect(kindsOf([heldBy('lead', 'a', { idleFor: 5 * minute - 1 })])).toEqual([]);
  expect(kindsOf([heldBy('lead', 'a', { idleFor: 15 * minute })])).toEqual([]);
});

test('a lock whose holder lost the connection is a matter at once', () => {
  const card = heldBy('lead', 'a');
  const lock = { ...card.lock!, disconnected: true };
  expect(kindsOf([{ ...card, lock }])).toEqual(['lost-lock']);
});

test('[MAIL-8] an answer of which nobody knows whether it left, or that was refused, is a matter', () => {
  expect(kindsOf([ticket('a', { outgoing: outgoing('uncertain') })])).toEqual(['uncertain-reply']);
  expect(kindsOf([ticket('a', { outgoing: outgoing('failed') })])).toEqual(['failed-reply']);
  expect(kindsOf([ticket('a', { outgoing: outgoing('queued') })])).toEqual([]);
});

test('[MAIL-2] a mailbox that is silent or refuses may hide a call for help', () => {
  const health = { mailbox: 'silent', outbox: 'delayed' } as const;
  expect(decide([], { health }).map(({ kind, urgency }) => [kind, urgency])).toEqual([
    ['mailbox', 0],
    ['outbox', 1],
  ]);
  expect(kindsOf([], { health: { mailbox: 'connecting', outbox: 'well' } })).toEqual([]);
  expect(kindsOf([], { health: null })).toEqual([]);
});

test('a team on duty without its lead, and a room without anybody cleared, are matters', () => {
  expect(kindsOf([], { people: [person('ana')] })).toEqual(['nobody-cleared', 'no-lead']);
  const absent = { ...lead, signedInAt: null };
  expect(kindsOf([], { people: [absent] })).toEqual(['nobody-cleared', 'no-lead']);
  // A lead of another team who is signed in does not lead this one.
  expect(kindsOf([], { people: [{ ...lead, teamId: 'JOUR-B' }] })).toEqual(['no-lead']);
});

test('the command’s own clearance does not make the plateau cleared', () => {
  const chief = person('chief', { role: 'officer', teamId: null });
  expect(kindsOf([], { people: [person('ana', { role: 'lead' }), chief] })).toEqual([
    'nobody-cleared',
  ]);
});

test('tickets past due and in quarantine are counted, the most urgent named', () => {
  const due = (id: string, dueAt: number) => ticket(id, { dueAt });
  const found = decide([
    due('b', noon - 1),
    due('a', noon - minute),
    due('c', noon),
    ticket('q', { status: 'quarantined' }),
  ]);
  expect(found.map(({ kind }) => kind)).toEqual(['overdue', 'quarantined']);
  expect(found[0]).toMatchObject({ count: 2, ticket: { id: 'a' } });
});

test('[SYNC-4] a veiled ticket gives away nothing to decide', () => {
  expect(decide([veiled('v')])).toEqual([]);
});

test('of equal urgency, what has waited longest stands first', () => {
  const idle = (id: string, minutes: number) => heldBy('lead', id, { idleFor: minutes * minute });
  expect(decide([idle('a', 6), idle('b', 9)]).map(({ id }) => id)).toEqual(['lock:b', 'lock:a']);
});

test('[ROST-3] missing cover of the hours to come is a matter: people before a lead', () => {
  const hole = (lacks: Hole['lacks']): Hole => ({
    id: `${lacks}:NUIT-A:2026-11-24`,
    shiftId: 'NUIT-A:2026-11-24',
    teamId: 'NUIT-A',
    date: '2026-11-24',
    lacks,
    startMs: noon,
    endMs: noon + minute,
    present: 5,
    minimum: 6,
    absent: [],
    candidates: [],
  });
  const found = decide([], { holes: [hole('lead'), hole('people')] });
  expect(found.map(({ id, urgency }) => [id, urgency])).toEqual([
    ['hole:people:NUIT-A:2026-11-24', 1],
    ['hole:lead:NUIT-A:2026-11-24', 2],
  ]);
});
