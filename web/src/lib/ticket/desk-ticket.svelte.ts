import { isOpen } from '@vigie/shared/ticket/select';
import type { Command } from '@vigie/shared/wire/command';
import type { TicketFile } from '@vigie/shared/wire/ticket-file';
import type { TicketCard } from '@vigie/shared/wire/view';
import type { DraftKeeper } from '#lib/draft/draft-keeper.svelte.ts';
import type { ApiRefusal } from '#lib/http/api.ts';
import type { Outcome } from '#lib/live/commander.svelte.ts';
import type { LiveFeed } from '#lib/live/live-feed.svelte.ts';
import { OpenTicket } from './open-ticket.svelte.ts';
import { ReplyEditor } from './reply-editor.svelte.ts';
import type { TicketActs } from './ticket-acts.svelte.ts';

interface DeskTicketParts {
  readonly ticketId: string;
  readonly me: string;
  readonly live: LiveFeed;
  readonly acts: TicketActs;
  readonly keeper: DraftKeeper;
}

/** After the last keystroke colleagues still read that somebody types, in ms. */
const typingMs = 3_000;

/** The ticket that lies open on this desk: what the feed says of it, its file, and the answer being written. */
export class DeskTicket {
  readonly editor: ReplyEditor;
  #parts: DeskTicketParts;
  #opened: OpenTicket;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #focusNext = false;

  /** As the feed has it while it is open; a settled one as its file has it. */
  readonly #live = $derived.by<TicketCard | null>(() => {
    const entry = this.#parts.live.view.tickets[this.#parts.ticketId];
    return entry && !entry.veiled ? entry : null;
  });
  readonly card = $derived.by<TicketCard | null>(() => this.#live ?? this.file?.card ?? null);
  /** True while the answer may be written here. */
  readonly writes = $derived.by(
    () => this.#live?.lock?.holder === this.#parts.me && !this.#live.outgoing,
  );
  /** The `seq` that the file must have reached to be shown as today's. */
  readonly #wanted = $derived.by(() => {
    const card = this.#live;
    if (!card) return this.file && isOpen(this.file.card) ? this.#parts.live.seq : 0;
    return Math.max(card.conversationSeq, this.#lockSeq(card));
  });

  constructor(parts: DeskTicketParts) {
    this.#parts = parts;
    this.editor = new ReplyEditor({
      keeper: parts.keeper,
      give: (command) => this.#give(command),
    });
    this.#opened = new OpenTicket(parts.ticketId, (file) => this.#read(file));
  }

  get file(): TicketFile | null {
    return this.#opened.file;
  }

  get refusal(): ApiRefusal | null {
    return this.#opened.refusal;
  }

  /** Words that stand in this browser only while the lock is gone (LOCK-3). */
  get unsent(): string | null {
    const { keeper } = this.#parts;
    if (this.writes) return null;
    return keeper.unsaved ? keeper.text : keeper.found;
  }

  /** Shows the ticket until what it returns is called. Must run in an effect. */
  attend(): () => void {
    const { live, ticketId } = this.#parts;
    live.tell({ ticketId, typing: false });
    const deaf = live.onNews((news) => this.#opened.learn(news));
    $effect(() => {
      const behind = (this.file?.seq ?? -1) < this.#wanted;
      if ((behind || !this.file) && live.connected) void this.read();
    });
    return () => {
      deaf();
      clearTimeout(this.#typing);
      live.tell({ ticketId: null, typing: false });
    };
  }

  read(): Promise<void> {
    return this.#opened.read();
  }

  /** Puts the caret into the answer as soon as the file and the field are there. */
  focusWhenRead(): void {
    if (this.file) this.editor.focus();
    else this.#focusNext = true;
  }

  noteTyping(): void {
    const { live, ticketId } = this.#parts;
    if (this.#typing === undefined) live.tell({ ticketId, typing: true });
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#typing = undefined;
      live.tell({ ticketId, typing: false });
    }, typingMs);
  }

  /** A lock won or lost here brings its draft with it: the file must be as young as that. */
  #lockSeq({ lock }: TicketCard): number {
    const { me, live } = this.#parts;
    if (lock?.holder === me) return lock.token;
    const lost = this.file?.card.lock?.holder === me;
    return lost ? (lock?.token ?? live.seq) : 0;
  }

  /** Words that the server refused are kept there: the file shows them (LOCK-3). */
  async #give(command: Command): Promise<Outcome> {
    const outcome = await this.#parts.acts.give(command);
    if (!outcome.ok && 'keptId' in outcome && outcome.keptId) void this.read();
    return outcome;
  }

  #read(file: TicketFile): void {
    this.#parts.keeper.adopt(file);
    if (!this.#focusNext) return;
    this.#focusNext = false;
    setTimeout(() => this.editor.focus());
  }
}
