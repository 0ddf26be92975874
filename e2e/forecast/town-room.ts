import {
  exponential,
  happens,
  lognormal,
  seededRandom,
  type Random,
} from '@vigie/shared/chance/random';
import type { Case } from '@vigie/shared/forecast/known';
import { hourMs, minuteMs } from '@vigie/shared/roster/calendar';
import { writeLetters, type TownLetter } from './town-mail.ts';
import { rosterOf, type TownShift } from './town-roster.ts';
import type { TownTraits } from './town-traits.ts';

/** One member of a shift as it really went. */
interface Officer {
  readonly name: string;
  readonly cleared: boolean;
  readonly speed: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly breaks: readonly { readonly fromMs: number; readonly untilMs: number }[];
  freeAt: number;
}

type Open = { -readonly [K in keyof Case]: Case[K] };

/** The room is looked at so often, in ms. */
const tickMs = 20_000;

/** What a town wrote and how its people answered it, from the first day to the last. */
export function liveTown(town: TownTraits, fromMs: number, days: number, tz: string): Case[] {
  const random = seededRandom(town.seed * 15_485_863 + 5);
  const letters = writeLetters(town, fromMs, days, tz);
  const shifts = rosterOf(town, fromMs, days);
  const cases: Open[] = [];
  const waiting: Open[] = [];
  let on: Officer[] = [];
  let [letter, shift] = [0, 0];
  for (let at = fromMs; at < fromMs + days * 24 * hourMs; at += tickMs) {
    for (; (letters[letter]?.atMs ?? Infinity) <= at; letter += 1) {
      const opened = openCase(letters[letter] as TownLetter, cases.length);
      cases.push(opened);
      waiting.push(opened);
    }
    for (; (shifts[shift]?.startMs ?? Infinity) <= at; shift += 1) {
      on = [
        ...on.filter(({ untilMs }) => untilMs > at),
        ...turnUp(town, shifts[shift] as TownShift, random),
      ];
    }
    for (const officer of on) work(town, officer, waiting, at, random);
  }
  return cases;
}

function openCase({ atMs, priority, allowedMs, restricted }: TownLetter, n: number): Open {
  return {
    ...{ id: `c${String(n)}`, priority, restricted, startedAt: atMs, dueAt: atMs + allowedMs },
    ...{ claimedAt: null, holder: null, endedAt: null, outcome: 'waiting', withSheet: false },
  };
}

/** Who really comes: some do not, some late; each has breaks of their own. */
function turnUp(town: TownTraits, shift: TownShift, random: Random): Officer[] {
  return Array.from({ length: shift.people }, (_, n) => {
    const late = happens(random, 0.08) ? random.next() * hourMs : random.next() * 5 * minuteMs;
    const fromMs = shift.startMs + late;
    const mealMs = shift.startMs + (4 + 3 * random.next()) * hourMs;
    const breaks = [{ fromMs: mealMs, untilMs: mealMs + (30 + 25 * random.next()) * minuteMs }];
    for (let at = fromMs; ;) {
      at += exponential(random, 1 / (2.5 * hourMs));
      if (at > shift.endMs) break;
      breaks.push({ fromMs: at, untilMs: at + (6 + 10 * random.next()) * minuteMs });
    }
    return {
      ...{ name: `${shift.id}-${String(n)}`, cleared: n < shift.cleared, breaks },
      speed: lognormal(random, 1, 0.2) / (shift.isNight ? town.nightSlower : 1),
      fromMs,
      untilMs: happens(random, town.noShow) ? fromMs : shift.endMs - random.next() * 6 * minuteMs,
      freeAt: fromMs,
    };
  });
}

function work(
  town: TownTraits,
  officer: Officer,
  waiting: Open[],
  at: number,
  random: Random,
): void {
  if (at < officer.freeAt || at >= officer.untilMs) return;
  if (officer.breaks.some(({ fromMs, untilMs }) => fromMs <= at && at < untilMs)) return;
  const taken = choose(town, officer, waiting, random);
  if (!taken) return;
  const isClosed = happens(random, town.closed);
  const withSheet = !isClosed && happens(random, town.sheetShare);
  const minutes = isClosed ? 1.5 : withSheet ? town.sheetMinutes : town.byHandMinutes;
  const grave = taken.priority === 'P0' ? 0.6 : taken.priority === 'P1' ? 1.2 : 1;
  const tookMs = (lognormal(random, minutes * minuteMs, town.spread) * grave) / officer.speed;
  taken.claimedAt = at;
  taken.holder = officer.name;
  taken.withSheet = withSheet;
  taken.endedAt = Math.round(at + tookMs);
  taken.outcome = isClosed ? 'closed-unanswered' : 'answered';
  const ease = Math.max(0, 1 - waiting.length / town.comfort);
  const breathMs = town.breathMinutes * (1 + town.slack * ease) * minuteMs;
  officer.freeAt = taken.endedAt + exponential(random, 1 / breathMs);
}

/** Danger first, then the earliest target; some look for something easier. */
function choose(
  town: TownTraits,
  officer: Officer,
  waiting: Open[],
  random: Random,
): Open | undefined {
  const wilful = waiting.length > 3 && happens(random, town.wilful);
  let best = -1;
  for (let n = 0; n < waiting.length; n += 1) {
    const each = waiting[n];
    if (!each || (each.restricted && !officer.cleared)) continue;
    const chosen = waiting[best];
    if (
      !chosen ||
      before(each, chosen) ||
      (wilful && each.priority !== 'P0' && happens(random, 0.2))
    ) {
      best = n;
    }
  }
  return best < 0 ? undefined : waiting.splice(best, 1)[0];
}

function before(one: Open, other: Open): boolean {
  const danger = Number(other.priority === 'P0') - Number(one.priority === 'P0');
  return danger === 0 ? one.dueAt < other.dueAt : danger < 0;
}
