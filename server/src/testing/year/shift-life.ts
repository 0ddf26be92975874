import { roomStreamId } from '@vigie/shared/room/room';
import type { Shift } from '@vigie/shared/roster/on-duty';
import type { PersonEvent } from '@vigie/shared/people/person';
import { happens, whole, type Random } from '@vigie/shared/chance/random';
import type { Life } from './agenda.ts';
import type { DutyBoard, Member } from './duty-board.ts';
import type { YearDesk } from './year-desk.ts';

const minute = 60_000;
/** Of the nominal, so many are there (domain: 20 to 25 % are absent on a given day). */
const presence = 0.78;

interface ShiftScene {
  readonly desk: YearDesk;
  readonly board: DutyBoard;
  readonly random: Random;
}

/** A shift begins when the one before it is over; its team signs in, pauses, and signs out. */
export function* shiftLife({ desk, board, random }: ShiftScene, shift: Shift): Life {
  const there = board.team(shift.teamId).filter(() => happens(random, presence));
  for (const member of there) appear(desk, member, 'signed-in');
  yield 8 * minute;
  const event = { type: 'shift-began', shiftId: shift.id, startMs: shift.startMs } as const;
  desk.happen('system', 'begin-shift', { stream: 'room', id: roomStreamId, events: [event] });
  yield whole(random, 150, 240) * minute;
  for (const member of there) appear(desk, member, 'pause-begun');
  yield 20 * minute;
  for (const member of there) appear(desk, member, 'pause-ended');
  yield Math.max(1, shift.endMs - desk.now);
  for (const member of there) appear(desk, member, 'signed-out');
}

function appear(desk: YearDesk, { id }: Member, type: PersonEvent['type']): void {
  // Each of these events has no fields beside its type.
  const event = { type } as PersonEvent;
  desk.happen(id, 'sign-in', { stream: 'person', id, events: [event] });
}
