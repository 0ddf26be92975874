import type { Departure } from '@vigie/shared/roster/override';
import type { Command } from '@vigie/shared/wire/command';

/** The commands that enter one departure from the cycle. */
export type EntryCommand = Extract<
  Command,
  {
    type:
      | 'enter-absence'
      | 'order-replacement'
      | 'order-recall'
      | 'order-extra-shift'
      | 'note-late-arrival'
      | 'note-early-leave'
      | 'ask-swap'
      | 'post-person';
  }
>;

/** What a command enters into the roster; whoever asks for a swap gives their own shift away (ROST-1). */
export function departureOf(command: EntryCommand, by: string): Departure {
  switch (command.type) {
    case 'enter-absence': {
      const { personId, absence, from, to } = command;
      return { kind: 'absence', personId, absence, from, to };
    }
    case 'order-replacement': {
      const { personId, replaces, shiftId } = command;
      return { kind: 'replacement', personId, replaces, shiftId };
    }
    case 'order-recall':
      return { kind: 'recall', personId: command.personId, shiftId: command.shiftId };
    case 'order-extra-shift': {
      const { personId, teamId, startMs, endMs } = command;
      return { kind: 'extra', personId, teamId, startMs, endMs };
    }
    case 'note-late-arrival': {
      const { personId, shiftId, arrivesMs } = command;
      return { kind: 'late', personId, shiftId, arrivesMs };
    }
    case 'note-early-leave': {
      const { personId, shiftId, leavesMs } = command;
      return { kind: 'early-leave', personId, shiftId, leavesMs };
    }
    case 'ask-swap': {
      const { shiftId, withId, withShiftId } = command;
      return { kind: 'swap', personId: by, shiftId, withId, withShiftId };
    }
    case 'post-person': {
      const { personId, teamId, from, to } = command;
      return { kind: 'posting', personId, teamId, from, to };
    }
  }
}
