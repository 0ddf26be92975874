import { createContext } from 'svelte';
import { ticketFileSchema } from '@vigie/shared/wire/ticket-file';
import type { View } from '@vigie/shared/wire/view';
import { getJson } from '#lib/http/api.ts';
import type { Outcome } from '#lib/live/commander.svelte.ts';
import type { Timers } from '#lib/live/timers.ts';
import { DraftKeeper, type DraftSave } from './draft-keeper.svelte.ts';
import type { DraftShelf } from './draft-shelf.ts';

interface DraftsParts {
  readonly me: string;
  readonly shelf: DraftShelf;
  readonly save: (save: DraftSave) => Promise<Outcome>;
  readonly timers: Timers;
}

/** All drafts of the person at this screen: a ticket that is left while the line is down is still handed in. */
export class Drafts {
  #parts: DraftsParts;
  #keepers = new Map<string, DraftKeeper>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
  }

  /** The keeper of a ticket's words, the same one each time. */
  of(ticketId: string): DraftKeeper {
    const known = this.#keepers.get(ticketId);
    if (known) return known;
    const keeper = new DraftKeeper({ ...this.#parts, ticketId });
    this.#keepers.set(ticketId, keeper);
    return keeper;
  }

  /** Tells every keeper which locks are held here, as of the live view. */
  hold(tickets: View['tickets']): void {
    for (const keeper of this.#keepers.values()) {
      const entry = tickets[keeper.ticketId];
      const lock = entry && !entry.veiled ? entry.lock : null;
      keeper.hold(lock?.holder === this.#parts.me ? lock.token : null);
    }
  }

  /** The line is back: hands in what is kept, and what an earlier sitting left of tickets still held. */
  async retry(tickets: View['tickets']): Promise<void> {
    for (const ticketId of this.#parts.shelf.ticketIds()) {
      const entry = tickets[ticketId];
      const mine = entry && !entry.veiled && entry.lock?.holder === this.#parts.me;
      if (mine && !this.#keepers.has(ticketId)) await this.#handIn(ticketId);
    }
    this.hold(tickets);
    for (const keeper of this.#keepers.values()) keeper.retry();
  }

  close(): void {
    for (const keeper of this.#keepers.values()) keeper.close();
  }

  async #handIn(ticketId: string): Promise<void> {
    const result = await getJson(`/api/tickets/${ticketId}`, ticketFileSchema);
    if (!result.ok) return;
    const { lock } = result.value.card;
    const keeper = this.of(ticketId);
    keeper.hold(lock?.holder === this.#parts.me ? lock.token : null);
    keeper.adopt(result.value);
  }
}

export const [useDrafts, provideDrafts] = createContext<Drafts>();
