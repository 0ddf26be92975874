import type { OutboxPage, OutboxReply } from '@vigie/shared/wire/outbox';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OutboxList } from './outbox-list.svelte.ts';

const linesAPage = 3;

/** Answers that left, the last in front; those that the reader may see. */
let left: string[];
let isSilent: (path: string) => boolean;

beforeEach(() => {
  left = ['i', 'h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'];
  isSilent = () => false;
  vi.stubGlobal('fetch', (path: string) =>
    isSilent(path)
      ? Promise.reject(new Error('no server'))
      : Promise.resolve(new Response(JSON.stringify(pageAt(path)))),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function pageAt(path: string): OutboxPage {
  const before = new URL(path, 'http://vigie.example').searchParams.get('before');
  const behind = left.filter((id) => before === null || id < before);
  const shown = behind.slice(0, linesAPage);
  const next = behind.length > linesAPage ? (shown.at(-1) ?? null) : null;
  return { replies: shown.map(sent), next, mailboxes: [] };
}

function sent(replyId: string): OutboxReply {
  return {
    ...{ veiled: false, replyId, ticketId: `t-${replyId}`, number: '26-11-0001', subject: 'x' },
    ...{ restricted: false, recipient: 'a@b.example', mailboxId: 'contact', by: 'ana' },
    ...{ standing: 'sent', state: 'sent', cause: null, attempts: 1, queuedAt: 0, sendAt: 0 },
    ...{ givenUpAt: null, acceptedAt: 0 },
  };
}

const shown = (list: OutboxList) =>
  list.lines.map((line) => (line.veiled ? '' : line.replyId)).join('');

async function listOf(pages: number): Promise<OutboxList> {
  const list = new OutboxList({ standing: '', person: '', mailbox: '' });
  await list.load();
  for (let page = 1; page < pages; page += 1) await list.older();
  return list;
}

test('what left grows backwards, and news leave the older pages where they are', async () => {
  const list = await listOf(2);
  expect(shown(list)).toBe('ihgfed');
  left.unshift('j');
  await list.load();
  expect([shown(list), list.more]).toEqual(['jihgfe', true]);
  await list.older();
  expect(shown(list)).toBe('jihgfedcb');
});

test('[SYNC-4] an answer that may no longer be seen goes from the middle of the first page', async () => {
  const list = await listOf(1);
  left = left.filter((id) => id !== 'h');
  await list.load();
  expect(shown(list)).toBe('igf');
});

test('[SYNC-4] it goes from an older page as well, and from a view that ends before it', async () => {
  const list = await listOf(3);
  left = left.filter((id) => id !== 'e' && id !== 'a');
  await list.load();
  expect([shown(list), list.more]).toEqual(['ihgfdcb', false]);
  left = ['i'];
  await list.load();
  expect([shown(list), list.more]).toEqual(['i', false]);
});

test('[SYNC-4] where an older page has no answer it is left out rather than shown as it was', async () => {
  const list = await listOf(2);
  left = left.filter((id) => id !== 'e');
  isSilent = (path) => path.includes('before');
  await list.load();
  expect([shown(list), list.more, list.refusal]).toEqual(['ihg', true, 'unreachable']);
  isSilent = () => false;
  await list.load();
  expect([shown(list), list.refusal]).toEqual(['ihgfdc', null]);
});

test('an answer that left anew between two questions stands once', async () => {
  const list = await listOf(1);
  left = ['i', 'h', 'g', 'f', 'e'];
  const told = pageAt('/api/outbox?before=g');
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response(JSON.stringify({ ...told, replies: [sent('h'), ...told.replies] })),
    ),
  );
  await list.older();
  expect(shown(list)).toBe('ihgfe');
});
