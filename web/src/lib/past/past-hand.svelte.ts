import { untrack } from 'svelte';
import { toast } from 'svelte-sonner';
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { page } from '$app/state';
import type { KeyBinding } from '#lib/keys/keyboard.svelte.ts';
import type { Announcer } from '#lib/live/announcer.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { addressOf, instantOf, instantText } from './instant.ts';
import type { PastFeed } from './past-feed.svelte.ts';

/** The address is written once the hand rests: browsers count how often it changes. */
const restMs = 400;

/**
 * The hand on the marker: leads the past to an instant and back, and keeps the address of the page at it,
 * so that a link to the instant can be sent (TIME-1).
 */
export class PastHand {
  readonly past: PastFeed;
  #announcer: Announcer;
  #written: string | null = null;
  #said = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(past: PastFeed, announcer: Announcer) {
    this.past = past;
    this.#announcer = announcer;
  }

  /** Follows the address, and writes it as the past moves; belongs into the start of a component. */
  follow(): void {
    $effect(() => {
      const address = page.url.searchParams.get('instant');
      untrack(() => this.#read(address));
    });
    $effect(() => {
      const { isOpen, playing } = this.past;
      // While it plays the address stands still: it is the instant at which somebody stops that is sent.
      const address = isOpen ? (playing ? this.#written : addressOf(this.past.instant)) : null;
      clearTimeout(this.#timer);
      if (address === this.#written) return;
      this.#timer = setTimeout(() => this.#write(address), isOpen ? restMs : 0);
    });
    $effect(() => {
      const { isShown } = this.past;
      untrack(() => this.#say(isShown));
    });
    $effect(() => () => {
      clearTimeout(this.#timer);
      this.past.close();
    });
  }

  /** The keys of the past; those that lead out of it only while somebody is in it. */
  keys(onpick: () => void): KeyBinding[] {
    const pick = { press: 'i', shown: 'I', text: m.past_key_pick(), act: onpick };
    if (!this.past.isOpen) return [pick];
    const back = { text: m.past_key_back(), act: () => this.past.close() };
    const play = () => (this.past.playing ? this.past.pause() : this.past.play());
    return [
      pick,
      { press: 'd', shown: 'D', ...back },
      { press: 'Escape', shown: m.past_escape(), ...back },
      { press: 'p', shown: 'P', text: m.past_key_play(), act: play },
    ];
  }

  #say(isShown: boolean): void {
    if (isShown === this.#said) return;
    this.#said = isShown;
    const when = instantText(this.past.now, getLocale());
    this.#announcer.say(isShown ? m.past_said_past({ when }) : m.past_said_live());
  }

  #read(address: string | null): void {
    if (address === this.#written) return;
    this.#written = address;
    if (address === null) return this.past.close();
    const instant = instantOf(address);
    if (instant === null) toast.error(m.past_address());
    else this.past.open(instant);
  }

  #write(address: string | null): void {
    this.#written = address;
    const query = address === null ? '' : `?${String(new URLSearchParams({ instant: address }))}`;
    const to = `${resolve('/supervision')}${query}`;
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- resolved above, with its query
    void goto(to, { reset: false, replace: true });
  }
}
