import type { Actor } from '../access/actor.ts';
import { may, type Act } from '../access/may.ts';
import { accept, refuse, type Decision } from '../ticket/decision.ts';
import type { HandoverCommand, ReliefCommand } from './command.ts';
import { signatureOf, type Dutiful } from './duty.ts';
import type { HandoverEvent } from './events.ts';
import { reliefAlerts, type Handover } from './handover.ts';
import { fieldsOf, isNote, noteItem, receiverItem } from './parts.ts';

export type HandoverVerdict = Decision<HandoverEvent>;

/** What the judge of a sheet must know besides it. */
export interface SheetCircumstances {
  readonly actor: Actor;
  readonly at: number;
  readonly staff: readonly Dutiful[];
  /** True when the item or ticket that the command names is restricted. */
  readonly restricted: boolean;
}

/**
 * Judges what somebody does to a sheet, its two signatures apart (HAND-1 to 3): parts 1 to 9 are open
 * while it is a draft, the receiver's part and the passes until it is sealed.
 */
export function decideHandover(
  handover: Handover | null,
  command: HandoverCommand,
  now: SheetCircumstances,
): HandoverVerdict {
  if (command.type === 'open-handover') return openBy(handover, command, now);
  if (!handover) {
    // Who may never do this learns that first, whatever exists.
    return may(now.actor, command.type) || mightSign(command.type)
      ? refuse('not-found')
      : refuse('not-allowed');
  }
  const { restricted } = now;
  const signs = signsEither(handover, now);
  if (!may(now.actor, command.type, { signs, restricted })) return refuse('not-allowed');
  switch (command.type) {
    case 'write-handover-field':
      return write(handover, command.item, now);
    case 'add-handover-item': {
      const { itemId, part, ticketId } = command;
      return inDraft(handover, { type: 'handover-item-added', itemId, part, ticketId });
    }
    case 'remove-handover-item':
      return remove(handover, command.item);
    case 'review-handover-item':
      return review(handover, command);
    case 'plan-pass':
      return plan(handover, command);
    case 'withdraw-proposal':
      return withdraw(handover, now);
    case 'take-handover-item':
      return take(handover, command, now);
    case 'add-addendum':
      return addAddendum(handover, command);
  }
}

/** Judges what the relief's clock does: what has been done already, or overtaken, changes nothing (HAND-4). */
export function decideRelief(handover: Handover | null, command: ReliefCommand): HandoverVerdict {
  if (command.type === 'open-handover') return open(handover, command.relief);
  if (!handover) return refuse('not-found');
  if (handover.state !== 'draft' && handover.state !== 'proposed') return refuse('wrong-state');
  const { alert } = command;
  const isOlder = handover.alert !== null && order(alert) <= order(handover.alert);
  return isOlder ? refuse('unchanged') : accept({ type: 'relief-alerted', alert });
}

type Of<T extends HandoverCommand['type']> = Extract<HandoverCommand, { type: T }>;

const signing: readonly Act[] = ['withdraw-proposal', 'take-handover-item'];

function mightSign(type: Act): boolean {
  return signing.includes(type);
}

function order(alert: (typeof reliefAlerts)[number]): number {
  return reliefAlerts.indexOf(alert);
}

function signsEither({ outgoing, incoming }: Handover, now: SheetCircumstances): boolean {
  return [outgoing, incoming].some((shift) => signatureOf(shift, now.staff, now.actor.id) !== null);
}

function openBy(
  handover: Handover | null,
  { relief }: Of<'open-handover'>,
  { actor, staff }: SheetCircumstances,
): HandoverVerdict {
  const signs = [relief.outgoing, relief.incoming].some((shift) =>
    signatureOf(shift, staff, actor.id),
  );
  return may(actor, 'open-handover', { signs }) ? open(handover, relief) : refuse('not-allowed');
}

function open(handover: Handover | null, relief: Of<'open-handover'>['relief']): HandoverVerdict {
  return handover ? refuse('unchanged') : accept({ type: 'handover-opened', ...relief });
}

function inDraft({ state }: Handover, event: HandoverEvent): HandoverVerdict {
  return state === 'draft' ? accept(event) : refuse('wrong-state');
}

function write(
  handover: Handover,
  item: string,
  { actor, staff }: SheetCircumstances,
): HandoverVerdict {
  if (!hasFields(handover, item)) {
    // A line that somebody took away while one typed: the words are kept for their author (LOCK-3).
    return refuse(isNote(item) ? 'line-removed' : 'not-found');
  }
  if (item !== receiverItem) return handover.state === 'draft' ? accept() : refuse('wrong-state');
  if (handover.state !== 'draft' && handover.state !== 'proposed') return refuse('wrong-state');
  // The receiver's own words: nobody else's.
  const theirs = signatureOf(handover.incoming, staff, actor.id) !== null;
  return theirs ? accept() : refuse('not-signatory');
}

function hasFields({ added }: Handover, item: string): boolean {
  if (isNote(item)) return added.some(({ id }) => noteItem(id) === item);
  return fieldsOf(item).length > 0;
}

function remove(handover: Handover, item: string): HandoverVerdict {
  const line = handover.added.find(({ id }) => noteItem(id) === item);
  if (!line) return refuse('not-found');
  return inDraft(handover, { type: 'handover-item-removed', itemId: line.id });
}

function review(handover: Handover, { item, done }: Of<'review-handover-item'>): HandoverVerdict {
  if (item in handover.reviewed === done) return refuse('unchanged');
  return inDraft(handover, { type: 'handover-item-reviewed', item, done });
}

/** Where a lock goes may be said until the acceptance: it judges the live state (HAND-3). */
function plan({ state, passes }: Handover, { ticketId, pass }: Of<'plan-pass'>): HandoverVerdict {
  if (state !== 'draft' && state !== 'proposed') return refuse('wrong-state');
  if (!pass && !passes[ticketId]) return refuse('unchanged');
  return accept({ type: 'pass-planned', ticketId, pass });
}

function withdraw(handover: Handover, { actor, staff }: SheetCircumstances): HandoverVerdict {
  const { proposal, outgoing, state } = handover;
  if (state !== 'proposed' || !proposal) return refuse('wrong-state');
  const isOwn = proposal.by === actor.id || signatureOf(outgoing, staff, actor.id) !== null;
  return isOwn ? accept({ type: 'proposal-withdrawn' }) : refuse('not-signatory');
}

/** Item by item, by who signs for the shift that takes over; a restricted one by a cleared colleague of it. */
function take(
  handover: Handover,
  { item, done, takesOver }: Of<'take-handover-item'>,
  { actor, staff, restricted }: SheetCircumstances,
): HandoverVerdict {
  const { proposal, state, incoming, taken } = handover;
  if (state !== 'proposed' || !proposal) return refuse('wrong-state');
  if (!proposal.items.some(({ key }) => key === item)) return refuse('not-found');
  const signs = signatureOf(incoming, staff, actor.id) !== null;
  if (!signs && !(restricted && takesOver)) return refuse('not-signatory');
  if (item in taken === done) return refuse('unchanged');
  return accept({ type: 'handover-item-taken', item, done });
}

function addAddendum(
  { state }: Handover,
  { addendumId, hash }: Of<'add-addendum'>,
): HandoverVerdict {
  if (state !== 'sealed') return refuse('wrong-state');
  return accept({ type: 'addendum-added', addendumId, hash });
}
