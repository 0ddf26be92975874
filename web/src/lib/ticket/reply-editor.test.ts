import { categories } from '@vigie/shared/triage/categories';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Command } from '@vigie/shared/wire/command';
import { DraftKeeper } from '#lib/draft/draft-keeper.svelte.ts';
import { DraftShelf } from '#lib/draft/draft-shelf.ts';
import type { Outcome } from '#lib/live/commander.svelte.ts';
import { greeting, ReplyEditor } from './reply-editor.svelte.ts';
import { lockOf, ticketCard } from './testing/ticket-card.ts';

const timers = { set: () => 0, clear: () => undefined, now: () => 0 };
const card = ticketCard('t1', { status: 'claimed', lock: lockOf('ana', 7) });

function editorThatGets(outcome: Outcome) {
  const give = vi.fn<(command: Command) => Promise<Outcome>>(() => Promise.resolve(outcome));
  const keeper = new DraftKeeper({
    ticketId: 't1',
    me: 'ana',
    shelf: new DraftShelf(null, 'ana'),
    save: () => Promise.resolve(outcome),
    timers,
  });
  return { editor: new ReplyEditor({ keeper, give }), give };
}

const taken: Outcome = { ok: true, seq: 9 };
const stale: Outcome = { ok: false, refusal: 'stale-token', message: '' };

test('an untouched answer greets, and is empty', () => {
  const { editor } = editorThatGets(taken);
  expect(editor.text).toBe(greeting);
  expect(editor.isEmpty).toBe(true);
});

test('a greeting that was deleted does not come back by itself', () => {
  const { editor } = editorThatGets(taken);
  editor.type('');
  expect(editor.text).toBe('');
});

test('[LOCK-3] an answer shows the token of its lock', async () => {
  const { editor, give } = editorThatGets(taken);
  editor.type('Bonjour');
  await editor.send(card, 'wait', null);
  expect(give).toHaveBeenCalledWith(
    expect.objectContaining({ type: 'send-reply', token: 7, text: 'Bonjour', then: 'wait' }),
  );
});

test('[LOCK-3] what is refused stays as it was typed, whatever it was, and says why', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
      const { editor } = editorThatGets(stale);
      editor.type(text);
      await editor.send(card, 'close', null);
      expect([editor.text, editor.refusal]).toEqual([text, 'stale-token']);
    }),
  );
});

test('an answer that was taken makes room for the next', async () => {
  const { editor } = editorThatGets(taken);
  editor.type('Bonjour');
  await editor.send(card, 'close', null);
  expect([editor.text, editor.refusal]).toEqual([greeting, null]);
});

test('an orientation stands on lines of its own, and is named in the answer', async () => {
  const { editor, give } = editorThatGets(taken);
  editor.type('Voici :');
  vi.stubGlobal('requestAnimationFrame', () => 0);
  editor.orient('perdu', categories.perdu.orientation);
  vi.unstubAllGlobals();
  expect(editor.text).toBe('Voici :\n\n- Service des objets trouvés de la mairie\n');
  await editor.send(card, 'close', null);
  expect(give).toHaveBeenCalledWith(expect.objectContaining({ orientation: 'perdu' }));
});

test('[MAIL-8] a second click while the first is on its way sends nothing twice', async () => {
  const { editor, give } = editorThatGets(taken);
  editor.type('Bonjour');
  await Promise.all([editor.send(card, 'close', null), editor.send(card, 'close', null)]);
  expect(give).toHaveBeenCalledTimes(1);
});
