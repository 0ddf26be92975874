import type { Recorded } from '../ticket/events.ts';

/** What concerns the whole room rather than one ticket or person. */
export type RoomEvent =
  | { readonly type: 'instruction-posted'; readonly instructionId: string }
  | { readonly type: 'instruction-withdrawn' }
  | { readonly type: 'shift-began'; readonly shiftId: string; readonly startMs: number };

/** The room's own state: the instruction in force, and the shift whose figures are shown. */
export interface RoomState {
  readonly instruction: { readonly id: string; readonly by: string; readonly at: number } | null;
  readonly shift: { readonly id: string; readonly startMs: number } | null;
  readonly seq: number;
}

export const emptyRoom: RoomState = { instruction: null, shift: null, seq: 0 };

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
      return { ...room, shift: { id: event.shiftId, startMs: event.startMs }, seq };
  }
}
