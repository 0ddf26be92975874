import fc from 'fast-check';
import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import type { Outcome } from '#lib/live/commander.svelte.ts';
import type { Timers } from '#lib/live/timers.ts';
import { DraftKeeper, type DraftSave } from './draft-keeper.svelte.ts';
import { DraftShelf, type Shelf } from './draft-shelf.ts';

const timers: Timers = {
  set: (act, afterMs) => setTimeout(act, afterMs) as unknown as number,
  clear: (timer) => clearTimeout(timer),
  now: () => Date.now(),
};

class MemoryShelf implements Shelf {
  readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  key(place: number): string | null {
    return [...this.kept.keys()][place] ?? null;
  }
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

/** The server's half of LOCK-3 and LOCK-8, in memory: one ticket, one current token. */
class Office {
  seq = 10;
  token: number | null = 10;
  online = true;
  /** The next save has its effect, but its answer is lost on the way. */
  losesAnswer = false;
  draft: { text: string; revision: number; by: string; savedAt: number } | null = null;
  readonly kept: string[] = [];
  /** Every draft that it ever took: what was acknowledged is the ticket's, whoever writes on. */
  readonly taken: string[] = [];

  async save({ token, text, revision }: DraftSave): Promise<Outcome> {
    await new Promise((resolve) => setTimeout(resolve, 40));
    if (!this.online) return { ok: false, refusal: 'offline', message: '' };
    if (token !== this.token) {
      this.kept.push(text);
      return { ok: false, refusal: 'stale-token', message: '' };
    }
    if (revision > (this.draft?.revision ?? 0)) {
      this.draft = { text, revision, by: 'ana', savedAt: Date.now() };
      this.taken.push(text);
    }
    if (!this.losesAnswer) return { ok: true, seq: this.seq };
    this.losesAnswer = false;
    return { ok: false, refusal: 'unreachable', message: '' };
  }

  seize(): void {
    this.seq += 1;
    this.token = null;
    const revision = (this.draft?.revision ?? 0) + 1;
    this.draft = { text: 'Ben écrit', revision, by: 'ben', savedAt: Date.now() };
  }

  giveBack(): number {
    this.seq += 1;
    return (this.token = this.seq);
  }

  get file() {
    return { seq: this.seq, draft: this.draft };
  }
}

function sit(office: Office, storage: Shelf): DraftKeeper {
  const shelf = new DraftShelf(storage, 'ana');
  const keeper = new DraftKeeper({
    ticketId: 't1',
    me: 'ana',
    shelf,
    timers,
    save: (save) => office.save(save),
  });
  keeper.hold(office.token);
  keeper.adopt(office.file);
  return keeper;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[LOCK-8] what is typed is with the server within two seconds', async () => {
  const office = new Office();
  const keeper = sit(office, new MemoryShelf());
  keeper.type('Bon');
  await vi.advanceTimersByTimeAsync(600);
  keeper.type('Bonjour');
  await vi.advanceTimersByTimeAsync(1_400);
  expect(office.draft?.text).toBe('Bonjour');
  expect(keeper.standing).toBe('saved');
});

test('[LOCK-8] each keystroke is on the shelf at once, and leaves it when the server has it', async () => {
  const storage = new MemoryShelf();
  const keeper = sit(new Office(), storage);
  keeper.type('B');
  expect([...storage.kept.values()].join()).toContain('"text":"B"');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(storage.kept.size).toBe(0);
});

test('[LOCK-8] words typed offline survive the page and are handed in on return', async () => {
  const [office, storage] = [new Office(), new MemoryShelf()];
  office.online = false;
  const before = sit(office, storage);
  before.type('écrit dans le tunnel');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(before.standing).toBe('kept-here');
  before.close();
  office.online = true;
  const after = sit(office, storage);
  expect(after.text).toBe('écrit dans le tunnel');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(office.draft?.text).toBe('écrit dans le tunnel');
});

test('[LOCK-3] words refused as stale stay, and say why', async () => {
  const office = new Office();
  const keeper = sit(office, new MemoryShelf());
  office.seize();
  keeper.type('trop tard');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(keeper.text).toBe('trop tard');
  expect(keeper.standing).toBe('refused');
  expect(keeper.refusal).toBe('stale-token');
});

test("[LOCK-6] a colleague's newer draft goes on, and one's own words are offered beside it", async () => {
  const [office, storage] = [new Office(), new MemoryShelf()];
  const keeper = sit(office, storage);
  keeper.type('mes mots');
  office.seize();
  await vi.advanceTimersByTimeAsync(2_000);
  keeper.hold(null);
  keeper.hold(office.giveBack());
  keeper.adopt(office.file);
  expect(keeper.text).toBe('Ben écrit');
  expect(keeper.found).toBe('mes mots');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(office.draft?.text).toBe('Ben écrit');
  expect(new DraftShelf(storage, 'ana').read('t1')?.found).toBe('mes mots');
});

test('[LOCK-3] nothing is saved under a new lock before its draft was read', async () => {
  const office = new Office();
  const keeper = sit(office, new MemoryShelf());
  const past = office.file;
  keeper.type('avant');
  keeper.hold(office.giveBack());
  keeper.adopt(past);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(office.draft).toBeNull();
  keeper.adopt(office.file);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(office.draft?.text).toBe('avant');
});

test('[MAIL-8] no save overtakes an answer that is being given in, nor brings it back afterwards', async () => {
  const office = new Office();
  const keeper = sit(office, new MemoryShelf());
  keeper.type('réponse');
  keeper.pause(true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(office.draft).toBeNull();
  keeper.clear();
  keeper.pause(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(office.draft).toBeNull();
  expect(keeper.text).toBe('');
});

type Step =
  | { do: 'type'; word: string }
  | { do: 'wait'; ms: number }
  | { do: 'line'; up: boolean }
  | { do: 'lose-answer' }
  | { do: 'crash' }
  | { do: 'seize' }
  | { do: 'give-back' };

const step = fc.oneof(
  fc.record({ do: fc.constant('type' as const), word: fc.string({ maxLength: 6 }) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 4_000 }) }),
  fc.record({ do: fc.constant('line' as const), up: fc.boolean() }),
  fc.constant({ do: 'lose-answer' } as const),
  fc.constant({ do: 'crash' } as const),
  fc.constant({ do: 'seize' } as const),
  fc.constant({ do: 'give-back' } as const),
);

/** Histories in which words were lost before. */
const lostOnce: [Step[]][] = [
  [[{ do: 'type', word: '' }, { do: 'wait', ms: 1_040 }, { do: 'seize' }]],
  [[{ do: 'type', word: '' }, { do: 'seize' }, { do: 'give-back' }, { do: 'seize' }]],
];

test('[LOCK-3][LOCK-8] no typed text is lost over any connects, crashes, lost answers and refusals', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array<Step>(step, { maxLength: 30 }), async (steps) => {
      const [office, storage] = [new Office(), new MemoryShelf()];
      let keeper = sit(office, storage);
      let typed = '';
      for (const [place, one] of steps.entries()) {
        if (one.do === 'type') keeper.type((typed = `${String(place)} ${one.word}`));
        if (one.do === 'wait') await vi.advanceTimersByTimeAsync(one.ms);
        if (one.do === 'line') office.online = one.up;
        if (one.do === 'line' && one.up) keeper.retry();
        if (one.do === 'lose-answer') office.losesAnswer = true;
        if (one.do === 'seize') {
          office.seize();
          keeper.hold(null);
        }
        if (one.do === 'give-back') {
          keeper.hold(office.giveBack());
          keeper.adopt(office.file);
        }
        if (one.do === 'crash') {
          keeper.close();
          keeper = sit(office, storage);
        }
        expect(placesOf(keeper, storage, office)).toContain(typed);
      }
      office.online = true;
      if (keeper.found === null && typed !== '') {
        if (office.token === null) keeper.hold(office.giveBack());
        keeper.adopt(office.file);
        keeper.retry();
        await vi.advanceTimersByTimeAsync(15_000);
        expect([keeper.found, ...office.taken, ...office.kept]).toContain(typed);
      }
      keeper.close();
    }),
    { numRuns: 500, examples: lostOnce },
  );
});

/** Everywhere that a text can be found again. */
function placesOf(keeper: DraftKeeper, storage: Shelf, office: Office): (string | null)[] {
  const kept = new DraftShelf(storage, 'ana').read('t1');
  const nothing = '';
  return [nothing, kept?.text ?? null, kept?.found ?? null, ...office.taken, ...office.kept];
}
