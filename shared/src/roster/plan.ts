import { z } from 'zod';
import type { GivenExemption } from './override.ts';
import { defaultCycle, type Cycle } from './cycle.ts';

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'heure attendue sous la forme 08:30' });

/** Hours of those who work in no team: commissioner, officer, clerks (domain: "Roster"). */
export const officeHoursSchema = z.object({
  /** Monday to Sunday: 1 where they work. */
  days: z.array(z.literal([0, 1])).length(7, { error: 'sept jours attendus, de lundi à dimanche' }),
  from: time,
  to: time,
  /** Unpaid break within these hours. */
  breakMinutes: z.int().min(0).max(240),
});
export type OfficeHours = z.infer<typeof officeHoursSchema>;

/** How many must be on duty at any instant of a shift, and what else it needs (ROST-2). */
export const coverSchema = z.object({
  day: z.int().min(0).max(500),
  night: z.int().min(0).max(500),
});
export type Cover = z.infer<typeof coverSchema>;

export const holidayRegions = ['france', 'alsace-moselle'] as const;
export type HolidayRegion = (typeof holidayRegions)[number];

/** A rule that holds for shifts from this date (ISO) on, until the next of its kind. */
export interface ValidFrom<T> {
  readonly from: string;
  readonly value: T;
}

/**
 * The frame of the roster: cycles, office hours and minimum cover with their history, so that a change
 * of today never rewrites last year (ROST-1). The last of each list that is valid on a date holds.
 */
export interface RosterPlan {
  readonly cycles: readonly ValidFrom<Cycle>[];
  readonly office: readonly ValidFrom<OfficeHours>[];
  readonly cover: readonly ValidFrom<Cover>[];
  readonly holidays: HolidayRegion;
  /** The calendar feed of each person who has one: the `seq` that made its secret link. */
  readonly calendars: Readonly<Record<string, number>>;
  readonly seq: number;
}

/** The roster's frame is one stream of its own. */
export const planStreamId = 'roster-plan';
/** From before any roster. */
export const always = '0001-01-01';

/** Assumption: eight hours a day on weekdays, a break of an hour. */
export const defaultOfficeHours: OfficeHours = {
  days: [1, 1, 1, 1, 1, 0, 0],
  from: '08:30',
  to: '17:30',
  breakMinutes: 60,
};

/** Assumption: two thirds of a team; real strength is 20 to 25 % below the nominal on a given day. */
export const defaultCover: Cover = { day: 8, night: 4 };

export const defaultPlan: RosterPlan = {
  cycles: [{ from: always, value: defaultCycle }],
  office: [{ from: always, value: defaultOfficeHours }],
  cover: [{ from: always, value: defaultCover }],
  holidays: 'france',
  calendars: {},
  seq: 0,
};

/** All that can happen to the roster's frame. */
export type PlanEvent =
  | {
      readonly type: 'cycle-changed';
      readonly from: string;
      readonly cycle: Cycle;
      readonly exemption: GivenExemption | null;
    }
  | { readonly type: 'office-hours-changed'; readonly from: string; readonly office: OfficeHours }
  | { readonly type: 'cover-changed'; readonly from: string; readonly cover: Cover }
  | { readonly type: 'holidays-changed'; readonly region: HolidayRegion }
  | { readonly type: 'calendar-opened'; readonly personId: string }
  | { readonly type: 'calendar-revoked'; readonly personId: string };

/** What holds on a date (ISO). Each history begins before any roster. */
export function validOn<T>(history: readonly ValidFrom<T>[], date: string): T {
  const valid = history.findLast(({ from }) => from <= date) ?? history[0];
  if (!valid) throw new RangeError('a history of the roster is empty');
  return valid.value;
}

/** From this date on the value holds; what was foreseen for later is foreseen no more. */
export function since<T>(history: readonly ValidFrom<T>[], from: string, value: T): ValidFrom<T>[] {
  return [...history.filter((part) => part.from < from), { from, value }];
}
