import type { EntryDraft, EntryKind } from './entry-draft.ts';

/** What stands open over the roster. */
export type OpenDialog =
  | { readonly kind: 'cell'; readonly personId: string; readonly date: string }
  | { readonly kind: 'entry'; readonly draft: EntryDraft; readonly kinds: readonly EntryKind[] }
  | { readonly kind: 'proposal' | 'import' | 'plan' };
