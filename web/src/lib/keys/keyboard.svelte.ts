import { createContext, untrack } from 'svelte';
import { createKeybindingsHandler } from 'tinykeys';

/** One key with what it does; `text` is its line under « Toutes les touches ». */
export interface KeyBinding {
  /** As tinykeys writes it: `j`, `$mod+Enter`, `Shift+?`. */
  readonly press: string;
  /** As people read it. */
  readonly shown: string;
  readonly text: string;
  readonly act: () => void;
}

/** A key that something else listens to, such as the grid that has the focus: listed, not bound. */
export type KeyLine = Pick<KeyBinding, 'shown' | 'text'>;

/** The same with the keys as the browser names them, so that a test can hold it to what is heard. */
export type HeardKeys = KeyLine & { readonly keys: readonly string[] };

/** What the keyboard must know of the moment a key is pressed. */
export interface KeyMoment {
  readonly singleKeys: boolean;
  /** True while an open dialog or menu has the keyboard to itself. */
  readonly covered: boolean;
}

/** True for keys that a voice or a cat may press by itself: they can be switched off (WCAG 2.1.4). */
export function isSingleKey(press: string): boolean {
  return !/(^|\+)(\$mod|Control|Alt|Meta)\+/.test(press);
}

/** True when a key of this kind must do nothing just now: its letter belongs to what is typed or shown. */
export function isSilent(press: string, moment: KeyMoment, typing: boolean): boolean {
  if (moment.covered) return true;
  return isSingleKey(press) && (typing || !moment.singleKeys);
}

/** The keys of this screen: each screen lends its own while it is shown. */
export class Keyboard {
  #sets = $state.raw<readonly (readonly KeyBinding[])[]>([]);
  #told = $state.raw<readonly (readonly KeyLine[])[]>([]);
  #moment: () => KeyMoment;

  constructor(moment: () => KeyMoment) {
    this.#moment = moment;
  }

  /** All keys that work now, for the page that lists them. */
  get bindings(): readonly KeyBinding[] {
    return this.#sets.flat();
  }

  /** All keys of this screen by what they do, those of its parts included. */
  get lines(): readonly KeyLine[] {
    return [...this.bindings, ...this.#told.flat()];
  }

  /** Tells of keys that a part of the screen listens to itself; the owner must call what it returns. */
  tell(lines: readonly KeyLine[]): () => void {
    this.#told = [...untrack(() => this.#told), lines];
    return () => {
      this.#told = this.#told.filter((each) => each !== lines);
    };
  }

  /** Lends keys; the owner must call what it returns. */
  lend(bindings: readonly KeyBinding[]): () => void {
    // Lent from an effect, which must not run again because somebody else lends.
    this.#sets = [...untrack(() => this.#sets), bindings];
    const handlers = bindings.map((binding) => this.#handlerOf(binding));
    const hear = (event: KeyboardEvent) => {
      for (const handler of handlers) handler(event);
    };
    addEventListener('keydown', hear);
    return () => {
      this.#sets = this.#sets.filter((set) => set !== bindings);
      removeEventListener('keydown', hear);
    };
  }

  #handlerOf({ press, act }: KeyBinding): EventListener {
    const heard = (event: KeyboardEvent) => {
      if (isSilent(press, this.#moment(), isTyping(event.target))) return;
      event.preventDefault();
      act();
    };
    return createKeybindingsHandler({ [press]: heard }, { ignore: () => false });
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

export const [useKeyboard, provideKeyboard] = createContext<Keyboard>();
