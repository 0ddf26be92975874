import type { Gender } from '../citizens.ts';

/** One thing that happens to people, as they tell it. Words in braces are filled in (`fill.ts`). */
export interface Case {
  readonly subjects: readonly string[];
  /** From the heart of the matter outwards; the first sentence says it alone. */
  readonly tale: readonly string[];
  /** Somebody is in danger now: the triage must make it a P0 (MAIL-14). */
  readonly danger?: true;
  /** Who tells it, where its words say so. */
  readonly by?: Gender;
}

/** How citizens write about one category of the domain's table. */
export interface Story {
  readonly cases: readonly Case[];
  /** Sentences that fit any of the cases, for those who write at length. */
  readonly details: readonly string[];
  /** What they want to know in the end. */
  readonly asks: readonly string[];
}
