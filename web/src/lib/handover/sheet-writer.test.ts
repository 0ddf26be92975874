import type { SheetItem } from '@vigie/shared/wire/handover';
import { expect, test } from 'vitest';
import { SheetWriter } from './sheet-writer.svelte.ts';

const item = (key: string) => ({ key, fields: {} }) as SheetItem;

test('[HAND-2] who saves all is told the fields whose words the server does not have', async () => {
  const taken = new Set(['receiver']);
  const writer = new SheetWriter({
    ...{ handoverId: 'handover:JOUR-A:2026-11-24', personId: 'marchand', shelf: null },
    save: async ({ item: key }, _, base) => (taken.has(key) ? base + 1 : null),
    timers: { set: () => 0, clear: () => undefined, now: () => 0 },
  });
  writer.keeper(item('receiver'), 'synthesis').type('calme');
  writer.keeper(item('note:n'), 'text').type('le parquet');
  writer.keeper(item('note:n'), 'whom');
  expect(await writer.saveAll()).toEqual([{ item: 'note:n', field: 'text' }]);
  taken.add('note:n');
  expect(await writer.saveAll()).toEqual([]);
});
