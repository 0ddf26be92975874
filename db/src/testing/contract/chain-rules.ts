import { describe, expect, test } from 'vitest';
import { SmallDesk } from '../small-desk.ts';
import { stageEachTest, type MakeMedium } from './medium.ts';

/** LOG-5: the chain proves that nothing was rewritten. */
export function chainRules(makeMedium: MakeMedium): void {
  describe('chain', () => {
    const stage = stageEachTest(makeMedium);
    const openTickets = async (many: number) => {
      for (let n = 1; n <= many; n += 1) await stage.desk.ticket(`t${String(n)}`);
    };

    test('[LOG-5] an empty log ends at 0 with a hash of zeros, and is whole', async () => {
      const head = { seq: 0, hash: '0'.repeat(64) };
      expect(await stage.log.head()).toEqual(head);
      expect(await stage.log.verify()).toEqual({ ok: true, events: 0, head });
    });

    test('[LOG-5] an untouched chain is whole up to its head', async () => {
      await openTickets(5);
      const head = await stage.log.head();
      expect(head.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(await stage.log.verify()).toEqual({ ok: true, events: 5, head });
    });

    test('[LOG-5] verification tells how far it is', async () => {
      await openTickets(3);
      const told: number[] = [];
      await stage.log.verify((seq) => told.push(seq));
      expect(told.at(-1)).toBe(3);
    });

    test.each([1, 3, 5])('[LOG-5] a rewritten event is found at its seq (%i of 5)', async (seq) => {
      await openTickets(5);
      await stage.medium.forge(seq);
      const verification = await stage.log.verify();
      expect(verification).toMatchObject({ ok: false, seq });
    });

    test.each([1, 3, 5])('[LOG-5] a missing event is found at its seq (%i of 5)', async (seq) => {
      await openTickets(5);
      await stage.medium.remove(seq);
      const verification = await stage.log.verify();
      expect(verification).toMatchObject({ ok: false, seq });
    });

    test('[LOG-5] a broken link stays broken, whatever is appended after it', async () => {
      await openTickets(3);
      await stage.medium.forge(2);
      const log = await stage.reopen();
      await stage.desk.ticket('later');
      expect(await log.verify()).toMatchObject({ ok: false, seq: 2 });
    });

    test('[LOG-5] the last hash answers for all that came before it', async () => {
      const other = await makeMedium();
      const otherLog = await other.open();
      try {
        const otherDesk = new SmallDesk(otherLog, 'other');
        await stage.desk.ticket('t1', { priority: 'P1' });
        await stage.desk.ticket('t2');
        await otherDesk.ticket('t1', { priority: 'P3' });
        await otherDesk.ticket('t2');
        expect(await otherLog.read(1, 1)).toEqual(await stage.log.read(1, 1));
        expect((await otherLog.head()).hash).not.toBe((await stage.log.head()).hash);
      } finally {
        await otherLog.close();
        await other.destroy();
      }
    });

    test('[LOG-5] equal histories in different logs have equal hashes', async () => {
      const other = await makeMedium();
      const otherLog = await other.open();
      try {
        const otherDesk = new SmallDesk(otherLog, 'other');
        await openTickets(2);
        await Promise.all([otherDesk.ticket('t1'), otherDesk.ticket('t2')]);
        expect(await otherLog.head()).toEqual(await stage.log.head());
        expect(otherLog.id).not.toBe(stage.log.id);
      } finally {
        await otherLog.close();
        await other.destroy();
      }
    });
  });
}
