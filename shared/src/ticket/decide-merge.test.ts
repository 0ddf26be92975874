import { describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { defaultSettings } from '../settings/settings.ts';
import {
  decideMerge,
  decideSplit,
  type MailPlace,
  type Merge,
  type Split,
} from './decide-merge.ts';
import { decideLink, decideUnlink } from './decide-link.ts';
import { evolve } from './evolve.ts';
import type { TicketEvent } from './events.ts';
import { dueAt, runningClocks } from './select.ts';
import {
  ana,
  ben,
  claimedByAna,
  cleared,
  finding,
  followUp,
  opened,
  reply,
  TicketLog,
} from './testing.ts';
import type { Ticket } from './ticket.ts';

const minute = 60_000;

function mail(id: string, at: number, homeId: string, more: Partial<MailPlace> = {}): MailPlace {
  return { id, at, homeId, direction: 'in', kind: 'citizen', ...more };
}

function named(log: TicketLog, id: string): Ticket {
  return { ...log.open, id };
}

function now(actor: Actor, at: number) {
  return { at, actor, settings: defaultSettings };
}

/** Two tickets, of which the first is to end in the second. */
function pair(ticket: Ticket, survivor: Ticket, more: Partial<Merge> = {}): Merge {
  return {
    ticket,
    survivor,
    token: ticket.lock?.token ?? null,
    mails: [mail('mail-1', 0, ticket.id)],
    senderDiffers: false,
    holderCleared: true,
    ...more,
  };
}

function fold(
  ticket: Ticket | null,
  events: readonly TicketEvent[],
  at: number,
  by = 'ana',
): Ticket {
  const after = events.reduce<Ticket | null>(
    (state, event, n) =>
      evolve(state, { seq: 100 + at + n, at, by, streamId: ticket?.id ?? 'new', event }),
    ticket,
  );
  if (!after) throw new Error('a ticket without events');
  return after;
}

function merged(merge: Merge, actor: Actor, at: number): [Ticket, Ticket] {
  const decision = decideMerge(merge, now(actor, at));
  if (!decision.ok || !('ofFirst' in decision)) throw new Error(JSON.stringify(decision));
  return [fold(merge.ticket, decision.ofFirst, at), fold(merge.survivor, decision.ofSecond, at)];
}

function divided(split: Split, actor: Actor, at: number): [Ticket, Ticket] {
  const decision = decideSplit(split, now(actor, at));
  if (!decision.ok || !('ofFirst' in decision)) throw new Error(JSON.stringify(decision));
  const old = 'known' in split.target ? split.target.known : null;
  return [fold(split.ticket, decision.ofFirst, at), fold(old, decision.ofSecond, at)];
}

describe('a merge', () => {
  const first = () => named(opened(), 'first');
  const second = () => named(opened({ receivedAt: 10 * minute, mailId: 'mail-2' }), 'second');

  test('[MET-1] a question asked twice waits since it was first asked, and counts once', () => {
    const [gone, survivor] = merged(pair(second(), first()), ana, 20 * minute);
    expect(gone).toMatchObject({ status: 'merged', lock: null, mailCount: 0 });
    expect(gone.clocks.map(({ outcome }) => outcome)).toEqual(['merged']);
    expect(survivor.clocks.map(({ outcome }) => outcome)).toEqual(['waiting']);
    const [early, late] = merged(pair(first(), second()), ana, 20 * minute);
    expect(runningClocks(early)).toEqual([]);
    expect(runningClocks(late)).toMatchObject([{ startedAt: 0, dueAt: first().clocks[0]?.dueAt }]);
    expect(late.clocks.map(({ outcome }) => outcome)).toEqual(['merged', 'waiting']);
  });

  test('[MET-1] what is due the sooner decides, whichever was asked first', () => {
    const urgent = named(
      opened({ receivedAt: minute, finding: finding({ priority: 'P1', targetMs: minute }) }),
      'u',
    );
    const [, survivor] = merged(pair(urgent, first()), ana, 2 * minute);
    expect(survivor.priority).toBe('P1');
    expect(dueAt(survivor)).toBe(2 * minute);
    expect(runningClocks(survivor)).toMatchObject([{ startedAt: 0, priority: 'P1' }]);
  });

  test('[MAIL-14] a danger keeps its priority and a clock of its own, and sounds where nobody holds it', () => {
    const danger = named(
      opened({
        receivedAt: 5 * minute,
        finding: finding({ priority: 'P0', danger: true, targetMs: 5 * minute }),
      }),
      'd',
    );
    const [, survivor] = merged(pair(danger, first()), ana, 6 * minute);
    expect(survivor).toMatchObject({ priority: 'P0', alarm: { level: 0 } });
    expect(runningClocks(survivor).map(({ priority, startedAt }) => [priority, startedAt])).toEqual(
      [
        ['P2', 0],
        ['P0', 5 * minute],
      ],
    );
  });

  test('[LOCK-3] who holds the ticket shows the token; a ticket in other hands is not merged away', () => {
    const held = named(claimedByAna(), 'held');
    const merge = pair(held, first());
    expect(decideMerge(merge, now(ben, 2_000))).toMatchObject({ refusal: 'held-by-other' });
    expect(decideMerge({ ...merge, token: null }, now(ana, 2_000))).toMatchObject({
      refusal: 'stale-token',
    });
    expect(decideMerge({ ...merge, token: 7_777 }, now(ana, 2_000))).toMatchObject({
      refusal: 'stale-token',
    });
    expect(decideMerge(merge, now(ana, 2_000)).ok).toBe(true);
    const expired = held.lock?.until ?? 0;
    expect(decideMerge({ ...merge, token: null }, now(ben, expired)).ok).toBe(true);
  });

  test('[LOCK-1] whoever held it holds the survivor where nobody does; a holder there stays', () => {
    const held = named(claimedByAna(), 'held');
    const [, free] = merged(pair(held, first()), ana, 2_000);
    expect(free.lock?.holder).toBe('ana');
    expect(free.status).toBe('claimed');
    const bens = new TicketLog();
    bens.ticket = first();
    bens.does(ben, { type: 'claim-ticket', heldByActor: 0 }, 1_500);
    const [, kept] = merged(pair(held, { ...bens.open, id: 'first' }), ana, 2_000);
    expect(kept.lock?.holder).toBe('ben');
  });

  test('[MAIL-8] an answer on its way, or of which nobody knows, is settled first, on either side', () => {
    const answering = claimedByAna();
    answering.does(ana, reply(answering.token), 2_000);
    const queued = named(answering, 'queued');
    expect(decideMerge(pair(queued, first()), now(ana, 3_000))).toMatchObject({
      refusal: 'reply-pending',
    });
    expect(decideMerge(pair(first(), queued), now(ana, 3_000))).toMatchObject({
      refusal: 'reply-pending',
    });
    answering.system({ type: 'begin-sending', replyId: 'reply-1' }, 20_000);
    answering.system({ type: 'record-uncertain', replyId: 'reply-1' }, 20_000);
    const doubtful = named(answering, 'doubtful');
    expect(decideMerge(pair(first(), doubtful), now(ana, 21_000))).toMatchObject({
      refusal: 'reply-pending',
    });
  });

  test('[SYNC-4] what is restricted on one side is so as a whole, and an uncleared holder loses it', () => {
    const veiled = named(opened({ finding: finding({ restricted: true }) }), 'veiled');
    expect(decideMerge(pair(veiled, first()), now(ana, 1))).toMatchObject({
      refusal: 'not-allowed',
    });
    expect(decideMerge(pair(first(), veiled), now(ana, 1))).toMatchObject({
      refusal: 'not-allowed',
    });
    const held = named(claimedByAna(), 'held');
    const [, survivor] = merged(pair(veiled, held, { holderCleared: false }), cleared, 2_000);
    expect(survivor).toMatchObject({ restricted: true, lock: null });
    expect(merged(pair(first(), veiled), cleared, 2_000)[1].restricted).toBe(true);
  });

  test('[MAIL-5] an answer to another sender than the one who wrote is to be confirmed', () => {
    const [, survivor] = merged(pair(second(), first(), { senderDiffers: true }), ana, 20 * minute);
    expect(survivor.senderChanged).toBe(true);
    expect(merged(pair(second(), first()), ana, 20 * minute)[1].senderChanged).toBe(false);
  });

  test('an answered question takes a waiting one up again; nothing wakes where nobody waits', () => {
    const answered = claimedByAna();
    answered.does(ana, reply(answered.token), 2_000);
    answered.system({ type: 'begin-sending', replyId: 'reply-1' }, 20_000);
    answered.system({ type: 'record-sent', replyId: 'reply-1', acceptedAt: 20_000 }, 20_000);
    const settled = named(answered, 'settled');
    const [, back] = merged(pair(second(), settled), ben, 20 * minute);
    expect(back).toMatchObject({ status: 'new', returns: 1, settledAt: null });
    expect(runningClocks(back)).toMatchObject([{ startedAt: 10 * minute }]);
    const [, still] = merged(pair({ ...settled, id: 'other' }, settled), ben, 20 * minute);
    expect(still.status).toBe('answered');
  });

  test('a ticket is merged neither into itself, nor into what was merged, nor unread', () => {
    const one = first();
    expect(decideMerge(pair(one, one), now(ana, 1))).toMatchObject({ refusal: 'same-ticket' });
    const [gone] = merged(pair(second(), first()), ana, 20 * minute);
    expect(decideMerge(pair(one, gone), now(ana, 1))).toMatchObject({ refusal: 'wrong-state' });
    const unread = named(opened({ quarantined: true }), 'unread');
    expect(decideMerge(pair(unread, one), now(ana, 1))).toMatchObject({ refusal: 'wrong-state' });
    const log = new TicketLog();
    log.ticket = gone;
    expect(log.system(followUp(30 * minute), 30 * minute)).toMatchObject({
      refusal: 'wrong-state',
    });
    expect(log.does(ana, { type: 'claim-ticket', heldByActor: 0 }, 1)).toMatchObject({
      refusal: 'wrong-state',
    });
  });
});

describe('a split', () => {
  function apart(more: Partial<Split> = {}): { split: Split; gone: Ticket; survivor: Ticket } {
    const second = named(opened({ receivedAt: 10 * minute, mailId: 'mail-2' }), 'second');
    const first = named(opened(), 'first');
    const [gone, survivor] = merged(pair(first, second), ana, 20 * minute);
    const mails = [mail('mail-1', 0, 'first'), mail('mail-2', 10 * minute, 'second')];
    const split = {
      ...{ ticket: survivor, token: null, mails, mailIds: ['mail-1'], targetMs: 240 * minute },
      ...{ target: { known: gone }, ...more },
    };
    return { split, gone, survivor };
  }

  test('[MET-1] a merge undone gives each ticket the clock that it had', () => {
    const { split } = apart();
    const [origin, back] = divided(split, ana, 30 * minute);
    expect(back).toMatchObject({ status: 'new', merged: null, mailCount: 1, returns: 0 });
    expect(runningClocks(back)).toMatchObject([{ startedAt: 0, dueAt: 240 * minute }]);
    expect(runningClocks(origin)).toMatchObject([{ startedAt: 10 * minute, dueAt: 250 * minute }]);
    expect(origin.mailCount).toBe(1);
  });

  test('mails found a new ticket, which waits since they came and is linked to the old one', () => {
    const { split } = apart({ target: { newId: 'new', number: '26-11-0009' } });
    const [origin, made] = divided(split, ana, 30 * minute);
    expect(made).toMatchObject({ number: '26-11-0009', status: 'new', mailCount: 1 });
    expect(runningClocks(made)).toMatchObject([{ startedAt: 0 }]);
    expect(made.links).toEqual([{ id: origin.id, kind: 'split' }]);
    expect(origin.links).toEqual([{ id: 'new', kind: 'split' }]);
  });

  test('[SYNC-4] what comes out of a restricted ticket is restricted', () => {
    const { split } = apart({ target: { newId: 'new', number: '26-11-0009' } });
    const ticket = split.ticket && { ...split.ticket, restricted: true };
    expect(decideSplit({ ...split, ticket }, now(ana, 1))).toMatchObject({
      refusal: 'not-allowed',
    });
    expect(divided({ ...split, ticket }, cleared, 30 * minute)[1].restricted).toBe(true);
  });

  test('neither ticket is left without a mail that asks something, and no mail is taken that is not there', () => {
    const { split } = apart();
    const all = { ...split, mailIds: ['mail-1', 'mail-2'] };
    expect(decideSplit(all, now(ana, 1))).toMatchObject({ refusal: 'mails-left' });
    expect(decideSplit({ ...split, mailIds: ['mail-9'] }, now(ana, 1))).toMatchObject({
      refusal: 'not-found',
    });
    expect(decideSplit({ ...split, mailIds: ['mail-2'] }, now(ana, 1))).toMatchObject({
      refusal: 'wrong-state',
    });
  });

  test('what was answered when it was merged comes back as answered', () => {
    const answered = claimedByAna();
    answered.does(ana, reply(answered.token), 2_000);
    answered.system({ type: 'begin-sending', replyId: 'reply-1' }, 20_000);
    answered.system({ type: 'record-sent', replyId: 'reply-1', acceptedAt: 20_000 }, 20_000);
    const second = named(opened({ receivedAt: 10 * minute, mailId: 'mail-2' }), 'second');
    const [gone, survivor] = merged(pair(named(answered, 'first'), second), ben, 20 * minute);
    const { split } = apart();
    const [, back] = divided(
      { ...split, ticket: survivor, target: { known: gone } },
      ben,
      30 * minute,
    );
    expect(back).toMatchObject({ status: 'answered', merged: null });
  });
});

describe('a link', () => {
  test('each of two tickets knows of the other; another word replaces the first; it ends on both sides', () => {
    const [one, two] = [named(opened(), 'one'), named(opened(), 'two')];
    const linked = decideLink(one, two, 'sequel', now(ana, 1));
    if (!linked.ok || !('ofFirst' in linked)) throw new Error('refused');
    const [first, second] = [fold(one, linked.ofFirst, 1), fold(two, linked.ofSecond, 1)];
    expect(first.links).toEqual([{ id: 'two', kind: 'sequel' }]);
    expect(second.links).toEqual([{ id: 'one', kind: 'sequel' }]);
    expect(decideLink(first, second, 'sequel', now(ana, 2))).toMatchObject({
      refusal: 'unchanged',
    });
    expect(decideLink(first, second, 'same-person', now(ana, 2)).ok).toBe(true);
    const ended = decideUnlink(second, first, now(ana, 3));
    if (!ended.ok || !('ofFirst' in ended)) throw new Error('refused');
    expect(fold(first, ended.ofSecond, 3).links).toEqual([]);
    expect(decideUnlink(one, two, now(ana, 3))).toMatchObject({ refusal: 'unchanged' });
  });

  test('[SYNC-4] a link to what is restricted is the cleared’s to make', () => {
    const veiled = named(opened({ finding: finding({ restricted: true }) }), 'veiled');
    const one = named(opened(), 'one');
    expect(decideLink(one, veiled, 'sequel', now(ana, 1))).toMatchObject({
      refusal: 'not-allowed',
    });
    expect(decideLink(one, veiled, 'sequel', now(cleared, 1)).ok).toBe(true);
  });
});
