import { learnArrivals, type ArrivalModel } from './arrival-model.ts';
import { learnHandling, type HandlingModel } from './handling-model.ts';
import { cellAt } from './hour-counts.ts';
import type { Known } from './known.ts';
import { isGravePeak } from './ordinary-week.ts';
import { learnPace, type PaceModel } from './pace-model.ts';
import { learnMix, type QuestionMix } from './question-mix.ts';
import { learnOutOfTurn } from './turn-model.ts';

/** All that a forecast has learned: how questions come, what they are, and how they are answered (MET-4). */
export interface Model {
  readonly arrivals: ArrivalModel;
  readonly mix: QuestionMix;
  readonly handling: HandlingModel;
  readonly pace: PaceModel;
  /** The share of claims chosen by hand, out of turn. */
  readonly outOfTurn: number;
  readonly isPeak: (atMs: number) => boolean;
}

/** Learns from the past alone; equal pasts give equal models. */
export function learn(known: Known): Model {
  const isPeak = (atMs: number) => {
    const cell = cellAt(atMs, known.tz);
    return isGravePeak({ hour: cell % 24, weekday: Math.floor(cell / 24) + 1 });
  };
  const handling = learnHandling(known.cases);
  return {
    arrivals: learnArrivals(known),
    mix: learnMix(known, isPeak),
    handling,
    pace: learnPace(known, handling),
    outOfTurn: learnOutOfTurn(known),
    isPeak,
  };
}
