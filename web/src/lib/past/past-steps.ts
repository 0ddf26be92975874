import { applyChanges } from '@vigie/shared/sync/change';
import type { PastStep } from '@vigie/shared/wire/past';
import type { View } from '@vigie/shared/wire/view';

/** What stands ready to be played, up to an instant and its place in the log. */
export interface Reel {
  readonly seq: number;
  readonly until: number;
  readonly steps: readonly PastStep[];
}

/** The view after all steps up to an instant, and what is left to be played. */
export function playTo(
  view: View,
  reel: Reel,
  at: number,
): { readonly view: View; readonly reel: Reel } {
  const due = reel.steps.filter((step) => step.at <= at);
  if (!due.length) return { view, reel };
  return {
    view: applyChanges(
      view,
      due.flatMap(({ changes }) => changes),
    ),
    reel: { ...reel, steps: reel.steps.filter((step) => step.at > at) },
  };
}
