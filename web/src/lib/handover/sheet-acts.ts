import { toast } from 'svelte-sonner';
import type { ManualPart } from '@vigie/shared/handover/parts';
import type { Command } from '@vigie/shared/wire/command';
import type { SheetItem } from '@vigie/shared/wire/handover';
import type { Commander, Outcome } from '#lib/live/commander.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalText } from '#lib/refusal/refusal-text.ts';
import type { FieldName } from './sheet-writer.svelte.ts';

type Pass = Extract<Command, { type: 'plan-pass' }>['pass'];

/** What people do to one sheet; each act shows why it was refused. Signatures stand apart. */
export class SheetActs {
  readonly #commander: Commander;
  readonly #handoverId: string;

  constructor(commander: Commander, handoverId: string) {
    this.#commander = commander;
    this.#handoverId = handoverId;
  }

  /** Saves a field; the revision that holds it, or null while the server does not have it. */
  async write({ item, field }: FieldName, text: string, base: number): Promise<number | null> {
    const handoverId = this.#handoverId;
    const command = { type: 'write-handover-field', handoverId, item, field, text, base } as const;
    const outcome = await this.#commander.send(command);
    if (outcome.ok) return outcome.revision ?? base + 1;
    if (outcome.refusal !== 'offline' && outcome.refusal !== 'unreachable') this.#complain(outcome);
    return null;
  }

  review(item: string, done: boolean): Promise<boolean> {
    const handoverId = this.#handoverId;
    return this.#give({ type: 'review-handover-item', handoverId, item, done });
  }

  take(item: string, done: boolean): Promise<boolean> {
    const handoverId = this.#handoverId;
    return this.#give({ type: 'take-handover-item', handoverId, item, done });
  }

  remove({ key }: SheetItem): Promise<boolean> {
    const handoverId = this.#handoverId;
    return this.#give({ type: 'remove-handover-item', handoverId, item: key });
  }

  plan(ticketId: string, pass: Pass): Promise<boolean> {
    return this.#give({ type: 'plan-pass', handoverId: this.#handoverId, ticketId, pass });
  }

  withdraw(): Promise<boolean> {
    return this.#give({ type: 'withdraw-proposal', handoverId: this.#handoverId });
  }

  /** Adds a line; the key of the item, or null. */
  async add(part: ManualPart): Promise<string | null> {
    const handoverId = this.#handoverId;
    const command = { type: 'add-handover-item', handoverId, part, aboutTicketId: null } as const;
    const outcome = await this.#commander.send(command);
    if (outcome.ok) return outcome.itemId ?? null;
    this.#complain(outcome);
    return null;
  }

  async #give(command: Command): Promise<boolean> {
    const outcome = await this.#commander.send(command);
    if (!outcome.ok) this.#complain(outcome);
    return outcome.ok;
  }

  #complain(outcome: Extract<Outcome, { ok: false }>): void {
    // Somebody else did the same a moment before: the screen shows it already.
    if (outcome.refusal !== 'unchanged')
      toast.error(refusalText(outcome.refusal), { id: m.handover_title() });
  }
}
