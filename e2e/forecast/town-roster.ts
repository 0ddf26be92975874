import { happens, seededRandom } from '@vigie/shared/chance/random';
import type { StaffStep } from '@vigie/shared/forecast/known';
import { hourMs } from '@vigie/shared/roster/calendar';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { shiftsBetween } from '@vigie/shared/roster/on-duty';
import type { TownTraits } from './town-traits.ts';

/** A shift as the roster says: who is known to be away does not count. */
export interface TownShift {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly isNight: boolean;
  readonly people: number;
  readonly cleared: number;
}

/** All shifts of a town, the first to start in front. */
export function rosterOf(town: TownTraits, fromMs: number, days: number): TownShift[] {
  const random = seededRandom(town.seed * 1_299_709 + 3);
  const untilMs = fromMs + (days + 2) * 24 * hourMs;
  return defaultCycle.teams
    .flatMap(({ id }) => shiftsBetween(defaultCycle, id, fromMs, untilMs))
    .sort((one, other) => one.startMs - other.startMs)
    .map(({ id, startMs, endMs, kind }) => {
      const team = kind === 'night' ? town.teams.night : town.teams.day;
      const there = Array.from({ length: team }, () => !happens(random, town.away)).filter(Boolean);
      const people = Math.max(1, there.length);
      const cleared = Math.max(1, Math.round(people * town.cleared));
      return { id, startMs, endMs, isNight: kind === 'night', people, cleared };
    });
}

/** How many are on duty from each instant on. */
export function stepsOf(shifts: readonly TownShift[]): StaffStep[] {
  const instants = [...new Set(shifts.flatMap(({ startMs, endMs }) => [startMs, endMs]))];
  return instants
    .sort((one, other) => one - other)
    .map((atMs) => {
      const on = shifts.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
      const sum = (of: 'people' | 'cleared') => on.reduce((total, each) => total + each[of], 0);
      return { atMs, people: sum('people'), cleared: sum('cleared') };
    });
}
