import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Opening } from '../small-desk.ts';
import { stageEachTest, type MakeMedium } from './medium.ts';

const minute = 60_000;

/** LOCK-5: the order of "claim next", and that it never gives one ticket twice. */
export function claimNextRules(makeMedium: MakeMedium): void {
  describe('claim next', () => {
    const stage = stageEachTest(makeMedium);
    const open = async (tickets: Readonly<Record<string, Partial<Opening>>>) => {
      for (const [id, opening] of Object.entries(tickets)) await stage.desk.ticket(id, opening);
    };
    const next = async (by: string, at = 1_000, cleared = false) => {
      const answer = await stage.desk.claimNext(by, at, cleared);
      return answer.ok ? answer.ticketId : answer.refusal;
    };

    test('[LOCK-5] P0 comes first whatever its target, then the earliest target, then the oldest', async () => {
      await stage.desk.person('ana');
      await stage.desk.person('ben');
      await open({
        later: { dueAt: 9 * minute },
        younger: { dueAt: 5 * minute, receivedAt: 30 },
        older: { dueAt: 5 * minute, receivedAt: 20 },
        danger: { dueAt: 60 * minute, priority: 'P0' },
      });
      const given = [await next('ana'), await next('ana'), await next('ana'), await next('ben')];
      expect(given).toEqual(['danger', 'older', 'younger', 'later']);
    });

    test('[LOCK-5] a restricted ticket is given to the cleared only', async () => {
      await stage.desk.person('ana');
      await stage.desk.person('cleo', { clearances: ['violence'] });
      await open({ secret: { restricted: true, priority: 'P0' }, plain: {} });
      expect(await next('ana')).toBe('plain');
      expect(await next('ana')).toBe('nothing-to-claim');
      expect(await next('cleo', 1_000, true)).toBe('secret');
    });

    test('[LOCK-5] nobody is given more than the limit', async () => {
      await stage.desk.person('ana');
      await open({ a: {}, b: {}, c: {}, d: {} });
      const given = [await next('ana'), await next('ana'), await next('ana'), await next('ana')];
      expect(given).toEqual(['a', 'b', 'c', 'limit-reached']);
    });

    test('[LOCK-2] a ticket whose lock has expired is given again, from that instant', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await desk.ticket('a');
      await desk.claim('ana', 'a', 0);
      expect(await next('ben', 15 * minute - 1)).toBe('nothing-to-claim');
      expect(await next('ben', 15 * minute)).toBe('a');
    });

    test('[LOCK-5] a stranded ticket keeps its place among the free ones', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await open({ stranded: { dueAt: 5 * minute } });
      await desk.claim('ana', 'stranded', 0);
      await open({ sooner: { dueAt: 4 * minute }, later: { dueAt: 6 * minute } });
      const at = 15 * minute;
      const given = [await next('ben', at), await next('ben', at), await next('ben', at)];
      expect(given).toEqual(['sooner', 'stranded', 'later']);
    });

    test('[MAIL-9] a ticket whose answer is on its way is given to nobody, its lock expired or not', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await desk.ticket('a');
      const claim = await desk.claim('ana', 'a', 0);
      const token = claim.ok ? claim.token : 0;
      await desk.act('ana', 'a', sendReply(token), 1_000);
      expect(await next('ben', 60 * minute)).toBe('nothing-to-claim');
    });

    test('[LOCK-5] a ticket kept for somebody is skipped by the others until that time is over', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await open({ kept: { dueAt: minute }, free: { dueAt: 9 * minute } });
      await keepFor('ana', 'kept', 10_000);
      expect(await next('ben', 9_999)).toBe('free');
      expect(await next('ben', 9_999)).toBe('nothing-to-claim');
      expect(await next('ben', 10_000)).toBe('kept');
    });

    test('[LOCK-5] … is given to that somebody in its ordinary place, and a P0 waits for nobody', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await open({
        sooner: { dueAt: minute },
        kept: { dueAt: 5 * minute },
        danger: { priority: 'P0' },
      });
      await keepFor('ana', 'kept', 10_000);
      await keepFor('ana', 'danger', 10_000);
      expect(await next('ben', 2_000)).toBe('danger');
      expect([await next('ana', 2_000), await next('ana', 2_000)]).toEqual(['sooner', 'kept']);
    });

    test('[LOCK-5] a hundred simultaneous calls give as many different tickets, the most urgent', async () => {
      const { desk } = stage;
      const callers = Array.from({ length: 100 }, (_, n) => `p${String(n)}`);
      await Promise.all(callers.map((id) => desk.person(id)));
      let round = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              priority: fc.constantFrom('P0' as const, 'P1' as const, 'P3' as const),
              dueAt: fc.integer({ min: 1, max: 50 }),
              receivedAt: fc.integer({ min: 0, max: 5 }),
            }),
            { minLength: 1, maxLength: 130 },
          ),
          async (openings) => {
            round += 1;
            // Locks of the former rounds have expired and their tickets are settled: none is left.
            const at = round * 60 * minute;
            const ids = openings.map((_, n) => `r${String(round)}-${String(n)}`);
            for (const [n, opening] of openings.entries()) await desk.ticket(ids[n]!, opening);
            const answers = await Promise.all(callers.map((id) => desk.claimNext(id, at)));
            const given = answers.flatMap((answer) => (answer.ok ? [answer] : []));
            expect(new Set(given.map(({ ticketId }) => ticketId)).size).toBe(given.length);
            expect(given.length).toBe(Math.min(100, openings.length));
            const urgency = openings.map((opening, n) => ({ ...opening, id: ids[n]! }));
            urgency.sort(
              (one, other) =>
                Number(one.priority !== 'P0') - Number(other.priority !== 'P0') ||
                one.dueAt - other.dueAt ||
                one.receivedAt - other.receivedAt ||
                (one.id < other.id ? -1 : 1),
            );
            const mostUrgent = urgency.slice(0, given.length).map(({ id }) => id);
            expect(given.map(({ ticketId }) => ticketId)).toEqual(mostUrgent);
            await settleAll(ids, at);
          },
        ),
        { numRuns: 8 },
      );
    });

    async function keepFor(personId: string, ticketId: string, until: number): Promise<void> {
      await stage.desk.happen({
        stream: 'ticket',
        id: ticketId,
        events: [
          {
            type: 'follow-up-received',
            mailId: `more-of-${ticketId}`,
            receivedAt: 500,
            signs: [],
            priority: ticketId === 'danger' ? 'P0' : 'P2',
            restricted: false,
            dueAt: null,
            reopens: false,
            senderChanged: false,
            preferred: { personId, until },
          },
        ],
      });
    }

    async function settleAll(ids: readonly string[], at: number): Promise<void> {
      const events = [{ type: 'ticket-closed' as const, reason: 'spam' as const, contactId: null }];
      await Promise.all(ids.map((id) => stage.desk.happen({ stream: 'ticket', id, events }, at)));
    }
  });
}

function sendReply(token: number) {
  return {
    type: 'send-reply' as const,
    token,
    replyId: 'reply-1',
    then: 'close' as const,
    orientation: null,
    isEmpty: false,
    hasRecipient: true,
    senderConfirmed: false,
    filesAsSeen: true,
    contactId: null,
  };
}
