import type { Act, Thing } from '@vigie/shared/access/may';
import type { RosterCell } from '@vigie/shared/wire/roster';
import { entryKinds, type EntryKind } from './entry-draft.ts';

/** Whose roster an entry would be about. */
export interface EntrySubject {
  readonly id: string;
  readonly teamId: string | null;
}

type May = (act: Act, thing?: Thing) => boolean;

/** What the viewer may enter for somebody, by the rule that the server uses (ACCESS-1). A swap is one's own. */
export function entriesFor(may: May, you: string, subject: EntrySubject | null): EntryKind[] {
  return entryKinds.filter((kind) => mayEnter(kind, may, you, subject));
}

/** Of these, what makes sense on a date as it stands, the likeliest first: a gap wants a replacement. */
export function fitting(kinds: readonly EntryKind[], cell: RosterCell | undefined): EntryKind[] {
  const order = orderOf(cell);
  return order.filter((kind) => kinds.includes(kind));
}

function orderOf(cell: RosterCell | undefined): readonly EntryKind[] {
  if (cell?.duties.length) return ['absence', 'late', 'early-leave', 'swap', 'extra', 'posting'];
  if (cell?.absence?.missed) return ['replacement', 'absence', 'posting'];
  return ['absence', 'recall', 'extra', 'posting'];
}

function mayEnter(kind: EntryKind, may: May, you: string, subject: EntrySubject | null): boolean {
  const about: Thing = subject ? { personId: subject.id, teamId: subject.teamId } : {};
  switch (kind) {
    case 'absence':
      return may('enter-absence', about) || may('enter-absence', { ...about, fact: true });
    case 'late':
      return may('note-late-arrival', { ...about, fact: true });
    case 'early-leave':
      return may('note-early-leave', { ...about, fact: true });
    case 'replacement':
      return may('order-replacement', about);
    case 'recall':
      return may('order-recall', about);
    case 'extra':
      return may('order-extra-shift', about);
    case 'posting':
      return may('post-person', about);
    case 'swap':
      return (subject === null || subject.id === you) && may('ask-swap');
  }
}
