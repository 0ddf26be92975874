import type { Sheet } from '@vigie/shared/wire/handover';
import type { SessionStore } from '#lib/session/session-store.svelte.ts';

/** What the person at this screen may do on a sheet in its present state (ACCESS-1). */
export interface SheetRole {
  /** Signs for the shift that leaves, or for the one that takes over. */
  readonly leaves: boolean;
  readonly takesOver: boolean;
  readonly mayWrite: boolean;
  readonly mayReview: boolean;
  readonly mayPlan: boolean;
  readonly mayTake: boolean;
  readonly mayPropose: boolean;
  readonly mayWithdraw: boolean;
  readonly mayAccept: boolean;
  readonly mayAdd: boolean;
  readonly mayAmend: boolean;
}

/** The same answers as the server's judge gives, so that no button is shown in vain. */
export function roleOn(sheet: Sheet, session: Pick<SessionStore, 'may' | 'you'>): SheetRole {
  const { state, signatories } = sheet;
  const me = session.you.id;
  const leaves = signatories.outgoing?.personId === me;
  const takesOver = signatories.incoming?.personId === me;
  const signs = { signs: leaves || takesOver };
  const [isDraft, isProposed] = [state === 'draft', state === 'proposed'];
  return {
    leaves,
    takesOver,
    mayWrite: isDraft && session.may('write-handover-field', signs),
    mayReview: isDraft && session.may('review-handover-item', signs),
    mayPlan: (isDraft || isProposed) && session.may('plan-pass', signs),
    mayTake: isProposed && session.may('take-handover-item', { signs: takesOver }),
    mayPropose: isDraft && session.may('propose-handover', { signs: leaves }),
    mayWithdraw: isProposed && session.may('withdraw-proposal', { signs: leaves }),
    mayAccept: isProposed && session.may('accept-handover', { signs: takesOver }),
    mayAdd: isDraft && session.may('add-handover-item', signs),
    mayAmend: state === 'sealed' && session.may('add-addendum', signs),
  };
}
