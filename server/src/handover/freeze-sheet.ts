import type { ReliefFacts } from '@vigie/db/event-log';
import { compileReceiverPart, compileSheet, itemsToTake } from '@vigie/shared/handover/compile';
import type { Handover } from '@vigie/shared/handover/handover';
import { receiverFields, receiverItem, receiverPart } from '@vigie/shared/handover/parts';
import { sheetNumber } from '@vigie/shared/handover/relief';
import type { SheetSource } from '@vigie/shared/handover/source';
import type { Placed } from '@vigie/shared/handover/placed';
import type { Person } from '@vigie/shared/people/person';
import type { RoomState } from '@vigie/shared/room/room';
import type { Settings } from '@vigie/shared/settings/settings';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import type { SheetChange, SheetPart } from '@vigie/shared/wire/handover';
import { freezePart, type FrozenPart } from './freeze.ts';
import {
  annexPart,
  coverPart,
  restrictedAnnexPart,
  type Annex,
  type Cover,
  type PassedLock,
} from './frozen-sheet.ts';
import type { Surroundings } from './surroundings.ts';

/** All that a sheet is signed with, as of one transaction. */
export interface SigningScene {
  readonly at: number;
  readonly handover: Handover;
  readonly facts: ReliefFacts;
  /** As the roster places them on the shifts of this relief. */
  readonly staff: readonly Placed[];
  readonly room: RoomState;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
  readonly newSalt: () => string;
}

/** What a sheet is compiled from, live or in the transaction that signs it. */
export function sourceOf(scene: Omit<SigningScene, 'newSalt'>): SheetSource {
  const { at, handover, facts, staff, room, settings, surroundings } = scene;
  return {
    ...{ at, handover, room, settings, ...facts },
    people: staff,
    hours: surroundings.hours,
    health: surroundings.health,
  };
}

/** Freezes cover and parts 1 to 9, compiled in the transaction that proposes: no acknowledged word is missing (HAND-3). */
export function freezeProposal(scene: SigningScene): {
  readonly parts: readonly FrozenPart[];
  readonly items: { key: string; restricted: boolean }[];
} {
  const { handover, newSalt } = scene;
  const compiled = compileSheet(sourceOf(scene));
  const cover = freezePart(handover.id, coverPart, coverOf(scene), { salt: newSalt() });
  const parts = compiled
    .filter(({ n }) => n !== receiverPart)
    .map((part) => {
      const { n, restricted } = part;
      return freezePart(handover.id, n, settled(part), { salt: newSalt(), restricted });
    });
  return { parts: [cover, ...parts], items: itemsToTake(compiled) };
}

/** Freezes what only the acceptance knows: the receiver's words, what came since, where each lock went. */
export function freezeAcceptance(
  scene: SigningScene,
  since: readonly SheetChange[],
  happening: ReadonlyMap<string, readonly TicketEvent[]>,
): FrozenPart[] {
  const { handover, newSalt, facts } = scene;
  const receiver = compileReceiverPart(sourceOf(scene));
  const locks = [...happening].flatMap(([id, events]) => lockOf(id, events, facts) ?? []);
  const restricted = new Set(
    facts.tickets.filter(({ ticket }) => ticket.restricted).map(({ ticket }) => ticket.id),
  );
  const isRestricted = ({ ticketId }: PassedLock): boolean => restricted.has(ticketId);
  const names = namesOf(scene.staff);
  const open: Annex = { since, locks: locks.filter((lock) => !isRestricted(lock)), names };
  const veiled: Annex = { since: [], locks: locks.filter(isRestricted), names };
  const freeze = (n: number, content: object, restricted = false): FrozenPart =>
    freezePart(handover.id, n, content, { salt: newSalt(), restricted });
  return [
    freeze(receiverPart, settled(receiver)),
    freeze(annexPart, open),
    freeze(restrictedAnnexPart, veiled, true),
  ];
}

/** True when the receiver has put the relief into their own words (HAND-2). */
export function hasSynthesis({ fields }: ReliefFacts): boolean {
  const [synthesis] = receiverFields;
  return fields.some(
    ({ item, field, text }) => item === receiverItem && field === synthesis && text.trim() !== '',
  );
}

/** Suggestions are for who is still deciding: they are no part of what is signed. */
function settled(part: SheetPart): SheetPart {
  const items = part.items.map((item) => ({ ...item, suggestions: [], taken: null }));
  return { ...part, items };
}

function coverOf({ handover, at, staff, surroundings }: SigningScene): Cover {
  const { outgoing, incoming, reliefAt } = handover;
  return {
    ...{ outgoing, incoming, reliefAt, asOf: at },
    number: sheetNumber(outgoing),
    figures: surroundings.figures,
    names: namesOf(staff),
  };
}

function namesOf(staff: readonly Person[]): Record<string, string> {
  return Object.fromEntries(staff.map(({ id, rank, name }) => [id, `${rank} ${name}`.trim()]));
}

function lockOf(
  ticketId: string,
  events: readonly TicketEvent[],
  { tickets }: ReliefFacts,
): PassedLock | null {
  const worded = tickets.find(({ ticket }) => ticket.id === ticketId);
  const [event] = events;
  if (!worded?.ticket.lock || !event) return null;
  return {
    ticketId,
    number: worded.ticket.number,
    subject: worded.words.subject,
    from: worded.ticket.lock.holder,
    to: event.type === 'ticket-passed' ? event.to : null,
    until: event.type === 'lock-kept' ? event.until : null,
  };
}
