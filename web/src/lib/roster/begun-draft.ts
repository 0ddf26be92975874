import type { Candidate, RosterRow } from '@vigie/shared/wire/roster';
import { emptyDraft, type EntryDraft, type EntryKind } from './entry-draft.ts';

/** What is entered from a cell of somebody's row, as far as the cell says it. */
export function draftOn(kind: EntryKind, row: RosterRow, date: string): EntryDraft {
  const draft = emptyDraft(kind, row.id, date);
  const duty = row.cells.find((cell) => cell.date === date)?.duties[0];
  // Whoever changes teams stays there, unless told otherwise.
  if (kind === 'posting') return { ...draft, to: '', teamId: row.teamId ?? '' };
  if (kind !== 'replacement') return { ...draft, shiftId: duty?.teamId ? duty.shiftId : '' };
  // Whoever is absent is replaced; the one to come is still to be chosen.
  const shiftId = row.teamId ? `${row.teamId}:${date}` : '';
  return { ...draft, personId: '', otherId: row.id, shiftId };
}

/** What a candidate for a hole would do, to be entered with the exemption that it needs (ROST-3). */
export function draftOf({ command, personId }: Candidate): EntryDraft {
  const { shiftId } = command;
  const date = shiftId.slice(shiftId.lastIndexOf(':') + 1);
  return command.type === 'order-replacement'
    ? { ...emptyDraft('replacement', personId, date), otherId: command.replaces, shiftId }
    : { ...emptyDraft('recall', personId, date), otherId: '', shiftId };
}
