import { createContext } from 'svelte';

export type Theme = 'system' | 'light' | 'dark';

/** A reader's own settings, kept in this browser; storage that is forbidden only forgets them. */
export class Preferences {
  #storage: Storage | null;
  #theme = $state<Theme>('system');
  #singleKeys = $state(true);
  #muted = $state(false);

  constructor(storage: Storage | null) {
    this.#storage = storage;
    const theme = this.#read('theme');
    if (theme === 'light' || theme === 'dark') this.#theme = theme;
    this.#singleKeys = this.#read('single-keys') !== 'off';
    this.#muted = this.#read('muted') === 'on';
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#write('theme', theme);
    // The shell's first script sets the same attribute before the first paint.
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }

  /** Keys without Ctrl or Alt may be switched off: voice control types them by accident (WCAG 2.1.4). */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    this.#write('single-keys', on ? 'on' : 'off');
  }

  /** True when the P0 alarm is silenced on this screen; the header shows it. */
  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.#write('muted', muted ? 'on' : 'off');
  }

  #read(name: string): string | null {
    return this.#storage?.getItem(`vigie.${name}`) ?? null;
  }

  #write(name: string, value: string): void {
    this.#storage?.setItem(`vigie.${name}`, value);
  }
}

/** The browser's storage, or null where it is forbidden. */
export function localStore(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export const [usePreferences, providePreferences] = createContext<Preferences>();
