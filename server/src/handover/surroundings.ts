import type { Database } from '@vigie/db/database';
import { answersSince, arrivalsSince, episodesSince } from '@vigie/db/queries/figures';
import type { HourOfMail } from '@vigie/shared/handover/source';
import { liveFigures, type LiveFigures } from '@vigie/shared/metrics/live-figures';
import { fewestCases } from '@vigie/shared/metrics/survival';
import type { Shift } from '@vigie/shared/roster/on-duty';
import type { Sheet } from '@vigie/shared/wire/handover';
import type { Health } from '../live/live-hub.ts';

export interface SurroundingParts {
  readonly database: Database;
  readonly health: () => Health;
}

/** What a sheet shows beside the tickets: figures of the shift, hours of much mail, what does not work. */
export interface Surroundings {
  readonly figures: Sheet['figures'];
  readonly hours: readonly HourOfMail[];
  readonly health: Health;
}

const hourMs = 3_600_000;
/** The usual of an hour is its mean over so many days before. */
const usualDays = 7;
/** Figures are reckoned anew after this, in ms: a sheet is pushed every second. */
const freshMs = 5_000;

/** Reckons what surrounds a shift, and keeps it for a few seconds. */
export class ShiftSurroundings {
  readonly #parts: SurroundingParts;
  #kept: { readonly shiftId: string; readonly at: number; readonly made: Surroundings } | null =
    null;

  constructor(parts: SurroundingParts) {
    this.#parts = parts;
  }

  of(shift: Shift, at: number): Surroundings {
    const kept = this.#kept;
    const health = this.#parts.health();
    const stands = kept?.shiftId === shift.id && Math.abs(at - kept.at) < freshMs;
    if (stands) return { ...kept.made, health };
    const made = { ...this.#reckon(shift, at), health };
    this.#kept = { shiftId: shift.id, at, made };
    return made;
  }

  #reckon(shift: Shift, at: number): Pick<Surroundings, 'figures' | 'hours'> {
    const { database } = this.#parts;
    const since = shift.startMs;
    const episodes = episodesSince(database, since);
    const arrivals = arrivalsSince(database, since - usualDays * 24 * hourMs).map((a) => a.at);
    const answers = answersSince(database, since).map((answer) => answer.at);
    const ofShift = arrivals.filter((arrival) => arrival >= since);
    const live = liveFigures(episodes, ofShift, answers, at, since);
    return {
      figures: {
        received: ofShift.length,
        answered: answers.length,
        toTake: live.toTake.tickets,
        medianMinutes: minutesOf(live.median),
        withinTargetPercent: percentOf(live.withinTarget),
      },
      hours: hoursOf(arrivals, since, at),
    };
  }
}

/** Each whole or begun hour of the shift, beside the mean of the same hour on the days before. */
function hoursOf(arrivals: readonly number[], since: number, at: number): HourOfMail[] {
  const between = (from: number): number =>
    arrivals.filter((arrival) => arrival >= from && arrival < from + hourMs).length;
  const hours: HourOfMail[] = [];
  for (let hourStart = since; hourStart < at; hourStart += hourMs) {
    const days = Array.from({ length: usualDays }, (_, day) => hourStart - (day + 1) * 24 * hourMs);
    const usual = days.reduce((sum, day) => sum + between(day), 0) / usualDays;
    hours.push({ hourStart, received: between(hourStart), usual });
  }
  return hours;
}

function minutesOf(quantile: LiveFigures['median']): number | null {
  return 'minutes' in quantile ? quantile.minutes : null;
}

/** The same bound as for a quantile: of few cases a share says nothing. */
function percentOf({ share, hits, misses }: LiveFigures['withinTarget']): number | null {
  return share === null || hits + misses < fewestCases ? null : Math.round(share * 100);
}
