/**
 * The ten parts of a handover sheet (domain: "Handover"), by number: 1 shift and staff, 2 open P0 and
 * P1, 3 the other locks held, 4 overdue and at risk, 5 answers awaited from outside, 6 instructions,
 * 7 bursts, repeat senders and threats, 8 faults, 9 restricted matters, 10 the receiver's synthesis.
 */
export const partNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type PartNumber = (typeof partNumbers)[number];

/** Shown to the cleared only, left out of a print for the others. */
export const restrictedPart = 9;
/** Written by who takes over, up to their signature. */
export const receiverPart = 10;

/** Parts to which people add what the machine cannot know. */
export const manualParts = [1, 5, 6, 7, 8, 9] as const;
export type ManualPart = (typeof manualParts)[number];

/** SAED: situation, antécédents, évaluation, demande; then what follows. */
const ticketFields = [
  'situation',
  'background',
  'assessment',
  'request',
  'next-step',
  'deadline',
  'if-then',
] as const;

/** What a line added by hand says; `whom` and `deadline` are for answers awaited from outside (part 5). */
const noteFields = ['text', 'whom', 'deadline'] as const;

/** What who takes over writes in their own words; the synthesis is required (HAND-2). */
export const receiverFields = ['synthesis', 'questions'] as const;

export const sheetFields = [...ticketFields, 'text', 'whom', ...receiverFields] as const;
export type SheetField = (typeof sheetFields)[number];

/** The item that stands for the whole of part 10. */
export const receiverItem = 'receiver';

/** The key of the item that stands for a ticket, wherever on the sheet it is shown. */
export function ticketItem(ticketId: string): string {
  return `ticket:${ticketId}`;
}

/** The ticket that an item stands for; null for every other item. */
export function ticketOfItem(item: string): string | null {
  return item.startsWith('ticket:') ? item.slice('ticket:'.length) : null;
}

/** The key of a line that somebody added. */
export function noteItem(noteId: string): string {
  return `note:${noteId}`;
}

/** True of the key of a line that somebody added, whether or not it still stands. */
export function isNote(item: string): boolean {
  return item.startsWith(noteItem(''));
}

/** The fields that an item of this key has; none for a fact of the machine. */
export function fieldsOf(item: string): readonly SheetField[] {
  if (item === receiverItem) return receiverFields;
  if (item.startsWith('ticket:')) return ticketFields;
  return isNote(item) ? noteFields : [];
}
