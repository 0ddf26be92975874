import type { TicketWords } from '../access/see.ts';
import type { RoomState } from '../room/room.ts';
import type { AnswerSheetChange } from '../settings/answer-sheets.ts';
import type { Settings } from '../settings/settings.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Heartbeat } from '../wire/delta.ts';
import type { Handover } from './handover.ts';
import type { Placed } from './placed.ts';
import type { SheetField } from './parts.ts';

/** A field as it was last saved. */
export interface StoredField {
  readonly item: string;
  readonly field: SheetField;
  readonly text: string;
  readonly revision: number;
  readonly by: string;
  readonly at: number;
}

/** How many mails came in an hour, beside what is usual at that hour. */
export interface HourOfMail {
  readonly hourStart: number;
  readonly received: number;
  readonly usual: number;
}

/** A ticket with the words that lists show of it. */
export interface SheetTicketSource {
  readonly ticket: Ticket;
  readonly words: TicketWords;
}

/** All that a sheet is compiled from, at one instant (HAND-1). */
export interface SheetSource {
  readonly at: number;
  readonly handover: Handover;
  /** Every open ticket. */
  readonly tickets: readonly SheetTicketSource[];
  /** As the roster places them on the shifts of this relief. */
  readonly people: readonly Placed[];
  readonly room: RoomState;
  readonly instructionText: string;
  /** What became of answer sheets since the last relief. */
  readonly answerSheets: readonly AnswerSheetChange[];
  readonly settings: Settings;
  readonly fields: readonly StoredField[];
  /** Words behind the passes that stay, by their ids. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Tickets in which words are being typed, or stand. */
  readonly drafted: ReadonlySet<string>;
  readonly hours: readonly HourOfMail[];
  readonly health: Pick<Heartbeat, 'mailbox' | 'outbox'>;
}
