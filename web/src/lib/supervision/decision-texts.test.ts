import { expect, test } from 'vitest';
import { isLocked } from '#lib/plateau/held-ticket.ts';
import { byId, cycle, heldBy, minute, noon, person, ticket } from '#lib/plateau/testing.ts';
import { decisionWords } from './decision-texts.ts';
import type { Decision } from './decisions.ts';

const facts = {
  people: byId([person('Nguyen', { rank: 'Brg' })]),
  team: 'Brigade A · jour',
  cycle,
  now: noon,
};
const words = (decision: Decision) => decisionWords(decision, facts);

function locked(part: Parameters<typeof heldBy>[2] = {}) {
  const card = heldBy('Nguyen', 'a', part);
  if (!isLocked(card)) throw new Error('a held ticket has a lock');
  return card;
}

test('a P0 says what it is about, how far it was told, and since when', () => {
  const about = {
    kind: 'unclaimed-p0',
    id: 'p0:a',
    urgency: 0,
    sinceMs: noon - 4 * minute,
  } as const;
  const card = ticket('4512', { priority: 'P0', category: 'suicide' });
  expect(words({ ...about, ticket: card, level: 0 })).toEqual({
    title: 'Détresse suicidaire : personne n’a pris le dossier',
    detail: 'n° 26-11-4512 · depuis 4 min',
  });
  expect(words({ ...about, ticket: card, level: 1 }).title).toContain('chef de brigade alerté');
  expect(words({ ...about, ticket: card, level: 2 }).title).toContain('officier alerté');
});

test('a stale lock names its holder, and how long nothing was done', () => {
  const sinceMs = noon - 6 * minute;
  expect(
    words({ kind: 'stale-lock', id: 'lock:a', urgency: 1, sinceMs, ticket: locked() }),
  ).toEqual({
    title: 'Brg Nguyen : verrou inactif depuis 6 min',
    detail: 'Vol de vélo',
  });
});

test('a lost connection says when the server frees the lock by itself', () => {
  const card = locked();
  const lock = { ...card.lock, until: noon + 130_000, disconnected: true };
  const lost = { kind: 'lost-lock', id: 'lock:a', urgency: 1, sinceMs: null } as const;
  expect(words({ ...lost, ticket: { ...card, lock } })).toEqual({
    title: 'Brg Nguyen : connexion perdue',
    detail: 'Vol de vélo · libéré dans 02:10',
  });
});

test('what is counted agrees in number', () => {
  const overdue = { kind: 'overdue', id: 'overdue', urgency: 2, sinceMs: null } as const;
  const card = ticket('7', { dueAt: noon - 5 * minute });
  expect(words({ ...overdue, ticket: card, count: 1 })).toEqual({
    title: '1 dossier au-delà de l’objectif',
    detail: 'P2 · n° 26-11-7, échu depuis 5 min',
  });
  expect(words({ ...overdue, ticket: card, count: 3 }).title).toBe(
    '3 dossiers au-delà de l’objectif',
  );
});

test('[ROST-3] missing cover names the shift, how many, and how many could come', () => {
  const hole = {
    id: 'h',
    shiftId: 'NUIT-A:2026-11-24',
    teamId: 'NUIT-A',
    date: '2026-11-24',
    lacks: 'people' as const,
    startMs: noon,
    endMs: noon + minute,
    present: 5,
    minimum: 6,
    absent: [],
    candidates: [],
  };
  const text = words({ kind: 'hole', id: 'hole:h', urgency: 1, sinceMs: null, hole });
  expect(text.title).toBe('Nuit du 24 nov. : 5 agents sur 6');
});
