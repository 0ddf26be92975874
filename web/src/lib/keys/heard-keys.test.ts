import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markerKeys } from '#lib/frieze/marker-keys.ts';
import { markerAfter } from '#lib/frieze/marker-moves.ts';
import { deskKeys } from '#lib/plateau/desk-keys.ts';
import { placeAfter } from '#lib/plateau/desk-moves.ts';
import { gridKeys } from '#lib/roster/grid-keys.ts';
import { moveBy } from '#lib/roster/grid-moves.ts';
import { resultKeys, resultStep } from '#lib/search/result-keys.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789/?'];
const named = [
  ...['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Enter', ' ', 'Escape', 'Tab', 'Delete', 'Backspace', 'Insert', 'F1', 'F2'],
];
const all = [...letters, ...named];
const listed = (heard: readonly { readonly keys: readonly string[] }[]) =>
  [...new Set(heard.flatMap(({ keys }) => keys))].sort();

/** What a listener acts on beside the moves, as its own source compares it. */
const compared = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/event\.key === '([^']+)'/g)].map(([, key = '']) => key);

test('the list tells exactly the keys that the plateau hears', () => {
  const moves = all.filter((key) => placeAfter(key, 4, 9, 3) !== null);
  const heard = [...moves, ...compared('src/lib/plateau/Plateau.svelte')];
  expect(listed(deskKeys())).toEqual([...new Set(heard)].sort());
});

test('the list tells exactly the keys that the roster hears', () => {
  const size = { rows: 5, columns: 28 };
  const moves = all.filter((key) => moveBy({ key, ctrl: false }, { row: 2, column: 14 }, size));
  const heard = [...moves, ...compared('src/lib/roster/grid-hand.svelte.ts')];
  expect(listed(gridKeys())).toEqual([...new Set(heard)].sort());
});

test('the list tells exactly the keys that the frieze’s marker hears', () => {
  const reach = { fromMs: 0, toMs: 36_000_000 };
  const heard = all.filter(
    (key) => markerAfter({ key, shiftKey: false }, 18_000_000, reach) !== null,
  );
  expect(listed(markerKeys())).toEqual(heard.sort());
});

test('the list tells exactly the keys that the results of a search hear', () => {
  const heard = all.filter((key) => resultStep(key) !== null);
  expect(listed(resultKeys())).toEqual(heard.sort());
});

test('nothing else hears keys but the keyboard, which lists what it is lent', () => {
  const hearing = globSync('src/**/*.{svelte,ts}')
    .filter((file) => !/\/paraglide\/|\.test\.ts$/.test(file))
    .filter((file) =>
      /onkey(down|up|press)|['"]?key(down|up|press)['"]?\s*[:,]/.test(readFileSync(file, 'utf8')),
    );
  expect(hearing.sort()).toEqual([
    // Any key whatever allows the sound.
    'src/lib/alarm/AlarmBar.svelte',
    'src/lib/frieze/FriezeMarker.svelte',
    'src/lib/keys/keyboard.svelte.ts',
    'src/lib/plateau/Plateau.svelte',
    'src/lib/roster/grid-hand.svelte.ts',
    'src/lib/search/SearchScreen.svelte',
  ]);
});
