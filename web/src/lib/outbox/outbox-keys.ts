import type { KeyBinding } from '#lib/keys/keyboard.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ReplyAct } from '#lib/ticket/reply-acts.ts';

/** The keys of the outbox: J and K lead along the answers, the others decide about the one that has the focus. */
export function outboxKeys(onact: (act: ReplyAct, replyId: string) => void): KeyBinding[] {
  const act =
    (...wanted: readonly ReplyAct[]) =>
    () => {
      const replyId = focusedRow()?.dataset['reply'];
      if (replyId !== undefined) for (const one of wanted) onact(one, replyId);
    };
  return [
    { press: 'j', shown: 'J', text: m.outbox_key_next(), act: () => step(1) },
    { press: 'k', shown: 'K', text: m.outbox_key_previous(), act: () => step(-1) },
    { press: 'z', shown: 'Z', text: m.outbox_key_back(), act: act('withdraw', 'edit-again') },
    { press: 'p', shown: 'P', text: m.settle_sent(), act: act('was-sent') },
    { press: 'r', shown: 'R', text: m.outbox_send_again(), act: act('was-not-sent') },
  ];
}

/** Leads the focus to the next answer's ticket; from elsewhere to the first. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-reply]')];
  const at = rows.findIndex((row) => row === focusedRow());
  const row = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  row?.querySelector('a')?.focus();
}

function focusedRow(): HTMLElement | null {
  const row = document.activeElement?.closest('[data-reply]');
  return row instanceof HTMLElement ? row : null;
}
