import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stageEachTest, type MakeMedium } from './medium.ts';

/** LOG-6: a key happens once. */
export function idempotencyRules(makeMedium: MakeMedium): void {
  describe('idempotency', () => {
    const stage = stageEachTest(makeMedium);

    test('[LOG-6] a command sent twice has one effect and gives the same answer', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      const first = await desk.claim('ana', 'a', 1_000, { key: 'once' });
      const again = await desk.claim('ana', 'a', 5_000, { key: 'once' });
      expect(first).toEqual({ ok: true, seq: 3, ticketId: 'a', token: 3 });
      expect(again).toEqual(first);
      expect((await log.head()).seq).toBe(3);
    });

    test('[LOG-6] … also when both arrive together', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      const answers = await Promise.all([
        desk.claim('ana', 'a', 1_000, { key: 'once' }),
        desk.claim('ana', 'a', 1_000, { key: 'once' }),
      ]);
      expect(answers[1]).toEqual(answers[0]);
      expect((await log.head()).seq).toBe(3);
    });

    test('[LOG-6] … also after a restart', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      const first = await desk.claim('ana', 'a', 1_000, { key: 'once' });
      const log = await stage.reopen();
      expect(await stage.desk.claim('ana', 'a', 9_000, { key: 'once' })).toEqual(first);
      expect((await log.head()).seq).toBe(3);
    });

    test('[LOG-6] a refused command stays refused under its key', async () => {
      const { desk } = stage;
      await desk.person('ana');
      const refused = await desk.claim('ana', 'a', 1_000, { key: 'too-early' });
      await desk.ticket('a');
      expect(refused).toEqual({ ok: false, refusal: 'not-found' });
      expect(await desk.claim('ana', 'a', 2_000, { key: 'too-early' })).toEqual(refused);
      expect(await desk.claim('ana', 'a', 2_000)).toMatchObject({ ok: true });
    });

    test('[LOG-6] the same key of another author is another command', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await desk.ticket('a');
      await desk.ticket('b');
      const answers = await Promise.all([
        desk.claim('ana', 'a', 1_000, { key: 'shared' }),
        desk.claim('ben', 'b', 1_000, { key: 'shared' }),
      ]);
      expect(answers).toMatchObject([{ ticketId: 'a' }, { ticketId: 'b' }]);
    });

    test('[LOG-6] a key whose decision threw may be tried again', async () => {
      const { log } = stage;
      const request = { key: 'again', by: 'system', at: 1, type: 'test', origin: null };
      const first = log.transact<string>(request, [], () => {
        throw new Error('a bug');
      });
      await expect(first).rejects.toThrow('a bug');
      const decide = () => ({ ok: false as const, refusal: 'failed' as const, answer: 'heard' });
      expect(await log.transact(request, [], decide)).toBe('heard');
    });

    test('[LOG-6] an answer of nothing is given again as nothing', async () => {
      const { log } = stage;
      const request = { key: 'silent', by: 'system', at: 1, type: 'test', origin: null };
      const decide = () => ({
        ok: true as const,
        appends: [],
        writes: {},
        answer: () => undefined,
      });
      expect(await log.transact(request, [], decide)).toBeUndefined();
      expect(await log.transact(request, [], decide)).toBeUndefined();
    });

    test('[LOG-6] repeated in any order and company, each key has one effect and one answer', async () => {
      const { desk, log } = stage;
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
          async (turns) => {
            run += 1;
            const before = (await log.head()).seq;
            const answers = new Map<number, number>();
            for (const turn of turns) {
              const ids = turn.map((n) => `t${String(run)}-${String(n)}`);
              const seqs = await Promise.all(ids.map((id) => desk.ticket(id, {}, { key: id })));
              for (const [place, n] of turn.entries()) {
                const seq = seqs[place]!;
                expect(answers.get(n) ?? seq).toBe(seq);
                answers.set(n, seq);
              }
            }
            expect((await log.head()).seq - before).toBe(answers.size);
          },
        ),
        { numRuns: 40 },
      );
    });
  });
}
