import type { TicketWords } from '@vigie/shared/access/see';
import type { Handover } from '@vigie/shared/handover/handover';
import type { Person } from '@vigie/shared/people/person';
import type { RosterContents } from '../roster/roster-contents.ts';
import type { RoomState } from '@vigie/shared/room/room';
import type { MeasuredEpisode } from '@vigie/shared/metrics/measured-episode';
import type { Ticket } from '@vigie/shared/ticket/ticket';

/** A mark of the shift under its id: a citizen's mail that came. */
export interface ArrivalMark {
  readonly id: string;
  readonly at: number;
}

/** A mark of the shift under its id: an answer that left, and whose. */
export interface AnswerMark extends ArrivalMark {
  readonly by: string;
}

/** All that the live view is made of, as of one `seq`: what a start reads from the database. */
export interface RoomContents {
  readonly seq: number;
  /** The open ones; settled tickets leave the screens. */
  readonly tickets: Iterable<{ readonly ticket: Ticket; readonly words: TicketWords }>;
  readonly people: Iterable<Person>;
  readonly room: RoomState;
  /** Sheets of reliefs that every screen shows: those pending, and the last sealed. */
  readonly handovers: Iterable<Handover>;
  /** Words of the instruction in force. */
  readonly instructionText: string;
  /** Clocks of all tickets, settled ones included, that `staysInRoom` keeps; more do no harm. */
  readonly episodes: Iterable<MeasuredEpisode>;
  readonly answers: Iterable<AnswerMark>;
  readonly arrivals: Iterable<ArrivalMark>;
  /** Null where nobody asks who is on duty: then the view has no marks of it. */
  readonly roster: RosterContents | null;
}

/** The state of the fold without anybody's words and without the roster (LOG-4, TIME-2). */
export interface FoldContents {
  readonly tickets: readonly Ticket[];
  readonly people: readonly Person[];
  readonly room: RoomState;
  readonly handovers: readonly Handover[];
  readonly episodes: readonly MeasuredEpisode[];
  readonly answers: readonly AnswerMark[];
  readonly arrivals: readonly ArrivalMark[];
}

/** A clock stays on the screens while it runs, and until the shift in which it ended is over. */
export function episodeStays(
  { endedAt }: Pick<MeasuredEpisode, 'endedAt'>,
  shiftStartMs: number,
): boolean {
  return endedAt === null || endedAt >= shiftStartMs;
}

/** An answer or an arrival stays on the screens until its shift is over. */
export function markStays({ at }: ArrivalMark, shiftStartMs: number): boolean {
  return at >= shiftStartMs;
}

/** A sheet stays on the screens while it is pending, and the last one that was sealed. */
export function sheetStays(sheet: Handover, all: Iterable<Handover>): boolean {
  if (sheet.state !== 'sealed') return sheet.state !== 'lapsed';
  return ![...all].some(({ state, reliefAt }) => state === 'sealed' && reliefAt > sheet.reliefAt);
}
