import { describe, expect, test } from 'vitest';
import type { Key, Loaded } from '../../event-log.ts';
import { stageEachTest, type MakeMedium } from './medium.ts';

/** LOG-7: what a decision may know. */
export function loadingRules(makeMedium: MakeMedium): void {
  describe('loading', () => {
    const stage = stageEachTest(makeMedium);
    let looks = 0;
    const look = <A>(keys: readonly Key[], read: (loaded: Loaded) => A): Promise<A> => {
      looks += 1;
      const request = {
        key: `look-${String(looks)}`,
        by: 'ana',
        at: 1,
        type: 'look',
        origin: null,
      };
      return stage.log.transact(request, keys, (loaded) => ({
        ok: false,
        refusal: 'unchanged',
        answer: read(loaded),
      }));
    };

    test.each<[string, (loaded: Loaded) => unknown]>([
      ['ticket', (loaded) => loaded.ticket('a')],
      ['person', (loaded) => loaded.person('ana')],
      ['room', (loaded) => loaded.room()],
      ['holder', (loaded) => loaded.holder('a')],
      ['held', (loaded) => loaded.held('ana')],
      ['next-ticket', (loaded) => loaded.nextTicket()],
      ['login', (loaded) => loaded.login('ana')],
      ['commissioners', (loaded) => loaded.commissioners()],
      ['number', (loaded) => loaded.number('26-11')],
    ])('[LOG-7] a decision that asks for a %s it did not name is a bug', async (kind, read) => {
      await stage.desk.person('ana');
      await stage.desk.ticket('a');
      await expect(look([], read)).rejects.toThrow(kind);
    });

    test('[LOG-7] what does not exist is null, not a bug', async () => {
      const keys: Key[] = [
        { kind: 'ticket', id: 'none' },
        { kind: 'person', id: 'none' },
        { kind: 'holder', ticketId: 'none' },
        { kind: 'login', login: 'none' },
        { kind: 'next-ticket', personId: 'none', cleared: true, at: 1 },
      ];
      const seen = await look(keys, (loaded) => [
        loaded.ticket('none'),
        loaded.person('none'),
        loaded.holder('none'),
        loaded.login('none'),
        loaded.nextTicket(),
      ]);
      expect(seen).toEqual([null, null, null, null, null]);
    });

    test('[LOG-7] a later decision of the same commit sees what the earlier one did', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.person('ben');
      await desk.ticket('a');
      const answers = await Promise.all([
        desk.claim('ana', 'a', 1_000),
        desk.claim('ben', 'a', 1_000),
      ]);
      expect(answers).toMatchObject([{ ok: true }, { ok: false, refusal: 'held-by-other' }]);
    });

    test('[LOCK-3] the fencing token is the seq of the claim', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      const answer = await desk.claim('ana', 'a', 1_000);
      const ticket = await look([{ kind: 'ticket', id: 'a' }], (loaded) => loaded.ticket('a'));
      expect(answer).toMatchObject({ ok: true, seq: 3 });
      expect(ticket?.lock?.token).toBe(3);
    });

    test('[LOCK-2] an expired lock is not counted as held, from the instant it expires', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      await desk.claim('ana', 'a', 0);
      const until = 15 * 60_000;
      const heldAt = (at: number) =>
        look([{ kind: 'held', personId: 'ana', at }], (loaded) => loaded.held('ana'));
      expect([await heldAt(until - 1), await heldAt(until)]).toEqual([1, 0]);
    });

    test('[LOCK-1] the holder of a ticket is who holds its lock, and nobody else', async () => {
      const { desk } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      await desk.ticket('b');
      await desk.claim('ana', 'a', 1_000);
      const keys: Key[] = [
        { kind: 'holder', ticketId: 'a' },
        { kind: 'holder', ticketId: 'b' },
      ];
      const holders = await look(keys, (loaded) => [loaded.holder('a')?.id, loaded.holder('b')]);
      expect(holders).toEqual(['ana', null]);
    });

    test('[ACCESS-1] a login is found whether its bearer is active or not', async () => {
      const { desk } = stage;
      await desk.person('ana', { login: 'a.roussel' });
      await desk.happen({ stream: 'person', id: 'ana', events: [{ type: 'person-ended' }] });
      const bearer = await look([{ kind: 'login', login: 'a.roussel' }], (loaded) =>
        loaded.login('a.roussel'),
      );
      expect(bearer).toMatchObject({ id: 'ana', active: false });
    });

    test('[ACCESS-1] only active commissioners are counted', async () => {
      const { desk } = stage;
      await desk.person('ana', { role: 'commissioner' });
      await desk.person('ben', { role: 'commissioner' });
      await desk.person('cleo', { role: 'officer' });
      await desk.happen({ stream: 'person', id: 'ben', events: [{ type: 'person-ended' }] });
      const commissioners = await look([{ kind: 'commissioners' }], (loaded) =>
        loaded.commissioners(),
      );
      expect(commissioners).toBe(1);
    });

    test('[LOG-3] numbers run on within a month and begin again with the next', async () => {
      const { desk } = stage;
      await desk.ticket('a');
      await desk.ticket('b');
      const next = await look(
        [
          { kind: 'number', month: '26-11' },
          { kind: 'number', month: '26-12' },
        ],
        (loaded) => [loaded.number('26-11'), loaded.number('26-12')],
      );
      expect(next).toEqual([3, 1]);
    });
  });
}
