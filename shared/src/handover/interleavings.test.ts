import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultCycle } from '../roster/cycle.ts';
import { currentShift } from '../roster/on-duty.ts';
import { responsibleShift } from '../room/room.ts';
import { isOpen } from '../ticket/select.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { openTicket, reply } from '../ticket/testing.ts';
import { member, ReliefLog, type AnyEvent } from './testing.ts';
import { ticketItem } from './parts.ts';
import type { Pass } from './pass.ts';
import { nextRelief } from './relief.ts';

/** Histories that are tried; each is a random interleaving of everybody's acts. */
const runs = 2_000;
const minute = 60_000;
const noon = Date.UTC(2026, 10, 24, 16);

const { outgoing, incoming } = nextRelief(defaultCycle, noon);
const third = nextRelief(defaultCycle, incoming.endMs - 1).incoming;
const people = [
  ...['ana', 'ben'].map((id) => member(id, outgoing.teamId)),
  ...['colin', 'faure'].map((id) => member(id, incoming.teamId)),
  member('gina', third.teamId),
  member('rousseau', outgoing.teamId, { role: 'lead', rank: 'B-C' }),
  member('marchand', incoming.teamId, { role: 'lead', rank: 'Brg' }),
  member('third', third.teamId, { role: 'lead', rank: 'Brg' }),
];
const tickets = ['a', 'b', 'c', 'd'];
const agents = people.map(({ id }) => id);
const leads = ['rousseau', 'marchand', 'third'];

const anyOf = <T>(...values: T[]) => fc.constantFrom(...values);
const who = anyOf(...agents);
const lead = anyOf(...leads);
const what = anyOf(...tickets);
const pass: fc.Arbitrary<Pass> = fc.oneof(
  who.map((personId): Pass => ({ kind: 'person', personId })),
  fc.constant<Pass>({ kind: 'queue' }),
  fc
    .integer({ min: -5, max: 30 })
    .map((minutes): Pass => ({ kind: 'stays', until: noon + minutes * minute, reasonId: 'r' })),
);

type Act = (log: ReliefLog) => void;

/** Somebody at random, or whoever has the right: both must be tried, and reliefs must come about. */
const either = (side: 'outgoing' | 'incoming') =>
  fc.oneof(
    { weight: 1, arbitrary: lead.map((by) => () => by) },
    {
      weight: 4,
      arbitrary: fc.constant(
        (log: ReliefLog) =>
          people.find(({ role, teamId }) => role === 'lead' && teamId === log.sheet?.[side].teamId)
            ?.id ?? 'rousseau',
      ),
    },
  );

function planAll(log: ReliefLog, by: string, planned: Pass): void {
  for (const ticketId of tickets) {
    const { sheet } = log;
    if (!sheet || sheet.passes[ticketId]) continue;
    log.onSheet(by, sheet, { type: 'plan-pass', ticketId, pass: planned });
  }
}

function takeAll(log: ReliefLog, by: string): void {
  for (const ticketId of tickets) {
    const item = ticketItem(ticketId);
    const command = { type: 'take-handover-item', item, done: true, takesOver: true } as const;
    if (log.sheet) log.onSheet(by, log.sheet, command);
  }
}

const leading: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Act>((log) => void log.open()) },
  {
    weight: 4,
    arbitrary: fc.tuple(lead, what, pass).map(([by, ticketId, planned]): Act => (log) => {
      const { sheet } = log;
      if (sheet) log.onSheet(by, sheet, { type: 'plan-pass', ticketId, pass: planned });
    }),
  },
  {
    weight: 2,
    arbitrary: anyOf('colin', 'faure').map((personId): Act => (log) => {
      planAll(log, 'rousseau', { kind: 'person', personId });
    }),
  },
  {
    weight: 4,
    arbitrary: either('outgoing').map((by): Act => (log) => {
      if (log.sheet) log.propose(by(log), log.sheet);
    }),
  },
  {
    weight: 1,
    arbitrary: lead.map((by): Act => (log) => {
      if (log.sheet) log.onSheet(by, log.sheet, { type: 'withdraw-proposal' });
    }),
  },
  {
    weight: 4,
    arbitrary: either('incoming').map(
      (by): Act =>
        (log) =>
          takeAll(log, by(log)),
    ),
  },
  {
    weight: 5,
    arbitrary: either('incoming').map((by): Act => (log) => {
      if (log.sheet) log.accept(by(log), log.sheet);
    }),
  },
);

/** Everybody else’s: mail comes, agents claim, answer, close and leave, leases end, shifts begin. */
const working: fc.Arbitrary<Act> = fc.oneof(
  what.map(
    (id): Act =>
      (log) =>
        void log.system(id, openTicket({ receivedAt: log.at })),
  ),
  fc.tuple(who, what).map(([by, id]): Act => (log) => {
    log.onTicket(by, id, { type: 'claim-ticket', heldByActor: 0 });
  }),
  fc.tuple(who, what).map(([by, id]): Act => (log) => {
    const token = log.tickets.get(id)?.lock?.token ?? 0;
    log.onTicket(by, id, { type: 'release-ticket', token });
  }),
  // A ticket changes hands: who held it before must never be taken for who holds it now.
  fc.tuple(who, what).map(([by, id]): Act => (log) => {
    const { holder = '', token = 0 } = log.tickets.get(id)?.lock ?? {};
    if (holder) log.onTicket(holder, id, { type: 'release-ticket', token });
    log.onTicket(by, id, { type: 'claim-ticket', heldByActor: 0 });
  }),
  fc.tuple(who, what).map(([by, id]): Act => (log) => {
    const token = log.tickets.get(id)?.lock?.token ?? 0;
    log.onTicket(by, id, { type: 'renew-lock', token });
  }),
  fc.tuple(who, what).map(([by, id]): Act => (log) => {
    const token = log.tickets.get(id)?.lock?.token ?? 0;
    log.onTicket(by, id, reply(token, { replyId: `reply-${String(log.at)}` }));
  }),
  what.map((id): Act => (log) => {
    const replyId = log.tickets.get(id)?.outgoing?.replyId ?? '';
    log.system(id, { type: 'begin-sending', replyId });
    log.system(id, { type: 'record-sent', replyId, acceptedAt: log.at });
  }),
  fc.tuple(who, what).map(([by, id]): Act => (log) => {
    const token = log.tickets.get(id)?.lock?.token ?? 0;
    log.onTicket(by, id, { type: 'close-ticket', token, reason: 'spam', contactId: null });
  }),
  fc.tuple(who, fc.dictionary(what, pass, { minKeys: 1 })).map(([by, passes]): Act => (log) => {
    log.handOn(by, new Map(Object.entries(passes)));
  }),
  fc.integer({ min: 1, max: 12 }).map((minutes): Act => (log) => {
    log.at += minutes * minute;
    for (const { id, lock } of log.openTickets) {
      if (lock) log.system(id, { type: 'end-lease', lastActAt: lock.renewedAt });
    }
    const shift = currentShift(defaultCycle, log.at);
    if (shift.id !== log.room.shift?.id) {
      log.inRoom({ type: 'shift-began', shiftId: shift.id, startMs: shift.startMs });
    }
  }),
);

const histories = fc.array(
  fc.oneof({ weight: 3, arbitrary: working }, { weight: 4, arbitrary: leading }),
  {
    minLength: 20,
    maxLength: 90,
  },
);

/** Who holds what, told by the events alone: a second book beside the fold. */
class HoldersBook {
  readonly holders = new Map<string, string>();
  readonly faults: string[] = [];
  /** Locks that passed on from another than the first who ever had the ticket. */
  passedAgain = 0;
  readonly #first = new Map<string, string>();

  take({ stream, recorded }: AnyEvent): void {
    if (stream !== 'ticket') return;
    const { event, streamId: id, by } = recorded;
    if (event.type === 'ticket-claimed') this.#give(id, by, null);
    if (event.type === 'ticket-passed') {
      if (this.#first.get(id) !== event.from) this.passedAgain += 1;
      this.#give(id, event.to, event.from);
    }
    if (event.type === 'ticket-released' || event.type === 'lock-expired') {
      this.#free(id, event.holder);
    }
    if (event.type === 'lock-kept' && !this.holders.has(id))
      this.faults.push(`${id}: kept by none`);
    if (event.type === 'reply-sent' || event.type === 'ticket-closed') this.holders.delete(id);
  }

  #give(id: string, to: string, from: string | null): void {
    const holder = this.holders.get(id) ?? null;
    if (holder !== from) this.faults.push(`${id} given to ${to} while ${String(holder)} holds it`);
    this.holders.set(id, to);
    if (!this.#first.has(id)) this.#first.set(id, to);
  }

  #free(id: string, holder: string): void {
    if (this.holders.get(id) !== holder) this.faults.push(`${id} freed of ${holder}`);
    this.holders.delete(id);
  }
}

let acceptances = 0;
let passed = 0;
/** Of these, from another than the first who ever had the ticket. */
let passedAgain = 0;

test('[HAND-2] at every instant each open ticket has one responsible shift and at most one holder', () => {
  fc.assert(
    fc.property(histories, (acts) => {
      const log = new ReliefLog(people, noon);
      log.inRoom({ type: 'shift-began', shiftId: outgoing.id, startMs: outgoing.startMs });
      for (const id of tickets) log.system(id, openTicket({ receivedAt: log.at }));
      const book = new HoldersBook();
      let seen = 0;
      const known = new Set<string>();
      for (const act of [() => undefined, ...acts]) {
        act(log);
        for (; seen < log.transactions.length; seen += 1) {
          for (const event of log.transactions[seen] ?? []) book.take(event);
          known.add(log.room.responsibility?.shiftId ?? 'nobody');
        }
        for (const ticket of log.tickets.values()) {
          const fault = faultOf(log, book, ticket);
          if (fault) book.faults.push(fault);
        }
        if (book.faults.length) throw new Error(book.faults.join('; '));
      }
      expect(known.has('nobody')).toBe(false);
      checkAcceptances(log);
      passedAgain += book.passedAgain;
    }),
    { numRuns: runs, seed: 20_261_124 },
  );
  // The histories were worth trying: reliefs were accepted in them, and locks passed.
  expect(acceptances).toBeGreaterThan(runs / 4);
  expect(passed).toBeGreaterThan(runs / 20);
  expect(passedAgain).toBeGreaterThan(runs / 100);
});

/** What is wrong at this instant with one ticket; null when nothing is. */
function faultOf(log: ReliefLog, book: HoldersBook, ticket: Ticket): string | null {
  const holder = ticket.lock?.holder;
  if (holder !== book.holders.get(ticket.id)) return `${ticket.id} is held by ${String(holder)}`;
  const shift = responsibleShift(log.room, ticket);
  if ((shift === null) === isOpen(ticket)) return `${ticket.id} has ${String(shift)}`;
  const { handoverId = null, shiftId } = log.room.responsibility ?? {};
  // Responsibility and the sealed sheet are of one transaction: never one without the other.
  const sealed = [...log.handovers.values()].filter(({ state }) => state === 'sealed');
  if (handoverId === null) return sealed.length ? 'sealed, and nothing passed' : null;
  const bySheet = sealed.some(({ id, incoming: to }) => id === handoverId && to.id === shiftId);
  return bySheet ? null : 'passed, and nothing sealed';
}

/** After an acceptance every lock is in the hands of the shift that took over, or has its explicit end. */
function checkAcceptances(log: ReliefLog): void {
  for (const transaction of log.transactions) {
    const accepted = transaction.find(
      ({ recorded }) => recorded.event.type === 'handover-accepted',
    );
    if (!accepted) continue;
    acceptances += 1;
    const sheet = log.handovers.get(accepted.recorded.streamId);
    expect(transaction.filter(({ stream }) => stream === 'room')).toHaveLength(1);
    for (const { recorded } of transaction) {
      const { event } = recorded;
      if (event.type === 'lock-kept') expect(event.until).toBeGreaterThan(recorded.at);
      if (event.type !== 'ticket-passed') continue;
      passed += 1;
      const receiver = people.find(({ id }) => id === event.to);
      expect(receiver?.teamId).toBe(sheet?.incoming.teamId);
    }
  }
}
