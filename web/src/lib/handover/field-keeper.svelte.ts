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
  /** Our text as the server last took it, until we hear what it made of it. */
  #taken: string | null = null;
  #timer: number | undefined;
  #running: Promise<boolean> | null = null;
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
    return this.#saving || (this.#text !== this.#base.text && this.#text !== this.#taken);
  }

  /** True where the last save was refused: the words stand here and nowhere else. */
  get refused(): boolean {
    return this.#refused;
  }

  type(text: string): void {
    this.#text = text;
    this.#timers.clear(this.#timer);
    this.#timer = this.#timers.set(() => void (this.unsaved && this.#begin()), pauseMs);
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
    [this.#base, this.#taken] = [said, null];
    if (this.#text !== said.text && !this.#saving) this.type(this.#text);
  }

  /** Saves what stands here, and what was typed while a save was under way; true once the server has it all. */
  async save(): Promise<boolean> {
    let kept = true;
    while (kept && this.unsaved) kept = await this.#begin();
    return kept;
  }

  close(): void {
    this.#timers.clear(this.#timer);
    void this.save();
  }

  /** One save at a time: where one is under way it is that one. */
  #begin(): Promise<boolean> {
    return (this.#running ??= this.#saveOnce());
  }

  async #saveOnce(): Promise<boolean> {
    this.#timers.clear(this.#timer);
    const [text, base] = [this.#text, this.#base];
    this.#saving = true;
    const revision = await this.#save(text, base.revision).finally(() => {
      [this.#saving, this.#running] = [false, null];
    });
    this.#refused = revision === null;
    if (revision === null) return false;
    this.#taken = text;
    // Only our own save lies between: else the merged text is on its way to us.
    if (revision === base.revision + 1 && this.#base === base) this.#base = { text, revision };
    if (this.#text !== text) this.type(this.#text);
    return true;
  }
}
