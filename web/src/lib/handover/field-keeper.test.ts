import { expect, test } from 'vitest';
import { FieldKeeper } from './field-keeper.svelte.ts';

/** Timers that run when the test says so. */
function handTimers() {
  const due = new Map<number, () => void>();
  let n = 0;
  return {
    set: (act: () => void) => {
      n += 1;
      due.set(n, act);
      return n;
    },
    clear: (timer: number | undefined) => void due.delete(timer ?? 0),
    now: () => 0,
    run: async () => {
      const acts = [...due.values()];
      due.clear();
      for (const act of acts) act();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('[HAND-1] what one types is saved on the revision on which it was typed', async () => {
  const timers = handTimers();
  const saved: [string, number][] = [];
  const keeper = new FieldKeeper(
    { text: 'attend', revision: 4 },
    async (text, base) => {
      saved.push([text, base]);
      return base + 1;
    },
    timers,
  );
  keeper.type('attend le');
  keeper.type('attend le rappel');
  expect(keeper.unsaved).toBe(true);
  await timers.run();
  expect(saved).toEqual([['attend le rappel', 4]]);
  expect(keeper.unsaved).toBe(false);
});

test('[HAND-1] words of another that come while one types are merged, and no word is lost', async () => {
  const timers = handTimers();
  const saved: [string, number][] = [];
  const keeper = new FieldKeeper(
    { text: 'attend le rappel', revision: 1 },
    async (text, base) => {
      saved.push([text, base]);
      return base + 1;
    },
    timers,
  );
  keeper.type('attend le rappel du parquet');
  keeper.hear({ text: 'Mme Roy attend le rappel', revision: 2 });
  expect(keeper.text).toBe('Mme Roy attend le rappel du parquet');
  await timers.run();
  expect(saved).toEqual([['Mme Roy attend le rappel du parquet', 2]]);
});

test('[HAND-1] an older word that arrives late changes nothing', () => {
  const keeper = new FieldKeeper({ text: 'b', revision: 2 }, async () => 3, handTimers());
  keeper.hear({ text: 'a', revision: 1 });
  expect(keeper.text).toBe('b');
});

test('[HAND-1] words that the server does not take stand, say so, and are tried again', async () => {
  const timers = handTimers();
  let takes = false;
  const save = async (_: string, base: number) => (takes ? base + 1 : null);
  const keeper = new FieldKeeper({ text: '', revision: 0 }, save, timers);
  keeper.type('à l’abri');
  await timers.run();
  expect([keeper.text, keeper.refused, keeper.unsaved]).toEqual(['à l’abri', true, true]);
  takes = true;
  await keeper.save();
  expect([keeper.text, keeper.refused, keeper.unsaved]).toEqual(['à l’abri', false, false]);
});

test.each([
  ['nothing', '', 'le parquet rappelle'],
  ['the beginning of them', 'le parquet', 'le parquet rappelle'],
  ['other words', 'voir la mairie', 'voir la mairie\nle parquet rappelle'],
  ['them already', 'ce soir le parquet rappelle', 'ce soir le parquet rappelle'],
])('[LOCK-3] refused words are put back where the field holds %s', async (_, stands, after) => {
  const timers = handTimers();
  const said = { text: stands, revision: 1 };
  const keeper = new FieldKeeper(said, async (_text, base) => base + 1, timers);
  keeper.putBack('le parquet rappelle');
  await timers.run();
  expect([keeper.text, keeper.unsaved]).toEqual([after, false]);
});

/** Saves that end when the test says so, each with the revision that it says. */
function handSaves() {
  const saved: [string, number][] = [];
  const ends: ((revision: number | null) => void)[] = [];
  const save = (text: string, base: number) => {
    saved.push([text, base]);
    return new Promise<number | null>((resolve) => void ends.push(resolve));
  };
  const end = async (revision: number | null) => {
    ends.shift()?.(revision);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { saved, save, end };
}

test('[HAND-2] who asks for a save while another is under way hears of the words typed meanwhile too', async () => {
  const timers = handTimers();
  const { saved, save, end } = handSaves();
  const keeper = new FieldKeeper({ text: '', revision: 0 }, save, timers);
  keeper.type('attend');
  await timers.run();
  keeper.type('attend le rappel');
  let kept: boolean | null = null;
  void keeper.save().then((all) => (kept = all));
  await end(1);
  expect([saved, kept]).toEqual([
    [
      ['attend', 0],
      ['attend le rappel', 1],
    ],
    null,
  ]);
  await end(2);
  expect([kept, keeper.unsaved]).toEqual([true, false]);
});

test('[HAND-2] who asks for a save is told when the server does not have the words', async () => {
  const { save, end } = handSaves();
  const keeper = new FieldKeeper({ text: '', revision: 0 }, save, handTimers());
  keeper.type('attend');
  const asked = [keeper.save(), keeper.save()];
  await end(null);
  expect(await Promise.all(asked)).toEqual([false, false]);
});

test('[HAND-1] words that the server merged with others’ are sent once, however long the merged text takes', async () => {
  const { saved, save, end } = handSaves();
  const keeper = new FieldKeeper({ text: 'attend', revision: 1 }, save, handTimers());
  keeper.type('attend le rappel');
  const asked = keeper.save();
  await end(3);
  expect(await asked).toBe(true);
  expect(await keeper.save()).toBe(true);
  expect(saved).toHaveLength(1);
  keeper.hear({ text: 'Mme Roy attend le rappel', revision: 3 });
  expect([keeper.text, keeper.unsaved]).toEqual(['Mme Roy attend le rappel', false]);
  // What another struck out meanwhile may be typed again.
  keeper.hear({ text: 'Mme Roy attend', revision: 4 });
  keeper.type('attend le rappel');
  expect(keeper.unsaved).toBe(true);
});

test('[HAND-1] while one types on, a save that ends starts no other before the pause', async () => {
  const timers = handTimers();
  const { saved, save, end } = handSaves();
  const keeper = new FieldKeeper({ text: '', revision: 0 }, save, timers);
  keeper.type('attend');
  await timers.run();
  keeper.type('attend le');
  await end(1);
  expect(saved).toHaveLength(1);
  await timers.run();
  expect(saved.at(-1)).toEqual(['attend le', 1]);
});
