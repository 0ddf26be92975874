import type { Finding } from '@vigie/shared/roster/finding';
import type { OverrideView } from '@vigie/shared/wire/roster';
import type { EntryDraft, EntryKind } from './entry-draft.ts';

/** What stands open over the roster. */
export type OpenDialog =
  | { readonly kind: 'cell'; readonly personId: string; readonly date: string }
  | { readonly kind: 'entry'; readonly draft: EntryDraft; readonly kinds: readonly EntryKind[] }
  /** To cancel this would break rules: a supervisor may take it upon themselves. */
  | {
      readonly kind: 'cancel-barred';
      readonly override: OverrideView;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'proposal' | 'import' | 'plan' };
