import { dateAt, dateOf, dayOf, isDate } from '@vigie/shared/roster/calendar';
import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';
import {
  statisticsSteps,
  type StatisticsFilter,
  type StatisticsStep,
} from '@vigie/shared/wire/statistics';

/** Days from one to another, both included (ISO). */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What the page is asked for; all of it stands in its address, so that a view can be handed on. */
export interface StatisticsAddress {
  readonly period: Period;
  readonly step: StatisticsStep;
  readonly filter: StatisticsFilter;
  /** Shown beside the first; null where nothing is compared. */
  readonly compared: Period | null;
}

const zone = 'Europe/Paris';
const usualDays = 28;
const filterNames = {
  priority: 'priorite',
  category: 'categorie',
  mailbox: 'boite',
  team: 'brigade',
  kind: 'vacation',
  person: 'personne',
} as const;
type FilterName = keyof typeof filterNames;
const kinds = { jour: 'day', nuit: 'night' } as const;
const stepNames = { heure: 'hour', jour: 'day', semaine: 'week', mois: 'month' } as const;

/** Reads an address; what is no filter in it is left out. Without dates it is the last four weeks. */
export function addressOf(params: Pick<URLSearchParams, 'get'>, nowMs: number): StatisticsAddress {
  const period = periodIn(params, 'du', 'au') ?? lastDays(usualDays, nowMs);
  const stepName = params.get('pas') ?? '';
  const step = stepName in stepNames ? stepNames[stepName as keyof typeof stepNames] : null;
  return {
    period,
    step: step ?? usualStep(period),
    filter: filterIn(params),
    compared: periodIn(params, 'cdu', 'cau'),
  };
}

/** The address under which this view stands. */
export function queryOf({ period, step, filter, compared }: StatisticsAddress): string {
  const params = new URLSearchParams({ du: period.from, au: period.to });
  if (step !== usualStep(period)) params.set('pas', nameOf(stepNames, step));
  for (const name of Object.keys(filterNames) as FilterName[]) {
    const value = filter[name];
    if (value === undefined) continue;
    params.set(filterNames[name], name === 'kind' ? nameOf(kinds, value) : value);
  }
  if (compared) {
    params.set('cdu', compared.from);
    params.set('cau', compared.to);
  }
  return `?${params.toString()}`;
}

/** The same for the server, of one of the periods. */
export function serverQueryOf({ step, filter }: StatisticsAddress, period: Period): string {
  return new URLSearchParams({ ...paramsOf(filter), ...period, step }).toString();
}

/** A filter as parameters of the server; what is not asked for is left out. */
export function paramsOf(filter: StatisticsFilter): Record<string, string> {
  const set = Object.entries(filter).filter(([, value]) => value);
  return Object.fromEntries(set) as Record<string, string>;
}

/** The days up to today. */
export function lastDays(days: number, nowMs: number): Period {
  const today = dayOf(dateAt(zone, nowMs));
  return { from: dateOf(today - days + 1), to: dateOf(today) };
}

/** As many days right before a period. */
export function before({ from, to }: Period): Period {
  const days = daysIn({ from, to });
  return { from: dateOf(dayOf(from) - days), to: dateOf(dayOf(from) - 1) };
}

/** So many days from a day on, and as many before it: what a change of staffing did. */
export function around(date: string, days: number): { period: Period; compared: Period } {
  const period = { from: date, to: dateOf(dayOf(date) + days - 1) };
  return { period, compared: before(period) };
}

function daysIn({ from, to }: Period): number {
  return dayOf(to) - dayOf(from) + 1;
}

/** A step that makes some dozens of points of a period. */
export function usualStep(period: Period): StatisticsStep {
  const days = daysIn(period);
  if (days <= 3) return 'hour';
  if (days <= 70) return 'day';
  return days <= 400 ? 'week' : 'month';
}

/** Steps that a period can be told in without hundreds of points. */
export function stepsOf(period: Period): StatisticsStep[] {
  const days = daysIn(period);
  return statisticsSteps.filter((step) => {
    if (step === 'hour') return days <= 14;
    if (step === 'day') return days <= 400;
    return true;
  });
}

function filterIn(params: Pick<URLSearchParams, 'get'>): StatisticsFilter {
  const text = (name: FilterName) =>
    params.get(filterNames[name])?.trim().slice(0, 64) || undefined;
  const kindName = text('kind') ?? '';
  const kind = kindName in kinds ? kinds[kindName as keyof typeof kinds] : undefined;
  const filter = {
    priority: priorities.find((one) => one === text('priority')),
    category: categoryKeys.find((one) => one === text('category')),
    ...{ mailbox: text('mailbox'), team: text('team'), kind, person: text('person') },
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function periodIn(
  params: Pick<URLSearchParams, 'get'>,
  fromName: string,
  toName: string,
): Period | null {
  const [from, to] = [params.get(fromName) ?? '', params.get(toName) ?? ''];
  return isDate(from) && isDate(to) && from <= to ? { from, to } : null;
}

function nameOf<T extends string>(names: Readonly<Record<string, T>>, value: T): string {
  return Object.entries(names).find(([, one]) => one === value)?.[0] ?? '';
}
