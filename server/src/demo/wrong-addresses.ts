/** What goes wrong on the way to somebody; `breaks-off` has read the whole mail, and never answers. */
export type Wrong =
  | { readonly kind: 'refuses'; readonly code: number; readonly words: string }
  | { readonly kind: 'breaks-off' };

/** Citizens of the demonstration to whom no answer goes well, so that it can be seen what becomes of one (MAIL-8). */
const wrong: Readonly<Record<string, Wrong>> = {
  inconnu: { kind: 'refuses', code: 550, words: '5.1.1 no such mailbox' },
  occupe: { kind: 'refuses', code: 451, words: '4.7.1 please try again later' },
  muet: { kind: 'breaks-off' },
};

/** What goes wrong with mail to this address, by what stands before its @; null where nothing does. */
export function wrongAt(address: string): Wrong | null {
  const [local = ''] = address.toLowerCase().split('@');
  return Object.hasOwn(wrong, local) ? (wrong[local] ?? null) : null;
}
