import type { Database } from '@vigie/db/database';
import type { ReliefFacts } from '@vigie/db/event-log';
import { loadHandover } from '@vigie/db/handover-rows';
import { partsOfHandover } from '@vigie/db/handover-texts';
import { loadTicket } from '@vigie/db/ticket-rows';
import { noteItem, restrictedPart, ticketOfItem } from '@vigie/shared/handover/parts';
import { loadRelief } from '@vigie/db/load-relief';
import { loadRoom } from '@vigie/db/projections';
import { changesBetween, firstSeqOf } from '@vigie/db/queries/handovers';
import { allPeople } from '@vigie/db/queries/people';
import { wordsByIds } from '@vigie/db/queries/words';
import { headOf } from '@vigie/db/verify-chain';
import type { Audience } from '@vigie/shared/access/audience';
import { compileSheet, itemsToTake } from '@vigie/shared/handover/compile';
import { SheetItems } from '@vigie/shared/handover/compile-items';
import { itemsLeft, orphansOf, passingOf } from '@vigie/shared/handover/decide-signature';
import { onCallFor, signatoriesOf } from '@vigie/shared/handover/duty';
import type { Handover, Signature } from '@vigie/shared/handover/handover';
import { heldAt } from '@vigie/shared/handover/passing';
import { placedFor, type Placed } from '@vigie/shared/handover/placed';
import { seeParts } from '@vigie/shared/handover/see-sheet';
import type { Settings } from '@vigie/shared/settings/settings';
import type { RosterBook } from '@vigie/shared/roster/roster-book';
import type { Sheet, SheetPart } from '@vigie/shared/wire/handover';
import {
  annexOf,
  annexPart,
  coverOf,
  coverPart,
  erasedPart,
  frozenPartOf,
  overlaid,
} from './frozen-sheet.ts';
import { sourceOf } from './freeze-sheet.ts';
import { markOf } from './mark-of.ts';
import type { ShiftSurroundings } from './surroundings.ts';

export interface SheetParts {
  readonly database: Database;
  readonly roster: { readonly book: RosterBook };
  readonly settings: Settings;
  readonly surroundings: ShiftSurroundings;
}

/** A sheet at one instant, for whichever audience asks. */
export interface WholeSheet {
  see(audience: Audience): Sheet;
}

/** Reads sheets: a draft is compiled anew from live state, a signed one shows the text that was signed (HAND-1, HAND-3). */
export class Sheets {
  readonly #parts: SheetParts;

  constructor(parts: SheetParts) {
    this.#parts = parts;
  }

  /** The sheet as one state of the database; null where there is none. */
  at(id: string, at: number): WholeSheet | null {
    const { database } = this.#parts;
    return database.client.transaction(() => this.#read(id, at))();
  }

  /** True when only the cleared may see this item, or learn that somebody writes in it (SYNC-4). */
  isRestricted(handoverId: string, item: string): boolean {
    const { database } = this.#parts;
    const line = loadHandover(database, handoverId)?.added.find(({ id }) => noteItem(id) === item);
    if (line?.part === restrictedPart) return true;
    const ticketId = line ? line.ticketId : ticketOfItem(item);
    return ticketId !== null && loadTicket(database, ticketId)?.restricted === true;
  }

  #read(id: string, at: number): WholeSheet | null {
    const { database } = this.#parts;
    const handover = loadHandover(database, id);
    if (!handover) return null;
    const facts = loadRelief(database, id);
    const { outgoing, incoming } = handover;
    const { book } = this.#parts.roster;
    const staff = placedFor(book, [outgoing, incoming], allPeople(database));
    const isPending = handover.state === 'draft' || handover.state === 'proposed';
    // Nobody answers for tickets by a sheet that was overtaken: its own lines are all it has.
    const seen = { ...facts, tickets: isPending ? facts.tickets : [] };
    const parts = this.#textOf(handover, seen, staff, at);
    const whole = this.#around(handover, seen, staff, at, parts);
    const restricted = new Set(
      facts.tickets.filter(({ ticket }) => ticket.restricted).map(({ ticket }) => ticket.id),
    );
    return {
      see: (audience) => ({
        ...whole,
        parts: seeParts(audience, parts),
        orphans: whole.orphans.map((orphan) =>
          audience === 'uncleared' && restricted.has(orphan.ticketId)
            ? { ...orphan, number: '', suggestions: [] }
            : orphan,
        ),
      }),
    };
  }

  /** The ten parts: signed ones as signed, the receiver's own as it stands until the acceptance. */
  #textOf(
    handover: Handover,
    facts: ReliefFacts,
    staff: readonly Placed[],
    at: number,
  ): SheetPart[] {
    const compiled = compileSheet(this.#source(handover, facts, staff, at));
    const { proposal, acceptance, state } = handover;
    if (!proposal) return compiled;
    const hashes = new Map(
      [...proposal.parts, ...(acceptance?.parts ?? [])].map((p) => [p.n, p.hash]),
    );
    const rows = new Map(partsOfHandover(this.#parts.database, handover.id).map((r) => [r.n, r]));
    const tickets = new Map(facts.tickets.map(({ ticket }) => [ticket.id, ticket]));
    const live = {
      ticket: (ticketId: string, seenByCleared: boolean) => {
        const ticket = tickets.get(facts.heirs.get(ticketId) ?? ticketId);
        // Who holds what is restricted now is not for all who read this line (SYNC-4).
        return ticket?.restricted && !seenByCleared ? undefined : ticket;
      },
      reason: (reasonId: string) => facts.reasons.get(reasonId) ?? '',
    };
    return compiled.map((part) => {
      const row = rows.get(part.n);
      const hash = hashes.get(part.n);
      if (hash === undefined) return part;
      if (!row) return erasedPart(part, hash);
      const frozen = frozenPartOf(row, hash);
      if (state !== 'proposed') return frozen;
      return { ...frozen, items: frozen.items.map((item) => overlaid(item, handover, live)) };
    });
  }

  #around(
    handover: Handover,
    facts: ReliefFacts,
    staff: readonly Placed[],
    at: number,
    parts: readonly SheetPart[],
  ): Sheet {
    const { database } = this.#parts;
    const { proposal, acceptance, outgoing, incoming } = handover;
    const rows = proposal ? partsOfHandover(database, handover.id) : [];
    const cover = rows.some(({ n }) => n === coverPart) ? coverOf(rows) : null;
    const tickets = facts.tickets.map(({ ticket }) => ticket);
    const left = itemsLeft(handover, { tickets, heirs: facts.heirs, staff }).length;
    const toRead = itemsToTake(parts);
    const toTake = proposal?.items.length ?? toRead.length;
    return {
      ...markOf(handover),
      asOf: cover?.asOf ?? at,
      signatories: {
        outgoing: signatoriesOf(outgoing, staff)[0] ?? null,
        incoming: signatoriesOf(incoming, staff)[0] ?? null,
      },
      onCall: onCallFor(incoming, staff).map(({ id }) => id),
      figures: cover?.figures ?? this.#parts.surroundings.of(outgoing, at).figures,
      parts: [...parts],
      changes: this.#changes(handover),
      orphans: this.#orphans(handover, facts, staff, at),
      reviewed: {
        done: toRead.filter(({ key }) => key in handover.reviewed).length,
        total: toRead.length,
      },
      taken: { done: proposal ? toTake - left : 0, total: toTake },
      proposal: proposal && signatureOf(proposal),
      acceptance: acceptance && signatureOf(acceptance),
      addenda: this.#addenda(handover),
    };
  }

  #changes(handover: Handover): Sheet['changes'] {
    const { database } = this.#parts;
    const { id, state, proposal } = handover;
    if (state === 'lapsed') return [];
    if (state === 'sealed') {
      return [...(annexOf(partsOfHandover(database, id), annexPart)?.since ?? [])];
    }
    return changesBetween(
      database,
      proposal?.head.seq ?? firstSeqOf(database, id),
      headOf(database).seq,
    );
  }

  #orphans(
    handover: Handover,
    facts: ReliefFacts,
    staff: readonly Placed[],
    at: number,
  ): Sheet['orphans'] {
    const { settings } = this.#parts;
    const tickets = facts.tickets.map(({ ticket }) => ticket);
    const orphans = orphansOf(heldAt(tickets, at), passingOf(handover, { at, settings, staff }));
    if (!orphans.length) return [];
    const items = new SheetItems(this.#source(handover, facts, staff, at));
    return orphans.flatMap((orphan) => {
      const ticket = tickets.find(({ id }) => id === orphan.ticketId);
      return ticket
        ? [{ ...orphan, number: ticket.number, suggestions: items.suggestions(ticket) }]
        : [];
    });
  }

  #addenda({ addenda }: Handover): Sheet['addenda'] {
    const words = wordsByIds(
      this.#parts.database,
      addenda.map(({ id }) => id),
    );
    return addenda.map((addendum) => ({ ...addendum, text: words.get(addendum.id)?.text ?? null }));
  }

  #source(handover: Handover, facts: ReliefFacts, staff: readonly Placed[], at: number) {
    const { database, settings, surroundings } = this.#parts;
    return sourceOf({
      ...{ at, handover, facts, staff, settings },
      room: loadRoom(database),
      surroundings: surroundings.of(handover.outgoing, at),
    });
  }
}

function signatureOf({ by, at, inPlaceOf, hash, head }: Signature): Signature {
  return { by, at, inPlaceOf, hash, head };
}
