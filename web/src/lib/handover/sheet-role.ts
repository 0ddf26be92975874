import { receiverItem } from '@vigie/shared/handover/parts';
import type { Sheet, SheetItem, SheetPart } from '@vigie/shared/wire/handover';
import type { SessionStore } from '#lib/session/session-store.svelte.ts';

/** What the person at this screen may do to the lines of a part. */
export interface LineRole {
  readonly mayWrite: boolean;
  readonly mayReview: boolean;
  readonly mayPlan: boolean;
  readonly mayTake: boolean;
  readonly mayAdd: boolean;
}

/** What the person at this screen may do on a sheet in its present state (ACCESS-1). */
export interface SheetRole {
  /** The lines of every part but the restricted one. */
  readonly lines: LineRole;
  /** Restricted matters: where the lead is not cleared, a colleague who is writes and takes them (HAND-3). */
  readonly restricted: LineRole;
  /** The receiver's own words. */
  readonly mayReceive: boolean;
  readonly mayPropose: boolean;
  readonly mayWithdraw: boolean;
  readonly mayAccept: boolean;
  readonly mayAmend: boolean;
}

type Asking = Pick<SessionStore, 'may' | 'you'>;

/** The same answers as the server's judge gives, so that no button is shown in vain. */
export function roleOn(sheet: Sheet, session: Asking): SheetRole {
  const { state, signatories } = sheet;
  const me = session.you.id;
  const leaves = signatories.outgoing?.personId === me;
  const takesOver = signatories.incoming?.personId === me;
  const [isDraft, isProposed] = [state === 'draft', state === 'proposed'];
  return {
    lines: linesOf(sheet, session, false),
    restricted: linesOf(sheet, session, true),
    mayReceive: (isDraft || isProposed) && takesOver,
    mayPropose: isDraft && session.may('propose-handover', { signs: leaves }),
    mayWithdraw: isProposed && session.may('withdraw-proposal', { signs: leaves }),
    mayAccept: isProposed && session.may('accept-handover', { signs: takesOver }),
    mayAmend: state === 'sealed' && session.may('add-addendum', { signs: leaves || takesOver }),
  };
}

/** What may be done to the lines of this part; where it is withheld, nothing. */
export function lineRole({ restricted, withheld }: SheetPart, role: SheetRole): LineRole {
  if (withheld) return none;
  return restricted ? role.restricted : role.lines;
}

/** True where words may go into this item's fields now. */
export function mayWriteIn({ key, restricted }: SheetItem, role: SheetRole): boolean {
  if (key === receiverItem) return role.mayReceive;
  return (restricted ? role.restricted : role.lines).mayWrite;
}

/**
 * True where one of these items stands on the sheet and is still to be written in. Words for a line that
 * was signed or taken away meanwhile are kept for their author, and hold up no signature (LOCK-3).
 */
export function mayWriteInAny(keys: readonly string[], { parts }: Sheet, role: SheetRole): boolean {
  const items = parts.flatMap(({ items }) => items);
  return items.some((item) => keys.includes(item.key) && mayWriteIn(item, role));
}

const none: LineRole = {
  ...{ mayWrite: false, mayReview: false, mayPlan: false, mayTake: false, mayAdd: false },
};

function linesOf(sheet: Sheet, session: Asking, restricted: boolean): LineRole {
  const { state, signatories, incoming, onCall } = sheet;
  const { id: me, teamId } = session.you;
  const takesOver = signatories.incoming?.personId === me;
  const thing = { signs: takesOver || signatories.outgoing?.personId === me, restricted };
  const [isDraft, isProposed] = [state === 'draft', state === 'proposed'];
  // Of the colleagues, those of the shift that takes over, or the command that is on call for it now (HAND-3).
  const isOfIncoming =
    takesOver || (restricted && (teamId === incoming.teamId || onCall.includes(me)));
  return {
    mayWrite: isDraft && session.may('write-handover-field', thing),
    mayReview: isDraft && session.may('review-handover-item', thing),
    mayPlan: (isDraft || isProposed) && session.may('plan-pass', thing),
    mayTake:
      isProposed &&
      isOfIncoming &&
      session.may('take-handover-item', { signs: takesOver, restricted }),
    mayAdd: isDraft && session.may('add-handover-item', thing),
  };
}
