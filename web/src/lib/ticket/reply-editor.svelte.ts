import type { CategoryKey } from '@vigie/shared/triage/categories';
import type { Command } from '@vigie/shared/wire/command';
import type { TicketCard } from '@vigie/shared/wire/view';
import type { DraftKeeper } from '#lib/draft/draft-keeper.svelte.ts';
import type { Outcome } from '#lib/live/commander.svelte.ts';

/** Opens every answer (domain: "Tone of answers"). Citizens are written to in French, whatever this screen speaks. */
export const greeting = 'Madame, Monsieur,\n\n';

export type Contact = NonNullable<Extract<Command, { type: 'send-reply' }>['contact']>;
type Refused = Extract<Outcome, { ok: false }>['refusal'];

interface ReplyEditorParts {
  readonly keeper: DraftKeeper;
  readonly give: (command: Command) => Promise<Outcome>;
}

/** The answer being written. What is refused stays where it was typed, and says why (LOCK-3). */
export class ReplyEditor {
  readonly keeper: DraftKeeper;
  #give: ReplyEditorParts['give'];
  #touched = $state(false);
  #orientation = $state<CategoryKey | null>(null);
  #refusal = $state<Refused | null>(null);
  #sending = $state(false);
  /** The changed address that was seen and confirmed: another one asks again (MAIL-5). */
  confirmedAddress = $state<string | null>(null);
  #field: HTMLTextAreaElement | null = null;
  /** Where the caret shall stand as soon as there is a field for it. */
  #caret: number | null = null;

  constructor({ keeper, give }: ReplyEditorParts) {
    this.keeper = keeper;
    this.#give = give;
  }

  /** What stands in the field: an untouched one greets. */
  get text(): string {
    return this.keeper.text === '' && !this.#touched ? greeting : this.keeper.text;
  }

  get isEmpty(): boolean {
    return this.text.trim() === '' || this.text.trim() === greeting.trim();
  }

  get refusal(): Refused | null {
    return this.#refusal;
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** Takes the field while it is shown: words are put in where its caret stands. */
  attach(field: HTMLTextAreaElement): () => void {
    this.#field = field;
    if (this.#caret !== null) this.focus(this.#caret);
    return () => (this.#field = null);
  }

  type(text: string): void {
    this.#touched = true;
    this.#refusal = null;
    this.keeper.type(text);
  }

  /** Puts the services of a category in where the caret stands, and notes the orientation. */
  orient(key: CategoryKey, services: readonly string[]): void {
    this.#orientation = key;
    this.insert(services.map((line) => `- ${line}`).join('\n'));
  }

  /** Puts words in on lines of their own where the caret stands, or at the end. */
  insert(words: string): void {
    const [text, at] = [this.text, this.#field?.selectionEnd ?? this.text.length];
    const before = text.slice(0, at);
    const gap =
      before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    this.type(`${before}${gap}${words}\n${text.slice(at)}`);
    this.focus(before.length + gap.length + words.length + 1);
  }

  /** Puts the caret into the answer, now or as soon as it may be written. */
  focus(at = this.text.length): void {
    this.#caret = at;
    // After the field has taken the new text.
    requestAnimationFrame(() => {
      if (!this.#field) return;
      this.#caret = null;
      this.#field.focus();
      this.#field.setSelectionRange(at, at);
    });
  }

  /** Gives the answer in. The draft goes only when the server has taken it. */
  async send(
    card: TicketCard,
    then: 'close' | 'wait',
    contact: Contact | null,
    files: readonly string[] = [],
  ): Promise<void> {
    if (this.#sending || !card.lock) return;
    this.#sending = true;
    this.keeper.pause(true);
    const outcome = await this.#give({
      type: 'send-reply',
      ticketId: card.id,
      token: card.lock.token,
      text: this.text,
      then,
      orientation: this.#orientation,
      confirmedAddress: this.confirmedAddress,
      contact,
      files: [...files],
    });
    if (outcome.ok) this.#sent();
    else this.#refusal = outcome.refusal;
    this.keeper.pause(false);
    this.#sending = false;
  }

  #sent(): void {
    this.keeper.clear();
    this.#touched = false;
    this.#orientation = null;
    this.#refusal = null;
    this.confirmedAddress = null;
  }
}
