import { emptyView, type PersonCard, type TicketCard, type View } from '@vigie/shared/wire/view';
import { describe, expect, test } from 'vitest';
import { chooseTicket, headStartMs, heldBy, leftWaiting } from './choose-ticket.ts';
import { seededRandom } from '@vigie/shared/chance/random';
import { personCard, ticketCard } from './testing/stub-service.ts';

const now = 1_000_000_000;

const card = (id: string, more: Partial<TicketCard> = {}): TicketCard =>
  ticketCard(id, {
    openedAt: now - 600_000,
    waitingSince: now - 600_000,
    dueAt: now + 600_000,
    ...more,
  });

const person = (id: string, more: Partial<PersonCard> = {}): PersonCard => ({
  ...personCard(id, now - 1),
  ...more,
});

const byId = <T extends { id: string }>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((item) => [item.id, item]));

function viewOf(tickets: readonly TicketCard[], people = [person('me'), person('other')]): View {
  return { ...emptyView, tickets: byId(tickets), people: byId(people) };
}

const many = (count: number, more: Partial<TicketCard> = {}): TicketCard[] =>
  Array.from({ length: count }, (_, n) => card(`t${String(n)}`, more));

function choose(view: View, more: { seed?: number; avoided?: string[] } = {}): string | undefined {
  const random = seededRandom(more.seed ?? 1);
  const avoided = new Set(more.avoided ?? []);
  return chooseTicket(view, { personId: 'me', at: now, random, avoided })?.id;
}

const danger = (more: Partial<TicketCard> = {}): TicketCard =>
  card('danger', { priority: 'P0', alarm: { since: now - headStartMs, level: 0 }, ...more });

describe('[RUN-1] what a simulated colleague takes', () => {
  test('nothing while no more wait than are left to the human', () => {
    expect(choose(viewOf(many(leftWaiting)))).toBeUndefined();
    expect(choose(viewOf(many(leftWaiting + 1)))).toBeDefined();
  });

  test('one of the three most urgent', () => {
    const later = many(12).map((one, n) => ({ ...one, dueAt: now + n }));
    const seen = new Set(Array.from({ length: 60 }, (_, seed) => choose(viewOf(later), { seed })));
    expect([...seen].toSorted()).toEqual(['t0', 't1', 't2']);
    const p1 = card('p1', { priority: 'P1', dueAt: now + 900_000 });
    const withGrave = Array.from({ length: 60 }, (_, seed) =>
      choose(viewOf([...later, p1]), { seed }),
    );
    expect(withGrave).toContain('p1');
  });

  test('no P0 before the human has had a minute, then at once, however few wait', () => {
    const early = danger({ alarm: { since: now - headStartMs + 1, level: 0 } });
    expect(choose(viewOf([early, ...many(20)]))).not.toBe('danger');
    expect(choose(viewOf([danger()]))).toBe('danger');
  });

  test('no P0 whose clock began anew a moment ago, old as its ticket may be', () => {
    const again = danger({ alarm: null, openedAt: 0, waitingSince: now - 1 });
    expect(choose(viewOf([again]))).toBeUndefined();
  });

  test('nothing as the last who is free, a P0 apart', () => {
    const busy = [person('me'), person('a', { held: 1 }), person('b', { pausedAt: now })];
    const away = [person('c', { signedInAt: null }), person('d', { role: 'officer' })];
    expect(choose(viewOf(many(20), [...busy, ...away]))).toBeUndefined();
    expect(choose(viewOf(many(20), [...busy, person('e')]))).toBeDefined();
    expect(choose(viewOf([danger(), ...many(20)], busy))).toBe('danger');
  });

  test('nothing as the last of the cleared who is free: a danger at home must find one', () => {
    const me = person('me', { clearances: ['violence'] });
    const others = [person('a'), person('b'), person('c', { clearances: ['violence'], held: 1 })];
    expect(choose(viewOf(many(20), [me, ...others]))).toBeUndefined();
    const alsoCleared = person('d', { clearances: ['violence'] });
    expect(choose(viewOf(many(20), [me, ...others, alsoCleared]))).toBeDefined();
  });

  test('nothing that is held, answered, waiting for the citizen or veiled', () => {
    const lock = { holder: 'x', token: 1, since: 0, until: now + 1, disconnected: false };
    const once = { then: 'close', sendAt: 0, attempts: 1 } as const;
    const reply = { replyId: 'r', by: 'x', state: 'uncertain', ...once } as const;
    const taken = [
      ...many(10, { lock, status: 'claimed' }),
      card('w', { status: 'waiting' }),
      card('q', { status: 'quarantined' }),
      card('u', { outgoing: reply }),
    ];
    const view = viewOf(taken);
    const veiled = byId(
      Array.from(
        { length: 20 },
        (_, n) => ({ veiled: true, id: `v${String(n)}`, openedAt: 0 }) as const,
      ),
    );
    expect(choose({ ...view, tickets: { ...view.tickets, ...veiled } })).toBeUndefined();
  });

  test('what came back for them first, and not what came back for somebody else', () => {
    const mine = card('mine', { dueAt: now + 9e9, preferred: { personId: 'me', until: now + 1 } });
    const theirs = card('theirs', { dueAt: 0, preferred: { personId: 'other', until: now + 1 } });
    for (let seed = 0; seed < 20; seed += 1) {
      expect(choose(viewOf([...many(12), mine, theirs]), { seed })).toBe('mine');
      expect(choose(viewOf([...many(12), theirs]), { seed })).not.toBe('theirs');
    }
  });

  test('nothing that they gave back already', () => {
    const tickets = many(12).map((one, n) => ({ ...one, dueAt: now + n }));
    for (let seed = 0; seed < 20; seed += 1) {
      const chosen = choose(viewOf(tickets), { seed, avoided: ['t0', 't1'] });
      expect(['t2', 't3', 't4']).toContain(chosen);
    }
  });
});

test('[LOCK-2] work goes on with what is held and not yet answered, until the lease is over', () => {
  const lock = { holder: 'me', token: 7, since: 0, until: now + 1, disconnected: false };
  const once = { then: 'close', sendAt: 0, attempts: 1 } as const;
  const reply = { replyId: 'r', by: 'me', state: 'queued', ...once } as const;
  const view = viewOf([
    card('held', { lock, status: 'claimed' }),
    card('failed', { lock, status: 'claimed', outgoing: { ...reply, state: 'failed' } }),
    card('sent', { lock, status: 'claimed', outgoing: reply }),
    card('over', { lock: { ...lock, until: now }, status: 'claimed' }),
    card('theirs', { lock: { ...lock, holder: 'other' }, status: 'claimed' }),
  ]);
  expect(heldBy(view, 'me', now).map(({ id }) => id)).toEqual(['held', 'failed']);
});
