import { toast } from 'svelte-sonner';
import { languages } from '#lib/language/languages.ts';
import type { Commander } from '#lib/live/commander.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, setLocale } from '#lib/paraglide/runtime.js';
import { refusalText } from '#lib/refusal/refusal-text.ts';
import type { RoomCommand } from '#lib/search/palette.ts';
import type { Preferences } from '#lib/session/preferences.svelte.ts';
import type { SessionStore } from '#lib/session/session-store.svelte.ts';

interface RoomHands {
  readonly session: SessionStore;
  readonly commander: Commander;
  readonly preferences: Preferences;
  readonly paused: boolean;
  readonly onpassword: () => void;
  readonly onwalls: () => void;
  readonly onfactor: () => void;
}

/** What this person can do from anywhere, as the palette and their own menu offer it. */
export function roomCommands(hands: RoomHands): RoomCommand[] {
  const { session, commander, preferences, paused, onpassword, onwalls, onfactor } = hands;
  const pause = async () => {
    const outcome = await commander.send({ type: paused ? 'end-pause' : 'begin-pause' });
    if (!outcome.ok) toast.error(refusalText(outcome.refusal));
  };
  const walls = session.may('manage-walls') ? [{ text: m.walls_menu(), act: onwalls }] : [];
  const others = languages.filter(({ locale }) => locale !== getLocale());
  return [
    { text: paused ? m.menu_pause_end() : m.menu_pause_begin(), act: () => void pause() },
    { text: m.menu_theme_light(), act: () => (preferences.theme = 'light') },
    { text: m.menu_theme_dark(), act: () => (preferences.theme = 'dark') },
    { text: m.menu_theme_system(), act: () => (preferences.theme = 'system') },
    ...others.map(({ locale, text }) => ({ text, act: () => void setLocale(locale) })),
    ...walls,
    { text: m.menu_password(), act: onpassword },
    { text: m.factor_menu(), act: onfactor },
    { text: m.menu_sign_out(), act: () => void session.signOut() },
  ];
}
