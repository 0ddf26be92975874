import type { PersonFields } from './person.ts';

/** What somebody wants of a person's file, as the judge sees it. */
export type PersonCommand =
  | { readonly type: 'add-person'; readonly fields: PersonFields; readonly loginTaken: boolean }
  | {
      readonly type: 'change-person';
      readonly fields: PersonFields;
      readonly loginTaken: boolean;
      readonly activeCommissioners: number;
      readonly held: number;
    }
  | { readonly type: 'end-person'; readonly activeCommissioners: number; readonly held: number }
  | { readonly type: 'reset-password' }
  | { readonly type: 'begin-pause' }
  | { readonly type: 'end-pause' };
