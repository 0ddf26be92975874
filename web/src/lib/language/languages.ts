import type { Locale } from '#lib/paraglide/runtime.js';

/** The languages of the screens, each named in its own words, for whoever cannot read the other. */
export const languages: readonly { readonly locale: Locale; readonly text: string }[] = [
  { locale: 'fr', text: 'Français' },
  { locale: 'en', text: 'English' },
];
