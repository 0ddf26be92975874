import { describe, expect, test } from 'vitest';
import { StorageFailed, type Committed } from '../../event-log.ts';
import { stageEachTest, type MakeMedium } from './medium.ts';

/** LOG-1, LOG-2 and the commit of LOG-7. */
export function commitRules(makeMedium: MakeMedium): void {
  describe('order and commit', () => {
    const stage = stageEachTest(makeMedium);
    const request = (key: string) => ({ key, by: 'system', at: 1, type: 'test', origin: null });

    test('[LOG-1] every event gets the next seq, whatever its stream', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      await Promise.all([desk.ticket('a'), desk.ticket('b')]);
      await desk.happen({
        stream: 'room',
        id: 'room',
        events: [{ type: 'instruction-withdrawn' }, { type: 'instruction-withdrawn' }],
      });
      const recorded = await log.read(0, 100);
      expect(recorded.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
      expect(recorded.map(({ streamId }) => streamId)).toEqual(['ana', 'a', 'b', 'room', 'room']);
      expect((await log.head()).seq).toBe(5);
    });

    test('[LOG-1] what is refused or throws leaves no gap', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      await Promise.all([
        desk.ticket('a'),
        desk.claim('ana', 'missing', 1),
        log
          .transact(request('bug'), [], () => {
            throw new Error('a bug');
          })
          .catch(() => undefined),
        desk.ticket('b'),
      ]);
      expect((await log.read(0, 100)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    });

    test('[LOG-7] what is planned as its transaction begins knows what shares its commit, and a bug undoes itself alone', async () => {
      const { log } = stage;
      const post = (key: string, fails = false) =>
        log.transactPlanned<string | undefined>(request(key), () => {
          if (fails) throw new Error('a bug');
          return {
            keys: [{ kind: 'room' }],
            decide: (loaded) => {
              const before = loaded.room().instruction?.id;
              const event = { type: 'instruction-posted' as const, instructionId: key };
              return {
                ok: true,
                appends: [{ stream: 'room', id: 'room', events: [event] }],
                writes: {},
                answer: () => before,
              };
            },
          };
        });
      const asked = [post('one'), post('bug', true), post('two')];
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes).toMatchObject([
        { status: 'fulfilled' },
        { status: 'rejected', reason: { message: 'a bug' } },
        { status: 'fulfilled', value: 'one' },
      ]);
      expect((await log.read(0, 100)).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    test('[LOG-7] what gives way is done after what came with it, in the second turn at the latest', async () => {
      const { log } = stage;
      const order: string[] = [];
      const act = (key: string, givesWay: boolean): Promise<void> =>
        log
          .transact<void>({ ...request(key), givesWay }, [], () => {
            order.push(key);
            return { ok: true, appends: [], writes: {}, answer: () => undefined };
          })
          // Whoever hurries comes again as soon as the answer is here.
          .then(() => (key === 'one' || key === 'two' ? act(`${key}!`, false) : undefined));
      const flood = [act('mail 1', true), act('mail 2', true)];
      await Promise.all([...flood, act('one', false), act('two', false)]);
      expect(order).toEqual(['one', 'two', 'one!', 'two!', 'mail 1', 'mail 2']);
      order.length = 0;
      const waits = act('mail 3', true);
      await Promise.all([act('three', false), waits, log.idle()]);
      expect(order).toEqual(['three', 'mail 3']);
    });

    test('[LOG-7] while people are at work a flood rests between its turns, and comes to its end', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      const order: string[] = [];
      const note = (by: string, key: string, givesWay = false): Promise<void> =>
        log.transact({ ...request(key), by, givesWay }, [], () => {
          // Longer than any turn of a flood: each of these has one to itself.
          const end = performance.now() + 20;
          while (givesWay && performance.now() < end);
          order.push(key);
          return { ok: true, appends: [], writes: {}, answer: () => undefined };
        });
      const flood = ['mail 1', 'mail 2'].map((key) => note('system', key, true));
      await note('ana', 'claim');
      await flood[0];
      // In its rest whoever comes finds the loop free.
      await Promise.all([note('ana', 'second claim'), ...flood]);
      expect(order).toEqual(['claim', 'mail 1', 'second claim', 'mail 2']);
    });

    test('[LOG-1] a decision knows the seq that its first event will get', async () => {
      const { desk, log } = stage;
      await desk.ticket('a');
      const foretold: number[] = [];
      const open = (id: string) =>
        log.transact<number>(request(id), [], ({ nextSeq }) => {
          foretold.push(nextSeq);
          const event = { type: 'instruction-posted' as const, instructionId: id };
          return {
            ok: true,
            appends: [{ stream: 'room', id: 'room', events: [event] }],
            writes: {},
            answer: ([first]) => first?.seq ?? 0,
          };
        });
      expect(await Promise.all([open('one'), open('two')])).toEqual([2, 3]);
      expect(foretold).toEqual([2, 3]);
    });

    test('[LOG-2] followers hear of each transaction after its commit, in order of seq', async () => {
      const { desk, log } = stage;
      const heard: Committed[] = [];
      const heads: Promise<number>[] = [];
      log.follow((committed) => {
        heard.push(committed);
        heads.push(log.head().then(({ seq }) => seq));
      });
      await Promise.all([desk.ticket('a', { receivedAt: 7 }), desk.ticket('b')]);
      expect(heard.map(({ recorded }) => recorded.map(({ seq }) => seq))).toEqual([[1], [2]]);
      expect(await Promise.all(heads)).toEqual([2, 2]);
      expect(heard[0]).toMatchObject({ by: 'system', at: 7 });
      expect(heard[0]?.changed.room.size).toBe(0);
      expect(heard[0]?.changed.ticket.get('a')).toMatchObject({
        before: null,
        after: { id: 'a', seq: 1 },
      });
    });

    test('[LOG-2] a transition tells the state before the transaction and after all of it', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      await desk.ticket('a');
      const heard: Committed[] = [];
      log.follow((committed) => heard.push(committed));
      await desk.happen({
        stream: 'ticket',
        id: 'a',
        events: [
          { type: 'ticket-claimed', until: 9 },
          { type: 'category-changed', from: 'biens', to: 'cyber' },
        ],
      });
      const { before, after } = heard[0]!.changed.ticket.get('a')!;
      expect(before).toMatchObject({ status: 'new', category: 'biens', seq: 2 });
      expect(after).toMatchObject({ status: 'claimed', category: 'cyber', seq: 4 });
    });

    test('[LOG-2] nobody hears of a command that did nothing, and who left hears nothing', async () => {
      const { desk, log } = stage;
      await desk.person('ana');
      const heard: Committed[] = [];
      const leave = log.follow((committed) => heard.push(committed));
      await desk.claim('ana', 'missing', 1);
      expect(heard).toEqual([]);
      leave();
      await desk.ticket('a');
      expect(heard).toEqual([]);
    });

    test('[LOG-2] a follower that throws is reported; the others and the asker are served', async () => {
      const { desk, log } = stage;
      const heard: number[] = [];
      log.follow(() => {
        throw new Error('a broken follower');
      });
      log.follow(({ recorded }) => heard.push(recorded.length));
      expect(await desk.ticket('a')).toBe(1);
      expect(heard).toEqual([1]);
      expect(stage.errors).toEqual([new Error('a broken follower')]);
    });

    test('[LOG-2] a follower may ask for the next transaction', async () => {
      const { desk, log } = stage;
      const asked: Promise<number>[] = [];
      const leave = log.follow(() => {
        leave();
        asked.push(desk.ticket('b'));
      });
      await desk.ticket('a');
      expect(await Promise.all(asked)).toEqual([2]);
    });

    test('[LOG-7] commands that arrive together share one commit', async () => {
      const { desk, log, medium } = stage;
      const before = medium.commitMark();
      const marks: unknown[] = [];
      log.follow(() => marks.push(medium.commitMark()));
      await Promise.all([desk.ticket('a'), desk.ticket('b'), desk.ticket('c')]);
      expect(new Set(marks).size).toBe(1);
      expect(marks[0]).not.toEqual(before);
      await desk.ticket('d');
      await desk.ticket('e');
      expect(new Set(marks).size).toBe(3);
    });

    test('[LOG-7] a decision that throws undoes itself alone', async () => {
      const { desk, log } = stage;
      const bug = log.transact(request('bug'), [], () => {
        throw new Error('a bug');
      });
      const answers = await Promise.allSettled([desk.ticket('a'), bug, desk.ticket('b')]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(answers[1]).toMatchObject({ reason: new Error('a bug') });
      expect((await log.verify()).ok).toBe(true);
    });

    test('[LOG-7] an answer that cannot be made undoes its events', async () => {
      const { desk, log } = stage;
      const half = log.transact(request('half'), [], () => ({
        ok: true,
        appends: [{ stream: 'room', id: 'room', events: [{ type: 'instruction-withdrawn' }] }],
        writes: {},
        answer: () => {
          throw new Error('no answer');
        },
      }));
      const answers = await Promise.allSettled([desk.ticket('a'), half, desk.ticket('b')]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await log.read(0, 9)).map(({ streamId }) => streamId)).toEqual(['a', 'b']);
      expect(await log.verify()).toMatchObject({ ok: true, events: 2 });
    });

    test('[LOG-7] a flood is committed in parts, in order, and completely', async () => {
      const { desk, log } = stage;
      const asked = Array.from({ length: 1_000 }, (_, n) => desk.ticket(`t${String(n)}`));
      const seqs = await Promise.all(asked);
      expect(seqs).toEqual(seqs.map((_, n) => n + 1));
      expect(await log.verify()).toMatchObject({ ok: true, events: 1_000 });
    });

    test('[LOG-3] a log that is opened again has the same head, name and states', async () => {
      const { desk, log } = stage;
      await desk.person('ana', { clearances: ['violence'] });
      await desk.ticket('a');
      await desk.claim('ana', 'a', 1_000);
      const seen = async (of: typeof log) =>
        of.transact(
          { ...request(`look-${String((await of.head()).seq)}-${Math.random().toString(36)}`) },
          [
            { kind: 'ticket', id: 'a' },
            { kind: 'person', id: 'ana' },
            { kind: 'holder', ticketId: 'a' },
            { kind: 'number', month: '26-11' },
            { kind: 'room' },
          ],
          (loaded) => ({
            ok: false,
            refusal: 'unchanged',
            answer: {
              ticket: loaded.ticket('a'),
              person: loaded.person('ana'),
              holder: loaded.holder('a'),
              number: loaded.number('26-11'),
              room: loaded.room(),
              next: loaded.nextSeq,
            },
          }),
        );
      const before = await seen(log);
      const head = await log.head();
      const again = await stage.reopen();
      expect(again.id).toBe(log.id);
      expect(await again.head()).toEqual(head);
      expect(await seen(again)).toEqual(before);
      expect(before).toMatchObject({ number: 2, next: 4, holder: { id: 'ana' } });
    });

    test('[LOG-7] idle waits for all that was asked, and a closed log takes nothing more', async () => {
      const { desk, log } = stage;
      const ended: number[] = [];
      void desk.ticket('a').then((seq) => ended.push(seq));
      void desk.ticket('b').then((seq) => ended.push(seq));
      await log.idle();
      expect(ended).toEqual([1, 2]);
      const last = desk.ticket('c');
      await log.close();
      expect(await last).toBe(3);
      await expect(desk.ticket('d')).rejects.toBeInstanceOf(StorageFailed);
    });

    test('[LOG-7] events are read in parts, oldest first', async () => {
      const { desk, log } = stage;
      for (const id of ['a', 'b', 'c']) await desk.ticket(id);
      const pages = [await log.read(0, 2), await log.read(2, 2), await log.read(3, 2)];
      expect(pages.map((page) => page.map(({ streamId }) => streamId))).toEqual([
        ['a', 'b'],
        ['c'],
        [],
      ]);
    });
  });
}
