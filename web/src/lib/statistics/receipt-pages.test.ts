import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ReceiptPages } from './receipt-pages.svelte.ts';

const schema = z.object({ lines: z.array(z.string()) });

/** Questions that wait for their answers, in the order in which they were asked. */
let waiting: { path: string; answer: (lines: string[]) => void }[];

beforeEach(() => {
  waiting = [];
  vi.stubGlobal(
    'fetch',
    (path: string) =>
      new Promise((resolve) => {
        const answer = (lines: string[]) => {
          resolve(new Response(JSON.stringify({ lines })));
        };
        waiting.push({ path, answer });
      }),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('[MET-2] the answer that comes late to a figure left meanwhile shows nothing', async () => {
  const pages = new ReceiptPages(schema);
  const [first, second] = [pages.open('/one'), pages.open('/two')];
  waiting[1]?.answer(['two']);
  await second;
  expect([pages.lines, pages.busy]).toEqual([['two'], false]);
  waiting[0]?.answer(['one']);
  await first;
  expect([pages.lines, pages.receipt?.lines, pages.busy]).toEqual([['two'], ['two'], false]);
});

test('[MET-2] a further page of the figure left is not put behind the new one', async () => {
  const pages = new ReceiptPages(schema);
  const opened = pages.open('/one');
  waiting[0]?.answer(['a']);
  await opened;
  const [more, other] = [pages.more('/one?offset=1'), pages.open('/two')];
  waiting[2]?.answer(['x']);
  waiting[1]?.answer(['b']);
  await Promise.all([more, other]);
  expect(pages.lines).toEqual(['x']);
  const next = pages.more('/two?offset=1');
  waiting[3]?.answer(['y']);
  await next;
  expect(pages.lines).toEqual(['x', 'y']);
});
