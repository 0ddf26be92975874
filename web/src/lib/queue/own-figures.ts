import type { View } from '@vigie/shared/wire/view';

/** One's own part of this shift: answers that left, and the first-answer clocks that one ended. */
export interface OwnFigures {
  readonly answered: number;
  readonly episodes: readonly View['episodes'][string][];
}

/** Reckons one's own figures of the shift from the live view. */
export function ownFigures({ answers, episodes }: View, me: string): OwnFigures {
  return {
    answered: Object.values(answers).filter(({ by }) => by === me).length,
    episodes: Object.values(episodes).filter(
      ({ by, outcome, excluded }) => by === me && outcome === 'answered' && excluded === null,
    ),
  };
}
