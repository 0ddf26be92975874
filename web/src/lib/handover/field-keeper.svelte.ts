import { mergeWords } from '@vigie/shared/handover/merge-words';
import type { Timers } from '#lib/live/timers.ts';

/** What a field says by the server: its text, and which save that was. */
export interface Said {
  readonly text: string;
  readonly revision: number;
}

/** The outcome of a save: the revision that holds the words, or nothing while they are still ours alone. */
export type Save = (text: string, base: number) => Promise<number | null>;

/** Words are saved after this long without a key, and at least this often while one types on, in ms. */
const pauseMs = 700;

/**
 * One field of a sheet while somebody types in it (HAND-1): what others save meanwhile is merged into
 * what stands here, and no word of either is dropped.
 */
export class FieldKeeper {
  #save: Save;
  #timers: Timers;
  #text = $state('');
  /** What our text was typed on. */
  #base: Said = { text: '', revision: 0 };
  #timer: number | undefined;
  #saving = $state(false);
  #refused = $state(false);

  constructor(said: Said, save: Save, timers: Timers) {
    this.#save = save;
    this.#timers = timers;
    this.#base = said;
    this.#text = said.text;
  }

  get text(): string {
    return this.#text;
  }

  /** True while something typed here is not yet acknowledged. */
  get unsaved(): boolean {
    return this.#saving || this.#text !== this.#base.text;
  }

  /** True where the last save was refused: the words stand here and nowhere else. */
  get refused(): boolean {
    return this.#refused;
  }

  type(text: string): void {
    this.#text = text;
    this.#timers.clear(this.#timer);
    this.#timer = this.#timers.set(() => void this.save(), pauseMs);
  }

  /** Puts words that were refused back beside what stands here now, each of them as they were typed (LOCK-3). */
  putBack(words: string): void {
    const here = this.#text.trim();
    if (here.includes(words.trim())) void this.save();
    else if (words.includes(here)) this.type(words);
    else this.type(`${this.#text}\n${words}`);
  }

  /** Takes in what the server says of this field. */
  hear(said: Said): void {
    if (said.revision <= this.#base.revision) return;
    this.#text = mergeWords(this.#base.text, said.text, this.#text);
    this.#base = said;
    if (this.#text !== said.text && !this.#saving) this.type(this.#text);
  }

  /** Saves what is not saved yet; one save at a time. */
  async save(): Promise<void> {
    this.#timers.clear(this.#timer);
    if (this.#saving || this.#text === this.#base.text) return;
    const [text, base] = [this.#text, this.#base];
    this.#saving = true;
    const revision = await this.#save(text, base.revision);
    this.#saving = false;
    this.#refused = revision === null;
    if (revision === null) return;
    // Only our own save lies between: else the merged text is on its way to us.
    if (revision === base.revision + 1 && this.#base === base) this.#base = { text, revision };
    if (this.#text !== text) this.type(this.#text);
  }

  close(): void {
    this.#timers.clear(this.#timer);
    void this.save();
  }
}
