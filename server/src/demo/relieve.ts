import type { HandoverMark, Sheet, SheetItem } from '@vigie/shared/wire/handover';
import type { Session } from '@vigie/shared/wire/session';
import type { Command } from '@vigie/shared/wire/command';
import type { Clock } from '../clock.ts';
import type { Screen } from './work-on.ts';

interface Reliever {
  readonly screen: Pick<Screen, 'view' | 'sheet' | 'command'>;
  readonly clock: Clock;
  readonly password: string;
}

/** The stretch in which both shifts are there. */
const overlapMs = 8 * 60_000;
const synthesis = 'Relève reprise point par point, rien à ajouter.';

/**
 * Does what a relief asks of somebody at this moment (HAND-2): who signs for a shift says where locks
 * go and signs, a cleared colleague sees to restricted matters. A lead who is there signs themselves:
 * then nobody else is asked. True when something was done.
 */
export async function relieve({ you }: Session, reliever: Reliever): Promise<boolean> {
  const marks = Object.values(reliever.screen.view.handovers);
  const due = marks.find((mark) => concerns(mark, you, reliever.clock.now()));
  const sheet = due ? await reliever.screen.sheet(due.id) : null;
  if (!sheet) return false;
  const acts = actsOn(sheet, you, reliever.password);
  for (const act of acts) await reliever.screen.command(act);
  return acts.length > 0;
}

function concerns(
  { state, outgoing, incoming, reliefAt }: HandoverMark,
  { teamId }: Session['you'],
  now: number,
): boolean {
  if (state === 'draft') return outgoing.teamId === teamId && now >= reliefAt - overlapMs;
  return state === 'proposed' && [outgoing.teamId, incoming.teamId].includes(teamId ?? '');
}

/** What comes next on this sheet for this person; nothing where it is somebody else's turn. */
function actsOn(sheet: Sheet, you: Session['you'], password: string): Command[] {
  const { id: handoverId, state, signatories } = sheet;
  const side = state === 'draft' ? signatories.outgoing : signatories.incoming;
  const signs = side?.personId === you.id;
  const cleared = you.clearances.includes('violence');
  const passes = sheet.orphans.filter(({ number }) => number !== '' && (signs || cleared));
  if (passes.length) return passes.map((orphan) => passOf(handoverId, orphan));
  if (state === 'draft')
    return signs ? [{ type: 'propose-handover', handoverId, signature: { password } }] : [];
  const shown = sheet.parts.filter(({ n, withheld }) => n < 10 && !withheld);
  const items = shown.flatMap((part) => part.items);
  const mine = items.filter((item) => item.taken === null && (item.restricted ? cleared : signs));
  if (mine.length && sheet.incoming.teamId === you.teamId) {
    return mine.map(({ key }) => ({
      type: 'take-handover-item',
      handoverId,
      item: key,
      done: true,
    }));
  }
  return signs ? accepting(sheet, items, password) : [];
}

function accepting(
  { id: handoverId, parts, taken }: Sheet,
  items: readonly SheetItem[],
  password: string,
): Command[] {
  const own = parts.at(-1)?.items[0]?.fields.synthesis;
  if (!own?.text) {
    const field = { item: 'receiver', field: 'synthesis', text: synthesis, base: 0 } as const;
    return [{ type: 'write-handover-field', handoverId, ...field }];
  }
  // Restricted items are waited for until a cleared colleague has taken them.
  const isReady = items.length > 0 && taken.done === taken.total;
  return isReady ? [{ type: 'accept-handover', handoverId, signature: { password } }] : [];
}

function passOf(handoverId: string, { ticketId, suggestions }: Sheet['orphans'][number]): Command {
  const receiver = suggestions.find(({ present }) => present);
  const pass = receiver
    ? ({ kind: 'person', personId: receiver.personId } as const)
    : ({ kind: 'queue' } as const);
  return { type: 'plan-pass', handoverId, ticketId, pass };
}
