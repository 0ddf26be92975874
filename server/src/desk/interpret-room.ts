import { may } from '@vigie/shared/access/may';
import { roomStreamId, type RoomEvent } from '@vigie/shared/room/room';
import { refuse } from '@vigie/shared/ticket/decision';
import type { Asking, CommandOf, Deliberation, Judgement, Plan } from './plan.ts';
import { wordsRow } from './words-of.ts';

/** Reads an instruction to all screens, or its end. */
export function interpretRoom({ text }: CommandOf<'post-instruction'>, asking: Asking): Plan {
  return {
    keys: [{ kind: 'room' }],
    judge: (now) => {
      if (!may(now.actor, 'post-instruction')) return refuse('not-allowed');
      return text === null ? withdraw(now) : post(text, asking);
    },
  };
}

function post(text: string, asking: Asking): Judgement {
  const row = wordsRow(asking, 'instruction', null, text);
  return inRoom({ type: 'instruction-posted', instructionId: row.id }, { words: [row] });
}

function withdraw({ loaded }: Deliberation): Judgement {
  if (!loaded.room().instruction) return refuse('unchanged');
  return inRoom({ type: 'instruction-withdrawn' }, {});
}

function inRoom(event: RoomEvent, writes: Extract<Judgement, { ok: true }>['writes']): Judgement {
  const appends = [{ stream: 'room', id: roomStreamId, events: [event] }] as const;
  return { ok: true, appends, writes, tell: () => ({}) };
}
