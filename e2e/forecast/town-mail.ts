import { happens, seededRandom, type Random } from '@vigie/shared/chance/random';
import { dateAt, dayOf, hourMs, minuteMs } from '@vigie/shared/roster/calendar';
import type { Priority } from '@vigie/shared/triage/priority';
import { befalls, noise, type TownTraits } from './town-traits.ts';

/** A question as the town wrote it. */
export interface TownLetter {
  readonly atMs: number;
  readonly priority: Priority;
  readonly allowedMs: number;
  readonly restricted: boolean;
}

/** All that a town writes in so many days, minute by minute, in order. */
export function writeLetters(
  town: TownTraits,
  fromMs: number,
  days: number,
  tz: string,
): TownLetter[] {
  const random = seededRandom(town.seed * 104_729 + 1);
  const rate = rateOf(town, fromMs, days, tz, random);
  const outages = befalls(random, town.outageGapHours, days * 24).map((start) => ({
    fromMs: fromMs + start * hourMs,
    untilMs: fromMs + (start + 0.5 + 2 * random.next()) * hourMs,
  }));
  const letters: TownLetter[] = [];
  for (let at = fromMs; at < fromMs + days * 24 * hourMs; at += minuteMs) {
    const outage = outages.find((each) => each.fromMs <= at && at < each.untilMs);
    for (let left = rate(at); left > 0; left -= 1) {
      if (!happens(random, Math.min(1, left))) continue;
      const written = (outage?.untilMs ?? at) + Math.floor(random.next() * 3 * minuteMs);
      letters.push({ atMs: written, ...drawKind(random) });
    }
  }
  return letters.sort((one, other) => one.atMs - other.atMs);
}

/** Letters a minute at an instant. */
function rateOf(town: TownTraits, fromMs: number, days: number, tz: string, random: Random) {
  const dayFactors = Array.from({ length: days + 2 }, () => noise(random, town.dayNoise));
  let drift = 0;
  const hourFactors = Array.from({ length: days * 24 + 2 }, () => {
    // What moves the town now still does in the next hour.
    drift = 0.6 * drift + 0.8 * town.hourNoise * (random.next() + random.next() - 1) * 2.4;
    return Math.exp(drift - town.hourNoise ** 2 / 2);
  });
  const bursts = befalls(random, town.burst.gapHours, days * 24).map((start) => ({
    start,
    height: (town.burst.factor - 1) * (0.5 + random.next()),
  }));
  const firstDay = dayOf(dateAt(tz, fromMs));
  return (at: number): number => {
    const hours = (at - fromMs) / hourMs;
    const day = dayOf(dateAt(tz, at)) - firstDay;
    const hourOfDay = localHour(at, tz);
    const trend = (1 + town.slope) ** day * (day >= town.change.day ? town.change.factor : 1);
    const weekday = town.weekdays[(firstDay + day + 3) % 7] ?? 1;
    const burst = bursts.reduce((sum, { start, height }) => {
      const since = hours - start;
      const fades = since >= 0 && since < 8 * town.burst.fadeHours;
      return sum + (fades ? height * Math.exp(-since / town.burst.fadeHours) : 0);
    }, 0);
    const usual = (town.dayLoad / 1440) * (town.curve[hourOfDay] ?? 1) * weekday * trend;
    const noisy = (dayFactors[day] ?? 1) * (hourFactors[Math.floor(hours)] ?? 1);
    return usual * noisy * (1 + burst);
  };
}

const hours = new Map<number, number>();

/** By the wall clock; looked up once an hour. */
function localHour(at: number, tz: string): number {
  const hour = Math.floor(at / hourMs);
  let local = hours.get(hour);
  if (local === undefined) {
    local = Temporal.Instant.fromEpochMilliseconds(hour * hourMs).toZonedDateTimeISO(tz).hour;
    hours.set(hour, local);
  }
  return local;
}

function drawKind(random: Random): Omit<TownLetter, 'atMs'> {
  const place = random.next();
  if (place < 0.012)
    return { priority: 'P0', allowedMs: 5 * minuteMs, restricted: happens(random, 0.3) };
  if (place < 0.08) {
    const allowedMs = happens(random, 0.4) ? 15 * minuteMs : hourMs;
    return { priority: 'P1', allowedMs, restricted: happens(random, 0.35) };
  }
  if (place < 0.6) {
    return {
      priority: 'P2',
      allowedMs: happens(random, 0.85) ? 4 * hourMs : 24 * hourMs,
      restricted: false,
    };
  }
  return { priority: 'P3', allowedMs: 24 * hourMs, restricted: false };
}
