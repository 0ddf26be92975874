import type { Recorded } from '../ticket/events.ts';
import { isOpen } from '../ticket/select.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** What concerns the whole room rather than one ticket or person. */
export type RoomEvent =
  | { readonly type: 'instruction-posted'; readonly instructionId: string }
  | { readonly type: 'instruction-withdrawn' }
  | { readonly type: 'shift-began'; readonly shiftId: string; readonly startMs: number }
  /** A signed relief: from here on this shift answers for every open ticket (HAND-2). */
  | {
      readonly type: 'responsibility-passed';
      readonly from: string | null;
      readonly shiftId: string;
      readonly leadId: string;
      readonly handoverId: string;
    }
  /** A screen that only watches was made, let in, or taken out of service; walls themselves stand apart. */
  | { readonly type: 'wall-made' | 'wall-enrolled' | 'wall-revoked'; readonly wallId: string };

/** The shift that answers for every open ticket, and who signed for it. */
export interface Responsibility {
  readonly shiftId: string;
  readonly since: number;
  readonly leadId: string | null;
  /** The sheet by which it came; null before the first signed relief: then the clock alone says which. */
  readonly handoverId: string | null;
}

/** The room's own state: the instruction in force, and the shift whose figures are shown. */
export interface RoomState {
  readonly instruction: { readonly id: string; readonly by: string; readonly at: number } | null;
  readonly shift: { readonly id: string; readonly startMs: number } | null;
  /** One field for all tickets: each open one has one responsible shift at every instant (HAND-2). */
  readonly responsibility: Responsibility | null;
  readonly seq: number;
}

export const emptyRoom: RoomState = {
  instruction: null,
  shift: null,
  responsibility: null,
  seq: 0,
};

/** The room is one stream of its own. */
export const roomStreamId = 'room';

/** Folds one event into the room's state. */
export function evolveRoom(room: RoomState, recorded: Recorded<RoomEvent>): RoomState {
  const { event, seq, at, by } = recorded;
  switch (event.type) {
    case 'instruction-posted':
      return { ...room, instruction: { id: event.instructionId, by, at }, seq };
    case 'instruction-withdrawn':
      return { ...room, instruction: null, seq };
    case 'shift-began':
      return began({ ...room, seq }, event, at);
    case 'wall-made':
    case 'wall-enrolled':
    case 'wall-revoked':
      return { ...room, seq };
    case 'responsibility-passed': {
      const { shiftId, leadId, handoverId } = event;
      return { ...room, responsibility: { shiftId, since: at, leadId, handoverId }, seq };
    }
  }
}

/** Until a relief has been signed in this log, responsibility goes with the clock; after that by signatures alone. */
function began(
  room: RoomState,
  { shiftId, startMs }: Extract<RoomEvent, { type: 'shift-began' }>,
  at: number,
): RoomState {
  const byClock = { shiftId, since: at, leadId: null, handoverId: null };
  const responsibility = room.responsibility?.handoverId ? room.responsibility : byClock;
  return { ...room, shift: { id: shiftId, startMs }, responsibility };
}

/** The shift that answers for a ticket; null where the ticket is settled, or nobody was ever on duty. */
export function responsibleShift(
  { responsibility }: Pick<RoomState, 'responsibility'>,
  ticket: Pick<Ticket, 'status'>,
): string | null {
  return isOpen(ticket) ? (responsibility?.shiftId ?? null) : null;
}
