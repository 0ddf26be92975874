import type { Append, Key } from '@vigie/db/event-log';
import type { WordsRow, Writes } from '@vigie/db/writes';
import { accepted, judgeAcceptance, propose } from '@vigie/shared/handover/decide-signature';
import { decideHandover } from '@vigie/shared/handover/decide';
import { rosteredFor } from '@vigie/shared/handover/duty';
import type { Handover } from '@vigie/shared/handover/handover';
import { handOn } from '@vigie/shared/handover/hand-on';
import type { Placed } from '@vigie/shared/handover/placed';
import type { Orphan, Pass } from '@vigie/shared/handover/pass';
import { may } from '@vigie/shared/access/may';
import { shiftsAt } from '@vigie/shared/roster/on-duty';
import { roomStreamId } from '@vigie/shared/room/room';
import { refuse } from '@vigie/shared/ticket/decision';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { acceptanceHash, addendumHash, proposalHash, sealsOf } from '../handover/freeze.ts';
import {
  freezeAcceptance,
  freezeProposal,
  hasSynthesis,
  type SigningScene,
} from '../handover/freeze-sheet.ts';
import type { HandoverMeans } from '../handover/means.ts';
import { passWithReason } from './interpret-handover.ts';
import type { Asking, CommandOf, Deliberation, Judgement, Plan } from './plan.ts';
import { wordsRow } from './words-of.ts';

export type SignedCommand = CommandOf<
  'propose-handover' | 'accept-handover' | 'add-addendum' | 'hand-on'
>;

/** Reads what somebody signs: a proposal, an acceptance, an addendum, or the handing on of their own tickets (HAND-2, HAND-3). */
export function interpretSignature(
  command: SignedCommand,
  asking: Asking,
  means: HandoverMeans,
): Plan {
  switch (command.type) {
    case 'propose-handover':
      return proposePlan(command.handoverId, asking, means);
    case 'accept-handover':
      return acceptPlan(command.handoverId, asking, means);
    case 'add-addendum':
      return addendumPlan(command, asking, means);
    case 'hand-on':
      return handOnPlan(command, asking, means);
  }
}

function proposePlan(handoverId: string, asking: Asking, means: HandoverMeans): Plan {
  const known = means.find(handoverId);
  return {
    keys: reliefKeys(handoverId),
    judge: (now) => {
      const { handover, scene } = sceneOf(handoverId, known, now, asking, means);
      if (!handover || !scene) return refuse(notFound(now, 'propose-handover'));
      const head = headBefore(now);
      const { parts, items } = freezeProposal(scene);
      const text = { hash: proposalHash(handoverId, parts, head), parts: sealsOf(parts), items };
      const decision = propose(handover, text, head, { ...now, staff: scene.staff });
      if (!decision.ok) return decision;
      return {
        ok: true,
        appends: [{ stream: 'handover', id: handoverId, events: decision.events }],
        writes: { handoverParts: parts.map(({ row }) => row) },
        tell: () => ({ handoverId }),
      };
    },
  };
}

/** Responsibility, locks, drafts and alerts pass in this one transaction, or nothing does (HAND-2). */
function acceptPlan(handoverId: string, asking: Asking, means: HandoverMeans): Plan {
  const known = means.find(handoverId);
  const since = known?.proposal ? means.changesSince(known.proposal.head.seq) : [];
  return {
    keys: reliefKeys(handoverId),
    judge: (now) => {
      const { handover, scene } = sceneOf(handoverId, known, now, asking, means);
      if (!handover || !scene) return refuse(notFound(now, 'accept-handover'));
      const { facts, staff, room } = scene;
      const verdict = judgeAcceptance(
        handover,
        {
          ...{ at: now.at, settings: now.settings, staff, room, pending: facts.pending },
          tickets: facts.tickets.map(({ ticket }) => ticket),
          heirs: facts.heirs,
          hasSynthesis: hasSynthesis(facts),
        },
        now.actor,
      );
      if (!verdict.ok) return orphaned(verdict, facts.tickets);
      const { transfer } = verdict;
      const frozen = freezeAcceptance(scene, since, transfer.tickets);
      const head = headBefore(now);
      const hash = acceptanceHash(handover.proposal?.hash ?? '', frozen, head);
      const event = accepted(transfer, { hash, head, parts: sealsOf(frozen) });
      return {
        ok: true,
        appends: [
          { stream: 'handover', id: handoverId, events: [event] },
          { stream: 'room', id: roomStreamId, events: [transfer.room] },
          ...transfer.lapsed.map(lapse),
          ...onTickets(transfer.tickets),
        ],
        writes: { handoverParts: frozen.map(({ row }) => row), pruneTextsOf: handoverId },
        tell: () => ({ handoverId }),
      };
    },
  };
}

function addendumPlan(
  { handoverId, text }: CommandOf<'add-addendum'>,
  asking: Asking,
  means: HandoverMeans,
): Plan {
  const row = wordsRow(asking, 'addendum', null, text);
  return {
    keys: [{ kind: 'handover', id: handoverId }, { kind: 'staff' }],
    judge: (now) => {
      const handover = now.loaded.handover(handoverId);
      // The id under which the words stand is random: it salts them.
      const hash = addendumHash(handover?.acceptance?.hash ?? '', row.id, text);
      const decision = decideHandover(
        handover,
        { type: 'add-addendum', addendumId: row.id, hash },
        { ...now, staff: placedStaff(handover, now, means), restricted: false },
      );
      if (!decision.ok) return decision;
      return {
        ok: true,
        appends: [{ stream: 'handover', id: handoverId, events: decision.events }],
        writes: { words: [row] },
        tell: () => ({ handoverId }),
      };
    },
    words: { ticketId: null, text },
  };
}

/** Somebody leaves early: their own tickets go on in the same way, all of them or none. */
function handOnPlan({ passes }: CommandOf<'hand-on'>, asking: Asking, means: HandoverMeans): Plan {
  const { by, at } = asking;
  const planned = new Map<string, Pass>();
  const words: WordsRow[] = [];
  for (const { ticketId, pass } of passes) {
    const { planned: one, writes } = passWithReason(ticketId, pass, asking);
    if (one) planned.set(ticketId, one);
    words.push(...(writes.words ?? []));
  }
  const ids = [...planned.keys()];
  const shifts = shiftsAt(means.cycle, at);
  return {
    keys: [{ kind: 'staff' }, ...ids.map((id): Key => ({ kind: 'ticket', id }))],
    judge: (now) => {
      if (!may(now.actor, 'hand-on')) return refuse('not-allowed');
      const staff = means.place(shifts, now.loaded.staff());
      const colleagues = shifts.flatMap((shift) => rosteredFor(shift, staff));
      const tickets = ids.map((id) => now.loaded.ticket(id));
      const { settings } = now;
      const verdict = handOn(tickets, { by, at, settings, colleagues, passes: planned });
      if (!verdict.ok) {
        const named = tickets.flatMap((ticket) => (ticket ? [{ ticket }] : []));
        return orphaned(verdict, named);
      }
      const writes: Writes = { words };
      return { ok: true, appends: onTickets(verdict.tickets), writes, tell: () => ({}) };
    },
  };
}

function reliefKeys(handoverId: string): Key[] {
  return [
    { kind: 'handover', id: handoverId },
    { kind: 'staff' },
    { kind: 'room' },
    { kind: 'relief', handoverId },
  ];
}

function sceneOf(
  handoverId: string,
  known: Handover | null,
  { loaded, at, settings }: Deliberation,
  { newId }: Asking,
  means: HandoverMeans,
): { handover: Handover | null; scene: SigningScene | null } {
  const handover = loaded.handover(handoverId);
  if (!handover || !known) return { handover: null, scene: null };
  return {
    handover,
    scene: {
      ...{ at, handover, settings },
      facts: loaded.relief(),
      staff: means.place([handover.outgoing, handover.incoming], loaded.staff()),
      room: loaded.room(),
      surroundings: means.surroundings(known.outgoing, at),
      newSalt: () => newId(),
    },
  };
}

function placedStaff(
  handover: Handover | null,
  { loaded }: Deliberation,
  means: HandoverMeans,
): Placed[] {
  return means.place(handover ? [handover.outgoing, handover.incoming] : [], loaded.staff());
}

/** Who may never sign learns that first, whatever exists. */
function notFound(
  { actor }: Deliberation,
  act: 'propose-handover' | 'accept-handover',
): 'not-found' | 'not-allowed' {
  return may(actor, act, { signs: true }) ? 'not-found' : 'not-allowed';
}

function headBefore({ loaded }: Deliberation): { seq: number; hash: string } {
  return { seq: loaded.nextSeq - 1, hash: loaded.headHash };
}

function lapse(id: string): Append {
  return { stream: 'handover', id, events: [{ type: 'handover-lapsed' }] };
}

function onTickets(tickets: ReadonlyMap<string, readonly TicketEvent[]>): Append[] {
  return [...tickets].map(([id, events]) => ({ stream: 'ticket', id, events }));
}

/** The refusal names the tickets that would be nobody's; a restricted one by its id alone. */
function orphaned(
  verdict: { readonly ok: false; readonly orphans?: readonly Orphan[] } & Extract<
    Judgement,
    { ok: false }
  >,
  tickets: readonly { readonly ticket: Ticket }[],
): Judgement {
  const { refusal, orphans } = verdict;
  if (!orphans) return { ok: false, refusal };
  const nameOf = ({ ticketId }: Orphan): string => {
    const ticket = tickets.find((one) => one.ticket.id === ticketId)?.ticket;
    return !ticket || ticket.restricted ? 'un dossier restreint' : ticket.number;
  };
  const message = `Sans repreneur après la relève : ${orphans.map(nameOf).join(', ')}.`;
  return { ok: false, refusal, about: { message, ticketIds: orphans.map((o) => o.ticketId) } };
}
