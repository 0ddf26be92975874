import { supervises, type Actor } from '@vigie/shared/access/actor';
import type { Act, Thing } from '@vigie/shared/access/may';
import type { ReplyState } from '@vigie/shared/ticket/ticket';
import type { Command } from '@vigie/shared/wire/command';

/** What a person decides about an answer that has not certainly left. */
export type ReplyAct = 'withdraw' | 'edit-again' | 'was-sent' | 'was-not-sent';

/** An answer as a ticket and the outbox know it. */
export interface StandingReply {
  readonly ticketId: string;
  readonly replyId: string;
  readonly state: ReplyState;
  readonly by: string | null;
  readonly restricted: boolean;
}

/** Whoever looks at it. */
export interface ReplyViewer {
  readonly id: string;
  readonly actor: Actor | null;
  readonly may: (act: Act, thing?: Thing) => boolean;
}

/** The acts that are open to this viewer, on whatever screen it is shown (MAIL-8, MAIL-9). */
export function replyActs(reply: StandingReply, viewer: ReplyViewer): readonly ReplyAct[] {
  const withdraws = reply.by === viewer.id || (viewer.actor !== null && supervises(viewer.actor));
  const settles = viewer.may('settle-reply', { restricted: reply.restricted });
  if (reply.state === 'queued') return withdraws ? ['withdraw'] : [];
  if (reply.state === 'failed') return withdraws || settles ? ['edit-again'] : [];
  return reply.state === 'uncertain' && settles ? ['was-sent', 'was-not-sent'] : [];
}

/** The command that an act is. Who may not withdraw a refused answer says that it never left: the same end. */
export function replyCommand(act: ReplyAct, reply: StandingReply, viewer: ReplyViewer): Command {
  const { ticketId, replyId } = reply;
  if (act === 'was-sent' || act === 'was-not-sent') {
    const verdict = act === 'was-sent' ? 'sent' : 'not-sent';
    return { type: 'settle-reply', ticketId, replyId, verdict };
  }
  const settles = viewer.may('settle-reply', { restricted: reply.restricted });
  return act === 'edit-again' && settles
    ? { type: 'settle-reply', ticketId, replyId, verdict: 'not-sent' }
    : { type: 'withdraw-reply', ticketId, replyId };
}
