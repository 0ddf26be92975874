import { may } from '../access/may.ts';
import type { RoomEvent, RoomState } from '../room/room.ts';
import type { Settings } from '../settings/settings.ts';
import type { TicketEvent } from '../ticket/events.ts';
import { accept, refuse } from '../ticket/decision.ts';
import { dueAt } from '../ticket/select.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Refusal } from '../wire/answer.ts';
import type { FrozenText } from './command.ts';
import type { HandoverVerdict, SheetCircumstances } from './decide.ts';
import { onCallFor, rosteredFor, signatureOf, takesRestricted } from './duty.ts';
import type { HandoverEvent } from './events.ts';
import type { ChainHead, Handover, HandoverCounts, PartSeal } from './handover.ts';
import type { Orphan } from './pass.ts';
import type { Placed } from './placed.ts';
import { ticketOfItem } from './parts.ts';
import { fateOf, heldAt, type HeldTicket, type Passing } from './passing.ts';

/** Who leaves signs: the text is frozen under its hashes, with the head of the chain (HAND-3). */
export function propose(
  handover: Handover,
  text: FrozenText,
  head: ChainHead,
  { actor, staff }: Pick<SheetCircumstances, 'actor' | 'staff'>,
): HandoverVerdict {
  const signatory = signatureOf(handover.outgoing, staff, actor.id);
  if (!may(actor, 'propose-handover', { signs: signatory !== null })) return refuse('not-allowed');
  if (!signatory) return refuse('not-signatory');
  if (handover.state !== 'draft') return refuse('wrong-state');
  const { inPlaceOf } = signatory;
  return accept({ type: 'handover-proposed', inPlaceOf, head, ...text });
}

/** The live state in the very transaction that accepts. */
export interface Scene {
  readonly at: number;
  readonly settings: Settings;
  readonly staff: readonly Placed[];
  readonly room: RoomState;
  /** Every open ticket. */
  readonly tickets: readonly Ticket[];
  /** Merged tickets of the signed text: where each goes on. */
  readonly heirs: ReadonlyMap<string, string>;
  /** Every sheet that is neither sealed nor lapsed. */
  readonly pending: readonly Handover[];
  /** True when the receiver has written their synthesis. */
  readonly hasSynthesis: boolean;
}

/** What passes at an acceptance, all in one transaction (HAND-2). */
export interface Transfer {
  readonly inPlaceOf: string | null;
  readonly figures: HandoverCounts;
  readonly tickets: ReadonlyMap<string, readonly TicketEvent[]>;
  readonly room: RoomEvent;
  /** Earlier sheets that nobody signed: this one overtakes them. */
  readonly lapsed: readonly string[];
}

export type Acceptability =
  | { readonly ok: true; readonly transfer: Transfer }
  | { readonly ok: false; readonly refusal: Refusal; readonly orphans?: readonly Orphan[] };

/**
 * Judges the acceptance on the live state (HAND-2): every item taken, the synthesis written, no held
 * ticket orphaned. Then responsibility, locks, drafts and alerts pass, or nothing does.
 */
export function judgeAcceptance(
  handover: Handover,
  scene: Scene,
  actor: SheetCircumstances['actor'],
): Acceptability {
  const { proposal, incoming, state } = handover;
  const signatory = signatureOf(incoming, scene.staff, actor.id);
  if (!may(actor, 'accept-handover', { signs: signatory !== null })) return refuse('not-allowed');
  if (!signatory) return refuse('not-signatory');
  if (state !== 'proposed' || !proposal) return refuse('wrong-state');
  if (proposal.by === actor.id) return refuse('same-signatory');
  if (itemsLeft(handover, scene).length) return refuse('items-left');
  if (!scene.hasSynthesis) return refuse('synthesis-missing');
  const held = heldAt(scene.tickets, scene.at);
  const orphans = orphansOf(held, passingOf(handover, scene));
  if (orphans.length) return { ok: false, refusal: 'orphans', orphans };
  return { ok: true, transfer: transferOf(handover, scene, held, signatory) };
}

/** The acceptance as an event of the sheet, once the receiver's part has its hash. */
export function accepted(
  { inPlaceOf, figures }: Transfer,
  signed: {
    readonly hash: string;
    readonly head: ChainHead;
    readonly parts: readonly PartSeal[];
  },
): HandoverEvent {
  return { type: 'handover-accepted', inPlaceOf, figures, ...signed };
}

/**
 * Items that are still to be taken over: a ticket that was settled since has left the sheet. One that was
 * merged has not, while what it told of goes on (MAIL-5). Restricted items wait for nobody where none of
 * the shift may take them: they stay with the command, which is told, and the relief goes on (HAND-3).
 */
export function itemsLeft(
  { proposal, taken, incoming }: Handover,
  { tickets, heirs, staff }: Pick<Scene, 'tickets' | 'heirs' | 'staff'>,
): string[] {
  const waits = takesRestricted(incoming, staff);
  const open = new Set(tickets.map(({ id }) => id));
  const items = (proposal?.items ?? []).filter(({ restricted }) => waits || !restricted);
  const left = items.filter(({ key }) => !(key in taken));
  return left.map(({ key }) => key).filter((key) => isStillThere(key, open, heirs));
}

/** The held tickets that would be nobody's, were the sheet accepted at this instant. */
export function orphansOf(held: readonly HeldTicket[], passing: Passing): Orphan[] {
  return held.flatMap((ticket) => {
    const fate = fateOf(ticket, passing);
    return fate.ok ? [] : [fate.orphan];
  });
}

/** How locks pass by this sheet at this instant. */
export function passingOf(
  { id, passes, incoming }: Handover,
  { at, settings, staff }: Pick<Scene, 'at' | 'settings' | 'staff'>,
): Passing {
  return {
    at,
    settings,
    receivers: rosteredFor(incoming, staff),
    onCall: onCallFor(incoming, staff),
    planned: (ticketId) => passes[ticketId] ?? null,
    handoverId: id,
  };
}

function isStillThere(
  key: string,
  open: ReadonlySet<string>,
  heirs: ReadonlyMap<string, string>,
): boolean {
  const ticketId = ticketOfItem(key);
  return ticketId === null || open.has(heirs.get(ticketId) ?? ticketId);
}

function transferOf(
  handover: Handover,
  scene: Scene,
  held: readonly HeldTicket[],
  { personId, inPlaceOf }: { readonly personId: string; readonly inPlaceOf: string | null },
): Transfer {
  const passing = passingOf(handover, scene);
  const tickets = new Map<string, readonly TicketEvent[]>();
  for (const ticket of held) {
    const fate = fateOf(ticket, passing);
    if (fate.ok && fate.events.length) tickets.set(ticket.id, fate.events);
  }
  return {
    inPlaceOf,
    figures: countsOf(handover, scene, tickets),
    tickets,
    room: {
      type: 'responsibility-passed',
      from: scene.room.responsibility?.shiftId ?? null,
      shiftId: handover.incoming.id,
      leadId: personId,
      handoverId: handover.id,
    },
    lapsed: scene.pending
      .filter(({ id, reliefAt }) => id !== handover.id && reliefAt <= handover.reliefAt)
      .map(({ id }) => id),
  };
}

function countsOf(
  { added }: Handover,
  { tickets, at }: Scene,
  happening: ReadonlyMap<string, readonly TicketEvent[]>,
): HandoverCounts {
  const events = [...happening.values()].flat();
  const count = (type: TicketEvent['type']): number =>
    events.filter((event) => event.type === type).length;
  return {
    open: tickets.length,
    p0: tickets.filter(({ priority }) => priority === 'P0').length,
    overdue: tickets.filter((ticket) => (dueAt(ticket) ?? Infinity) <= at).length,
    byHand: added.length,
    passed: count('ticket-passed'),
    queued: count('ticket-released'),
    kept: count('lock-kept'),
    alarms: tickets.filter(({ alarm }) => alarm !== null).length,
  };
}
