import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actor as actorOf } from './testing.ts';
import { defaultSettings } from '../settings/settings.ts';
import type { TicketCommand } from './command.ts';
import type { SystemCommand } from './system-command.ts';
import {
  ana,
  ben,
  claimedByAna,
  cleared,
  finding,
  followUp,
  lead,
  officer,
  opened,
  reply,
  type TicketLog,
} from './testing.ts';

const minute = 60_000;
const claim: TicketCommand = { type: 'claim-ticket', heldByActor: 0 };
const refused = (refusal: string) => ({ ok: false, refusal });

describe('locks', () => {
  test('[LOCK-1] a claimed ticket is refused to everybody else', () => {
    const log = claimedByAna();
    expect(log.does(ben, claim, 2_000)).toEqual(refused('held-by-other'));
    expect(log.open.lock?.holder).toBe('ana');
  });

  test('[LOCK-1] a claim of what one holds is said to be yours', () => {
    expect(claimedByAna().does(ana, claim, 2_000)).toEqual(refused('already-yours'));
  });

  test('[LOCK-2] a lock is held until the last instant of its lease', () => {
    const log = claimedByAna(0);
    expect(log.does(ben, claim, 15 * minute - 1)).toEqual(refused('held-by-other'));
  });

  test('[LOCK-2] a lock is free from the instant it expires, and the end is an event', () => {
    const log = claimedByAna(0);
    const decision = log.does(ben, claim, 15 * minute);
    expect(decision).toEqual({
      ok: true,
      events: [
        { type: 'lock-expired', holder: 'ana' },
        { type: 'ticket-claimed', until: 30 * minute },
      ],
    });
    expect(log.open.lock?.holder).toBe('ben');
  });

  test('[LOCK-2] typing renews the lock, by one event a minute at most', () => {
    const log = claimedByAna(0);
    const save: TicketCommand = { type: 'save-draft', token: log.token };
    expect(log.does(ana, save, minute - 1)).toEqual({ ok: true, events: [] });
    expect(log.does(ana, save, minute)).toEqual({
      ok: true,
      events: [{ type: 'lock-renewed', until: 16 * minute }],
    });
    expect(log.does(ana, save, minute + 1)).toEqual({ ok: true, events: [] });
  });

  test('[LOCK-2] a lease that ends is prolonged by an act that no event told of', () => {
    const log = claimedByAna(0);
    const lastActAt = minute - 1;
    expect(log.system({ type: 'end-lease', lastActAt }, 15 * minute)).toEqual({
      ok: true,
      events: [{ type: 'lock-renewed', until: lastActAt + 15 * minute }],
    });
    expect(log.system({ type: 'end-lease', lastActAt }, lastActAt + 15 * minute)).toEqual({
      ok: true,
      events: [{ type: 'lock-expired', holder: 'ana' }],
    });
    expect(log.open).toMatchObject({ status: 'new', lock: null, lastHandler: 'ana' });
  });

  test('[LOCK-2] a gone connection leaves three minutes, never more than the lease had', () => {
    const log = claimedByAna(0);
    log.system({ type: 'shorten-lease', goneSince: minute }, minute + 10_000);
    expect(log.open.lock).toMatchObject({ until: 4 * minute, disconnected: true });
    const late = claimedByAna(0);
    late.system({ type: 'shorten-lease', goneSince: 14 * minute }, 14 * minute + 10_000);
    expect(late.open.lock?.until).toBe(15 * minute);
  });

  test('[LOCK-2] an act after the return gives the whole lease back', () => {
    const log = claimedByAna(0);
    log.system({ type: 'shorten-lease', goneSince: 1_000 }, 11_000);
    log.does(ana, { type: 'renew-lock', token: log.token }, 20_000);
    expect(log.open.lock).toMatchObject({ until: 20_000 + 15 * minute, disconnected: false });
  });

  test('[LOCK-3] the token is the seq of the claim and only grows', () => {
    const log = claimedByAna();
    const first = log.token;
    expect(first).toBe(2);
    log.does(ana, { type: 'release-ticket', token: first }, 3_000);
    log.does(ben, claim, 4_000);
    expect(log.token).toBeGreaterThan(first);
  });

  test.each<TicketCommand>([
    { type: 'release-ticket', token: 999 },
    { type: 'renew-lock', token: 999 },
    { type: 'save-draft', token: 999 },
    reply(999),
    { type: 'close-ticket', token: 999, reason: 'spam', contactId: null },
  ])('[LOCK-3] $type under another token is stale', (command) => {
    expect(claimedByAna().does(ana, command, 2_000)).toEqual(refused('stale-token'));
  });

  test('[LOCK-3] the right token in the wrong hands is stale', () => {
    const log = claimedByAna();
    expect(log.does(ben, reply(log.token), 2_000)).toEqual(refused('stale-token'));
  });

  test('[LOCK-5] nobody claims beyond the limit', () => {
    const full: TicketCommand = { type: 'claim-ticket', heldByActor: defaultSettings.claimLimit };
    expect(opened().does(ana, full, 1_000)).toEqual(refused('limit-reached'));
  });

  test('[LOCK-6] a supervisor seizes with a reason, and the old token is worth nothing', () => {
    const log = claimedByAna();
    const token = log.token;
    expect(log.does(officer, { type: 'seize-ticket', reasonId: 'r' }, 2_000).ok).toBe(true);
    expect(log.open.lock?.holder).toBe('morel');
    expect(log.does(ana, reply(token), 3_000)).toEqual(refused('stale-token'));
  });

  test('[LOCK-6] an agent seizes nothing', () => {
    const log = claimedByAna();
    expect(log.does(ben, { type: 'seize-ticket', reasonId: 'r' }, 2_000)).toEqual(
      refused('not-allowed'),
    );
  });

  test('[LOCK-6] the lead who stands in seizes; any other lead does not', () => {
    const seize: TicketCommand = { type: 'seize-ticket', reasonId: 'r' };
    expect(claimedByAna().does(lead, seize, 2_000)).toEqual(refused('not-allowed'));
    expect(claimedByAna().does({ ...lead, standsIn: true }, seize, 2_000).ok).toBe(true);
  });

  test('[LOCK-6] a lead frees a stale lock of their own team, not a lively one, nor another team’s', () => {
    const own: TicketCommand = { type: 'free-ticket', reasonId: 'r', holderTeamId: 'JOUR-A' };
    const other: TicketCommand = { ...own, holderTeamId: 'NUIT-B' };
    const stale = defaultSettings.staleAfterMs;
    expect(claimedByAna(0).does(lead, own, stale - 1)).toEqual(refused('not-allowed'));
    expect(claimedByAna(0).does(lead, other, stale)).toEqual(refused('not-allowed'));
    expect(claimedByAna(0).does(lead, own, stale).ok).toBe(true);
  });

  test('[LOCK-6] reassigning binds neither limit nor holder, but clearance', () => {
    const to = (cleared: boolean): TicketCommand => ({
      type: 'reassign-ticket',
      reasonId: 'r',
      receiver: { personId: 'ben', active: true, cleared },
    });
    const restricted = { finding: finding({ restricted: true }) };
    expect(claimedByAna().does(officer, to(false), 2_000).ok).toBe(true);
    expect(opened(restricted).does(officer, to(false), 2_000)).toEqual(
      refused('receiver-not-cleared'),
    );
    expect(opened(restricted).does(officer, to(true), 2_000).ok).toBe(true);
  });

  test('[SYNC-4] a restricted ticket is claimed by the cleared only', () => {
    const restricted = { finding: finding({ restricted: true }) };
    expect(opened(restricted).does(ana, claim, 1_000)).toEqual(refused('not-allowed'));
    expect(opened(restricted).does(cleared, claim, 1_000).ok).toBe(true);
  });
});

describe('answers', () => {
  test('[MAIL-9] a queued answer waits, and its author keeps the lock until it leaves', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 14 * minute);
    expect(log.open.outgoing).toMatchObject({ state: 'queued', sendAt: 14 * minute + 15_000 });
    log.system({ type: 'end-lease', lastActAt: 0 }, 40 * minute);
    expect(log.open.lock?.holder).toBe('ana');
  });

  test('[MAIL-9] the ticket is answered on sending, not on queueing', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    expect(log.open.status).toBe('claimed');
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    log.system({ type: 'record-sent', replyId: 'reply-1', acceptedAt: 17_000 }, 17_000);
    expect(log.open).toMatchObject({ status: 'answered', lock: null, outgoing: null });
    expect(log.open.clocks).toMatchObject([{ endedAt: 17_000, outcome: 'answered', by: 'ana' }]);
  });

  test('[MAIL-9] while an answer waits to leave, nothing else ends or answers the ticket', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    const { token } = log;
    const pending = refused('reply-pending');
    expect(log.does(ana, reply(token, { replyId: 'reply-2' }), 2_000)).toEqual(pending);
    expect(log.does(ana, { type: 'release-ticket', token }, 2_000)).toEqual(pending);
    const close: TicketCommand = { type: 'close-ticket', token, reason: 'spam', contactId: null };
    expect(log.does(ana, close, 2_000)).toEqual(pending);
  });

  test('[MAIL-9] withdrawal is refused once the answer is leaving', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    expect(log.does(ana, { type: 'withdraw-reply', replyId: 'reply-1' }, 16_001)).toEqual(
      refused('reply-gone'),
    );
  });

  test('[MAIL-9] a withdrawn answer never begins to leave', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    expect(log.does(ana, { type: 'withdraw-reply', replyId: 'reply-1' }, 2_000).ok).toBe(true);
    expect(log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000)).toEqual(
      refused('reply-gone'),
    );
  });

  test('[MAIL-8] an uncertain answer is never sent again by the machine, nor followed by another', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    log.system({ type: 'record-uncertain', replyId: 'reply-1' }, 17_000);
    expect(log.system({ type: 'begin-sending', replyId: 'reply-1' }, 18_000)).toEqual(
      refused('reply-gone'),
    );
    expect(log.does(ana, reply(log.token, { replyId: 'reply-2' }), 19_000)).toEqual(
      refused('reply-pending'),
    );
    log.does(officer, { type: 'settle-reply', replyId: 'reply-1', verdict: 'sent' }, 20_000);
    expect(log.open.status).toBe('answered');
  });

  test('[MAIL-5] answering a changed sender asks for confirmation', () => {
    const log = claimedByAna(0);
    log.system(followUp(2_000, { senderChanged: true }), 2_000);
    expect(log.does(ana, reply(log.token), 3_000)).toEqual(refused('sender-changed'));
    expect(log.does(ana, reply(log.token, { senderConfirmed: true }), 3_000).ok).toBe(true);
  });

  test('[MAIL-5] a changed sender stays unconfirmed through further mails of theirs, and through closing', () => {
    const log = claimedByAna(0);
    log.system(followUp(2_000, { senderChanged: true }), 2_000);
    log.system(followUp(3_000, { senderChanged: false }), 3_000);
    expect(log.does(ana, reply(log.token), 4_000)).toEqual(refused('sender-changed'));
    const { token } = log;
    log.does(ana, { type: 'close-ticket', token, reason: 'spam', contactId: null }, 5_000);
    expect(log.open.senderChanged).toBe(true);
  });

  test('[LOCK-4] an uncertain answer that proves sent leaves the ticket to who holds it by now', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    log.system({ type: 'record-uncertain', replyId: 'reply-1' }, 17_000);
    log.does(ana, { type: 'release-ticket', token: log.token }, 18_000);
    log.does(ben, claim, 19_000);
    log.system({ type: 'prove-sent', replyId: 'reply-1' }, 20_000);
    expect(log.open).toMatchObject({ status: 'claimed', lock: { holder: 'ben' }, outgoing: null });
    expect(log.open.clocks[0]?.outcome).toBe('answered');
  });

  test('[MAIL-8] nothing is closed over an answer of which nobody knows whether it left', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    log.system({ type: 'record-uncertain', replyId: 'reply-1' }, 17_000);
    const { token } = log;
    const close: TicketCommand = { type: 'close-ticket', token, reason: 'spam', contactId: null };
    expect(log.does(ana, close, 18_000)).toEqual(refused('reply-pending'));
  });

  test('[SYNC-4] a ticket that becomes restricted leaves the hands of a holder who may not see it', () => {
    const restrict = { type: 'change-restriction', restricted: true, reasonId: null } as const;
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.does(officer, { ...restrict, holderCleared: false }, 2_000);
    expect(log.open).toMatchObject({ restricted: true, lock: null, outgoing: null, status: 'new' });
    const kept = claimedByAna(0);
    kept.does(officer, { ...restrict, holderCleared: true }, 2_000);
    expect(kept.open.lock?.holder).toBe('ana');
    const told = claimedByAna(0);
    const violence = finding({ restricted: true });
    told.system(followUp(3_000, { finding: violence, holderCleared: false }), 3_000);
    expect(told.open).toMatchObject({ restricted: true, lock: null });
  });

  test('[MAIL-14] a P0 is closed only with who was called and when', () => {
    const p0 = { finding: finding({ priority: 'P0', danger: true }) };
    const log = claimedByAna(0, p0);
    expect(log.does(ana, reply(log.token), 1_000)).toEqual(refused('contact-required'));
    const bare: TicketCommand = {
      type: 'close-ticket',
      token: log.token,
      reason: 'mistaken',
      contactId: null,
    };
    expect(log.does(ana, bare, 1_000)).toEqual(refused('contact-required'));
    expect(log.does(ana, { ...bare, contactId: 'c' }, 1_000).ok).toBe(true);
  });

  test('[MET-1] a mail that comes while an answer waits to leave has a clock of its own', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.system(followUp(5_000), 5_000);
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    log.system({ type: 'record-sent', replyId: 'reply-1', acceptedAt: 17_000 }, 17_000);
    expect(log.open.clocks.map(({ outcome }) => outcome)).toEqual(['answered', 'waiting']);
    expect(log.open).toMatchObject({ status: 'claimed', lock: { holder: 'ana' } });
  });

  test('[LOCK-6] seizing withdraws an answer that has not left', () => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token), 1_000);
    log.does(officer, { type: 'seize-ticket', reasonId: 'r' }, 2_000);
    expect(log.open).toMatchObject({ outgoing: null, lock: { holder: 'morel' } });
  });
});

describe('the life of a ticket', () => {
  const answered = (then: 'close' | 'wait'): TicketLog => {
    const log = claimedByAna(0);
    log.does(ana, reply(log.token, { then }), 1_000);
    log.system({ type: 'begin-sending', replyId: 'reply-1' }, 16_000);
    log.system({ type: 'record-sent', replyId: 'reply-1', acceptedAt: 17_000 }, 17_000);
    return log;
  };
  const day = 24 * 60 * minute;

  test('a reply "and wait" stops the clock, and the citizen’s mail starts a new one', () => {
    const log = answered('wait');
    expect(log.open.status).toBe('waiting');
    log.system(followUp(day), day);
    expect(log.open.status).toBe('new');
    expect(log.open.clocks).toMatchObject([{ endedAt: 17_000 }, { startedAt: day, endedAt: null }]);
  });

  test('a mail within thirty days reopens an answered ticket; later it does not', () => {
    const within = answered('close');
    expect(within.system(followUp(17_000 + 30 * day), 17_000 + 30 * day).ok).toBe(true);
    expect(within.open).toMatchObject({ status: 'new', returns: 1 });
    const later = 17_001 + 30 * day;
    expect(answered('close').system(followUp(later), later)).toEqual(refused('wrong-state'));
  });

  test('a returning ticket is kept for the agent who answered it, if they are there', () => {
    const log = answered('wait');
    log.system(followUp(day, { handlerPresent: true }), day);
    expect(log.open.preferred).toEqual({ personId: 'ana', until: day + defaultSettings.preferMs });
  });

  test('[MAIL-14] a danger in a follow-up reopens, raises to P0 and starts a clock of its own', () => {
    const log = answered('close');
    const danger = finding({ priority: 'P0', danger: true, targetMs: 5 * minute });
    log.system(followUp(day, { finding: danger }), day);
    expect(log.open).toMatchObject({
      status: 'new',
      priority: 'P0',
      alarm: { since: day, level: 0 },
    });
    expect(log.open.clocks.at(-1)).toMatchObject({ startedAt: day, dueAt: day + 5 * minute });
  });

  test('[MAIL-14] the machine never lowers a priority', () => {
    const log = opened({ finding: finding({ priority: 'P0', danger: true }) });
    log.system(followUp(1_000, { finding: finding({ priority: 'P3' }) }), 1_000);
    expect(log.open.priority).toBe('P0');
  });

  test('[MAIL-14] a P0 sounds until claimed, and escalates at two and at five minutes', () => {
    const log = opened({ finding: finding({ priority: 'P0', danger: true }) });
    const escalate: SystemCommand = { type: 'escalate-alarm' };
    expect(log.system(escalate, 2 * minute - 1)).toEqual(refused('wrong-state'));
    log.system(escalate, 2 * minute);
    expect(log.open.alarm?.level).toBe(1);
    expect(log.system(escalate, 5 * minute - 1)).toEqual(refused('wrong-state'));
    log.system(escalate, 5 * minute);
    expect(log.open.alarm?.level).toBe(2);
    log.does(ana, claim, 6 * minute);
    expect(log.open.alarm).toBeNull();
  });

  test('[MAIL-6] a bounce of our answer reopens its ticket; any other machine mail does not', () => {
    const machine = (bouncedReplyId: string | null): SystemCommand => ({
      type: 'attach-machine-mail',
      mailId: 'm',
      receivedAt: day,
      kind: 'bounce',
      bouncedReplyId,
      targetMs: minute,
    });
    const bounced = answered('close');
    bounced.system(machine('reply-1'), day);
    expect(bounced.open.status).toBe('new');
    const other = answered('close');
    other.system(machine(null), day);
    expect(other.open.status).toBe('answered');
  });

  test('[MAIL-7] a restricted report gets no acknowledgement', () => {
    const log = opened({ finding: finding({ restricted: true }) });
    log.system({ type: 'queue-acknowledgement', replyId: 'a', sendAt: 1 }, 1);
    expect(log.open.acknowledgement).toBe('withheld');
  });

  test('[MAIL-7] a ticket gets one acknowledgement and never a second', () => {
    const log = opened();
    const queue: SystemCommand = { type: 'queue-acknowledgement', replyId: 'a', sendAt: 1 };
    expect(log.system(queue, 1).ok).toBe(true);
    expect(log.system({ ...queue, replyId: 'b' }, 2)).toEqual(refused('unchanged'));
    log.system({ type: 'record-acknowledged', replyId: 'a', acceptedAt: 3 }, 3);
    expect(log.system({ ...queue, replyId: 'b' }, 4)).toEqual(refused('unchanged'));
  });

  test('[MET-1] closing ends every clock, even one that a fast mail server started ahead of us', () => {
    const log = claimedByAna(0);
    const danger = finding({ priority: 'P0', danger: true });
    log.system(followUp(90_000, { finding: danger }), 2_000);
    const close = { type: 'close-ticket', reason: 'mistaken', contactId: 'c' } as const;
    log.does(ana, { ...close, token: log.token }, 3_000);
    expect(log.open.clocks.map(({ outcome }) => outcome)).toEqual([
      'closed-unanswered',
      'closed-unanswered',
    ]);
  });

  test('lowering a priority asks for a reason, raising it does not', () => {
    const change = (priority: 'P1' | 'P3'): TicketCommand => ({
      type: 'change-priority',
      priority,
      reasonId: null,
      targetMs: minute,
    });
    expect(opened().does(ana, change('P3'), 1_000)).toEqual(refused('reason-required'));
    expect(opened().does(ana, change('P1'), 1_000).ok).toBe(true);
  });

  test('closing without an answer ends the clock as such, and reopening starts another', () => {
    const log = claimedByAna(0);
    log.does(
      ana,
      { type: 'close-ticket', token: log.token, reason: 'spam', contactId: null },
      2_000,
    );
    expect(log.open).toMatchObject({ status: 'closed', closeReason: 'spam', lock: null });
    expect(log.open.clocks[0]?.outcome).toBe('closed-unanswered');
    log.does(ben, { type: 'reopen-ticket', reasonId: 'r', targetMs: minute }, 3_000);
    expect(log.open).toMatchObject({ status: 'new', closeReason: null });
    expect(log.open.clocks.at(-1)).toMatchObject({ startedAt: 3_000, dueAt: 3_000 + minute });
  });
});

test('[LOCK-1] whatever is tried in whatever order, there is at most one holder and the token only grows', () => {
  const people = [ana, ben, cleared, officer, actorOf('dia')];
  const acts = fc.constantFrom(
    'claim',
    'release',
    'renew',
    'seize',
    'reply',
    'close',
    'reopen',
    'mail',
    'end',
    'gone',
    'leave',
  );
  const step = fc.record({
    who: fc.constantFrom(...people),
    act: acts,
    wait: fc.integer({ min: 0, max: 6 * minute }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const log = opened();
      let [at, highest] = [0, 0];
      for (const { who, act, wait } of steps) {
        at += wait;
        const before = log.open.lock;
        perform(log, who, act, at);
        const after = log.open.lock;
        highest = checkLock(before, after, highest, at);
        expect(log.open.status === 'claimed').toBe(after !== null);
      }
    }),
  );
});

function checkLock(
  before: TicketLog['open']['lock'],
  after: TicketLog['open']['lock'],
  highest: number,
  at: number,
): number {
  if (!after) return highest;
  if (after.token !== before?.token) expect(after.token).toBeGreaterThan(highest);
  else expect(after.holder).toBe(before.holder);
  expect(after.until - at).toBeLessThanOrEqual(defaultSettings.leaseMs);
  return Math.max(highest, after.token);
}

function perform(log: TicketLog, who: typeof ana, act: string, at: number): void {
  const { token } = log;
  const replyId = log.open.outgoing?.replyId ?? 'none';
  if (act === 'claim') log.does(who, claim, at);
  if (act === 'release') log.does(who, { type: 'release-ticket', token }, at);
  if (act === 'renew') log.does(who, { type: 'renew-lock', token }, at);
  if (act === 'seize') log.does(who, { type: 'seize-ticket', reasonId: 'r' }, at);
  if (act === 'reply') log.does(who, reply(token, { replyId: `reply-${String(at)}` }), at);
  if (act === 'close')
    log.does(who, { type: 'close-ticket', token, reason: 'spam', contactId: null }, at);
  if (act === 'reopen')
    log.does(who, { type: 'reopen-ticket', reasonId: 'r', targetMs: minute }, at);
  if (act === 'mail') log.system(followUp(at), at);
  if (act === 'end') log.system({ type: 'end-lease', lastActAt: 0 }, at);
  if (act === 'gone') log.system({ type: 'shorten-lease', goneSince: at }, at);
  if (act === 'leave') {
    log.system({ type: 'begin-sending', replyId }, at);
    log.system({ type: 'record-sent', replyId, acceptedAt: at }, at);
  }
}
