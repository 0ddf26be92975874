import { m } from '#lib/paraglide/messages.js';
import type { ReplyAct } from '#lib/ticket/reply-acts.ts';

const texts: Readonly<Record<ReplyAct, () => string>> = {
  withdraw: m.act_withdraw,
  'edit-again': m.act_edit_again,
  'was-sent': m.settle_sent,
  'was-not-sent': m.outbox_send_again,
};

/** What the button of an act says in the outbox, from where a doubtful answer is sent again. */
export function replyActText(act: ReplyAct): string {
  return texts[act]();
}
