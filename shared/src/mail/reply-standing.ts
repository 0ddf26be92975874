import type { ReplyState } from '../ticket/ticket.ts';

/** Where an answer stands on its way, as people tell it (MAIL-8); one that was withdrawn is a draft again. */
export const replyStandings = [
  'waiting',
  'sending',
  'retrying',
  'uncertain',
  'refused',
  'sent',
  'bounced',
] as const;
export type ReplyStanding = (typeof replyStandings)[number];

interface OnItsWay {
  readonly state: ReplyState;
  /** How often it was handed over so far. */
  readonly attempts: number;
  /** True once the recipient's side gave it back. */
  readonly bounced: boolean;
}

/** The one word for an answer's state, attempts and return; null where nothing is left to send (MAIL-8, MAIL-9). */
export function replyStanding({ state, attempts, bounced }: OnItsWay): ReplyStanding | null {
  switch (state) {
    case 'queued':
      return attempts > 0 ? 'retrying' : 'waiting';
    case 'failed':
      return 'refused';
    case 'sent':
      return bounced ? 'bounced' : 'sent';
    case 'withdrawn':
      return null;
    case 'sending':
    case 'uncertain':
      return state;
  }
}
