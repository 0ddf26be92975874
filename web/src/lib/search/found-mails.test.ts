import type { SearchPage } from '@vigie/shared/wire/ticket-file';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FoundMails } from './found-mails.svelte.ts';
import { searchAddressOf } from './search-address.ts';

let asked: number;
let onAsk: () => void;

/** A server that has looked at hundreds of mails each time, and found nothing new. */
beforeEach(() => {
  asked = 0;
  onAsk = () => undefined;
  vi.stubGlobal('fetch', () => {
    asked += 1;
    onAsk();
    const page: SearchPage = { cards: [], next: 1_000 - asked, forgiven: false, mailboxes: [] };
    return Promise.resolve(new Response(JSON.stringify(page)));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const search = () => new FoundMails(searchAddressOf(new URLSearchParams('?q=vol')));

test('a search passes over pages without anything new, and then waits to be asked', async () => {
  const found = search();
  await found.older();
  expect([asked, found.more, found.busy]).toEqual([25, true, false]);
});

test('a search that was left asks nothing more', async () => {
  const found = search();
  onAsk = () => {
    if (asked === 2) found.stop();
  };
  await found.older();
  expect([asked, found.busy]).toEqual([2, false]);
});
