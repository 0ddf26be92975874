import type { Key } from '@vigie/db/event-log';
import type { HandoverTextRow, Writes } from '@vigie/db/writes';
import type { HandoverCommand } from '@vigie/shared/handover/command';
import { decideHandover } from '@vigie/shared/handover/decide';
import { onCallFor, rosteredFor } from '@vigie/shared/handover/duty';
import type { Handover } from '@vigie/shared/handover/handover';
import { mergeWords } from '@vigie/shared/handover/merge-words';
import { noteItem, restrictedPart, ticketOfItem } from '@vigie/shared/handover/parts';
import type { Pass } from '@vigie/shared/handover/pass';
import { handoverIdOf, nextRelief } from '@vigie/shared/handover/relief';
import { refuse } from '@vigie/shared/ticket/decision';
import { keptFieldId } from '../handover/kept-fields.ts';
import type { HandoverMeans } from '../handover/means.ts';
import type { Asking, CommandOf, Deliberation, Judgement, Plan, Told } from './plan.ts';
import { wordsRow } from './words-of.ts';

export type SheetCommand = CommandOf<
  | 'open-handover'
  | 'write-handover-field'
  | 'add-handover-item'
  | 'remove-handover-item'
  | 'review-handover-item'
  | 'plan-pass'
  | 'withdraw-proposal'
  | 'take-handover-item'
>;

/** Reads what somebody does to a sheet, its signatures apart (HAND-1, HAND-2). */
export function interpretHandover(
  command: SheetCommand,
  asking: Asking,
  means: HandoverMeans,
): Plan {
  switch (command.type) {
    case 'open-handover':
      return open(asking, means);
    case 'write-handover-field':
      return write(command, asking, means);
    case 'add-handover-item':
      return add(command, asking, means);
    case 'remove-handover-item':
    case 'review-handover-item':
      return onSheet({ means, ...place(command, means), command: () => command });
    case 'plan-pass':
      return planPass(command, asking, means);
    case 'withdraw-proposal':
      return onSheet({ means, ...place(command, means), command: () => command });
    case 'take-handover-item':
      return take(command, means);
  }
}

function open({ at }: Asking, means: HandoverMeans): Plan {
  const relief = nextRelief(means.cycle, at);
  const handoverId = handoverIdOf(relief);
  return onSheet({
    means,
    handoverId,
    about: null,
    command: () => ({ type: 'open-handover', relief }),
    told: { handoverId },
  });
}

/** Two who type at once are merged in the transaction that saves: nothing acknowledged is overwritten (HAND-1). */
function write(
  command: CommandOf<'write-handover-field'>,
  { by, at }: Asking,
  means: HandoverMeans,
): Plan {
  const { handoverId, item, field, base, text } = command;
  const saved = ({ loaded }: Deliberation): HandoverTextRow => {
    const { current, base: was } = loaded.handoverField();
    const merged = current ? mergeWords(was ?? '', current.text, text) : text;
    const revision = (current?.revision ?? 0) + 1;
    return { handoverId, item, field, revision, text: merged, by, at };
  };
  return {
    ...onSheet({
      means,
      ...place(command, means),
      keys: [{ kind: 'handover-field', handoverId, item, field, base }],
      command: () => ({ type: 'write-handover-field', item }),
      writes: (now) => ({ handoverText: saved(now) }),
      told: (now) => ({ revision: saved(now).revision }),
    }),
    words: { ticketId: null, text, keptAs: keptFieldId(command, by) },
  };
}

function add(
  { handoverId, part, aboutTicketId }: CommandOf<'add-handover-item'>,
  { newId }: Asking,
  means: HandoverMeans,
): Plan {
  const itemId = newId();
  return onSheet({
    means,
    handoverId,
    about: { ticketId: aboutTicketId, restricted: part === restrictedPart },
    command: () => ({ type: 'add-handover-item', itemId, part, ticketId: aboutTicketId }),
    told: { itemId: noteItem(itemId) },
  });
}

function planPass(
  { handoverId, ticketId, pass }: CommandOf<'plan-pass'>,
  asking: Asking,
  means: HandoverMeans,
): Plan {
  const { planned, writes } = passWithReason(ticketId, pass, asking);
  return onSheet({
    means,
    handoverId,
    about: { ticketId, restricted: false },
    // Of a line whose ticket was merged since, what is held is where it goes on.
    command: ({ loaded }) => ({
      ...{ type: 'plan-pass', pass: planned },
      ticketId: loaded.heir(ticketId)?.id ?? ticketId,
    }),
    writes: () => writes,
  });
}

/** What was said of a lock, the words of its reason apart (LOG-4). */
export function passWithReason(
  ticketId: string,
  pass: CommandOf<'plan-pass'>['pass'],
  asking: Asking,
): { readonly planned: Pass | null; readonly writes: Writes } {
  if (pass?.kind !== 'stays') return { planned: pass, writes: {} };
  const row = wordsRow(asking, 'reason', ticketId, pass.reason);
  const planned: Pass = { kind: 'stays', until: pass.until, reasonId: row.id };
  return { planned, writes: { words: [row] } };
}

function take(command: CommandOf<'take-handover-item'>, means: HandoverMeans): Plan {
  const { handoverId, item, done } = command;
  const frozen = means.find(handoverId)?.proposal?.items.find(({ key }) => key === item);
  return onSheet({
    means,
    handoverId,
    about: { ticketId: null, restricted: frozen?.restricted ?? false },
    command: ({ actor, loaded }) => {
      const incoming = loaded.handover(handoverId)?.incoming;
      const placed = incoming ? means.place([incoming], loaded.staff()) : [];
      const team = incoming
        ? [...rosteredFor(incoming, placed), ...onCallFor(incoming, placed)]
        : [];
      const takesOver = team.some(({ id }) => id === actor.id);
      return { type: 'take-handover-item', item, done, takesOver };
    },
  });
}

/** What a command is about, where that may be restricted. */
interface About {
  readonly ticketId: string | null;
  readonly restricted: boolean;
}

interface OnSheet {
  readonly means: HandoverMeans;
  readonly handoverId: string;
  readonly about: About | null;
  readonly keys?: readonly Key[];
  readonly command: (now: Deliberation) => HandoverCommand;
  readonly writes?: (now: Deliberation) => Writes;
  readonly told?: Told | ((now: Deliberation) => Told);
}

function place(
  command: { readonly handoverId: string; readonly item?: string },
  means: HandoverMeans,
): Pick<OnSheet, 'handoverId' | 'about'> {
  const { handoverId, item } = command;
  const about = item === undefined ? null : aboutOf(item, means.find(handoverId));
  return { handoverId, about };
}

function aboutOf(item: string, handover: Handover | null): About {
  const line = handover?.added.find(({ id }) => noteItem(id) === item);
  if (!line) return { ticketId: ticketOfItem(item), restricted: false };
  return { ticketId: line.ticketId, restricted: line.part === restrictedPart };
}

/** The plan of an act on one sheet; what it is about, or what that goes on in, is looked up in the same transaction. */
function onSheet({
  means,
  handoverId,
  about,
  keys = [],
  command,
  writes,
  told = {},
}: OnSheet): Plan {
  const ticketId = about?.ticketId ?? null;
  const onTicket: Key[] = ticketId === null ? [] : [{ kind: 'heir', id: ticketId }];
  return {
    keys: [{ kind: 'handover', id: handoverId }, { kind: 'staff' }, ...onTicket, ...keys],
    judge: (now): Judgement => {
      const ticket = ticketId === null ? null : now.loaded.heir(ticketId);
      const handover = now.loaded.handover(handoverId);
      if (ticketId !== null && handover && !ticket) return refuse('not-found');
      const restricted = about?.restricted === true || ticket?.restricted === true;
      const shifts = handover ? [handover.outgoing, handover.incoming] : means.next(now.at);
      const staff = means.place(shifts, now.loaded.staff());
      const decision = decideHandover(handover, command(now), { ...now, staff, restricted });
      if (!decision.ok) return decision;
      const { events } = decision;
      return {
        ok: true,
        appends: events.length ? [{ stream: 'handover', id: handoverId, events }] : [],
        writes: writes?.(now) ?? {},
        tell: () => (typeof told === 'function' ? told(now) : told),
      };
    },
  };
}
