import type { TicketFile } from '@vigie/shared/wire/ticket-file';
import type { Outcome } from '#lib/live/commander.svelte.ts';
import type { Timers } from '#lib/live/timers.ts';
import type { DraftShelf } from './draft-shelf.ts';

type Refused = Extract<Outcome, { ok: false }>['refusal'];
type FileDraft = Pick<TicketFile, 'seq' | 'draft'>;

export interface DraftSave {
  readonly ticketId: string;
  readonly token: number;
  readonly text: string;
  readonly revision: number;
}

export interface DraftKeeperParts {
  readonly ticketId: string;
  /** Who types here. */
  readonly me: string;
  readonly shelf: DraftShelf;
  readonly save: (save: DraftSave) => Promise<Outcome>;
  readonly timers: Timers;
}

/** Where the words stand: with the server, on their way, in this browser only, or refused. */
export type DraftStanding = 'empty' | 'saved' | 'unsaved' | 'kept-here' | 'refused';

/** Words wait no longer than this before they are handed in, in ms: with the way they stay under LOCK-8's two seconds. */
const saveEveryMs = 800;
/** After a failure that may pass, in ms. */
const retryMs = 5_000;

/** Refusals that say nothing about the lock: the same words may be handed in again. */
const passing: readonly Refused[] = [
  'offline',
  'unreachable',
  'failed',
  'too-many',
  'storage-full',
];

/**
 * Keeps what is typed into one ticket (LOCK-3, LOCK-8): each keystroke on the browser's shelf at once,
 * with the server within two seconds, and on the shelf for as long as the server has not taken it.
 */
export class DraftKeeper {
  readonly ticketId: string;
  #parts: DraftKeeperParts;
  #text = $state('');
  /** What the server has acknowledged. */
  #acknowledged = $state('');
  #savedAt = $state<number | null>(null);
  #refusal = $state<Refused | null>(null);
  #saving = $state(false);
  /** Words of an earlier sitting that lost against a newer draft; offered, never dropped. */
  #found = $state<string | null>(null);
  #token: number | null = null;
  #refusedToken: number | null = null;
  /** Of the server's draft as it is known here, and the highest that was ever sent. */
  #revision = 0;
  #sent = 0;
  /** True once the server's draft is known as of this lock: what a colleague wrote before it must not be written over unseen. */
  #adopted = false;
  /** Counts what was given in: an acknowledgement of words given in before it is of no more use. */
  #sitting = 0;
  #paused = false;
  #timer: number | undefined;

  readonly standing = $derived<DraftStanding>(this.#stand());

  constructor(parts: DraftKeeperParts) {
    this.#parts = parts;
    this.ticketId = parts.ticketId;
    const kept = parts.shelf.read(parts.ticketId);
    if (!kept) return;
    this.#text = kept.text;
    this.#revision = kept.revision;
    this.#found = kept.found;
  }

  get text(): string {
    return this.#text;
  }

  /** When the server last acknowledged words, by this browser's clock. */
  get savedAt(): number | null {
    return this.#savedAt;
  }

  get refusal(): Refused | null {
    return this.#refusal;
  }

  get saving(): boolean {
    return this.#saving;
  }

  get found(): string | null {
    return this.#found;
  }

  /** True while some words are in this browser only. */
  get unsaved(): boolean {
    return this.#text !== this.#acknowledged;
  }

  /** Takes what was typed; it is on the shelf before this returns. */
  type(text: string): void {
    this.#text = text;
    if (this.unsaved) this.#shelve();
    else this.#unshelve();
    this.#plan(saveEveryMs);
  }

  /** Takes the lock's token, or its loss. A new token lets refused words be handed in again. */
  hold(token: number | null): void {
    if (token === this.#token) return;
    this.#token = token;
    this.#adopted = false;
    // What the server has is the ticket's: whoever holds it next goes on from there.
    if (token === null && !this.unsaved) return this.#forget();
    if (token !== null && token !== this.#refusedToken) this.#refusal = null;
    this.#plan(0);
  }

  /** Takes the ticket's file: its draft goes on here, unless words typed here are newer. */
  adopt({ seq, draft }: FileDraft): void {
    // A file read before the lock was given, or before the last save, tells of the past.
    if (this.#token !== null && seq < this.#token) return;
    this.#adopted = true;
    if ((draft?.revision ?? 0) >= this.#revision) this.#merge(draft);
    if (!this.unsaved) this.#unshelve();
    this.#plan(0);
  }

  #merge(draft: FileDraft['draft']): void {
    const text = draft?.text ?? '';
    const wroteOn =
      draft !== null && draft.by !== this.#parts.me && draft.revision > this.#revision;
    if (!this.unsaved) this.#text = text;
    else if (wroteOn && text !== this.#text) {
      // A colleague held the ticket meanwhile and wrote: theirs goes on, these words are offered.
      this.#found = this.#text;
      this.#text = text;
      this.#shelve();
    }
    this.#acknowledged = text;
    if (!draft) return;
    this.#revision = draft.revision;
    this.#savedAt = draft.savedAt;
  }

  /** The connection is back: hands in what was kept. */
  retry(): void {
    this.#plan(0);
  }

  /** Lets the words found from an earlier sitting go, after they were looked at. */
  dismissFound(): void {
    this.#found = null;
    if (!this.unsaved) this.#unshelve();
  }

  /** While an answer is being given in, no save may overtake it. */
  pause(paused: boolean): void {
    this.#paused = paused;
    if (!paused) this.#plan(0);
  }

  /** The server has taken the words as an answer, or the ticket is settled: nothing is left to keep. */
  clear(): void {
    this.#found = null;
    this.#forget();
  }

  close(): void {
    this.#parts.timers.clear(this.#timer);
    this.#timer = undefined;
  }

  /** Forgets what is the server's own; words that were found and not yet looked at stay. */
  #forget(): void {
    this.#text = '';
    this.#acknowledged = '';
    this.#refusal = null;
    this.#savedAt = null;
    this.#revision = 0;
    this.#sent = 0;
    this.#sitting += 1;
    if (this.#found !== null) this.#shelve();
    this.#unshelve();
    this.close();
  }

  #stand(): DraftStanding {
    if (!this.unsaved) return this.#text === '' ? 'empty' : 'saved';
    if (this.#refusal === 'offline' || this.#refusal === 'unreachable') return 'kept-here';
    return this.#refusal ? 'refused' : 'unsaved';
  }

  #shelve(): void {
    const { shelf, timers } = this.#parts;
    const [text, revision, found] = [this.#text, this.#revision, this.#found];
    shelf.write(this.ticketId, { text, revision, found, at: timers.now() });
  }

  /** Words that were found and not yet looked at stay on the shelf. */
  #unshelve(): void {
    if (this.#found === null) this.#parts.shelf.remove(this.ticketId);
  }

  get #mayPlan(): boolean {
    return this.unsaved && this.#adopted && !this.#paused && !this.#saving && this.#token !== null;
  }

  #plan(afterMs: number): void {
    if (!this.#mayPlan) return;
    if (this.#refusal && !passing.includes(this.#refusal)) return;
    if (this.#timer !== undefined && afterMs > 0) return;
    this.close();
    this.#timer = this.#parts.timers.set(() => void this.#save(), afterMs);
  }

  async #save(): Promise<void> {
    this.#timer = undefined;
    const token = this.#token;
    if (!this.#mayPlan || token === null) return;
    const [text, sitting] = [this.#text, this.#sitting];
    const revision = Math.max(this.#revision, this.#sent) + 1;
    this.#sent = revision;
    this.#saving = true;
    const outcome = await this.#parts.save({ ticketId: this.ticketId, token, text, revision });
    this.#saving = false;
    if (sitting !== this.#sitting) return this.#plan(0);
    if (outcome.ok) this.#saved(text, revision);
    else this.#refused(outcome.refusal, token);
  }

  #saved(text: string, revision: number): void {
    this.#acknowledged = text;
    this.#revision = revision;
    this.#savedAt = this.#parts.timers.now();
    this.#refusal = null;
    if (this.unsaved) this.#shelve();
    else this.#unshelve();
    this.#plan(saveEveryMs);
  }

  #refused(refusal: Refused, token: number): void {
    // A refusal of an older token says nothing about the one held now.
    if (token !== this.#token && this.#token !== null) return this.#plan(0);
    this.#refusal = refusal;
    this.#refusedToken = token;
    this.#plan(retryMs);
  }
}
