import { dateAt, dateOf, dayOf, daysAfter } from './calendar.ts';
import type { Finding } from './finding.ts';
import { isFact } from './absence.ts';
import type { Departure, Override } from './override.ts';
import { touched, type RosterBook } from './roster-book.ts';
import { coverOn, newFindings, personFindings } from './rules/judge.ts';

/** A posting without an end is judged over so many days: two rounds of the default cycle. */
const openPostingDays = 28;

/** What a change of overrides brings about, for every person and shift concerned (ROST-2). */
export function consequences(before: RosterBook, changed: readonly Override[]): Finding[] {
  const after = before.with(...changed);
  const reach = reachOf(before, changed);
  return newFindings(findingsIn(before, reach), findingsIn(after, reach));
}

interface Reach {
  readonly people: ReadonlyMap<string, { readonly from: string; readonly to: string }>;
  readonly dates: readonly string[];
}

/** Whom a change concerns, between which dates, and the dates whose cover it may change. */
function reachOf(book: RosterBook, changed: readonly Override[]): Reach {
  const people = new Map<string, { from: string; to: string }>();
  const dates = new Set<string>();
  for (const override of changed) {
    for (const { personId, from, to } of stretchesTouched(override, book.tz)) {
      const known = people.get(personId);
      people.set(personId, {
        from: known && known.from < from ? known.from : from,
        to: known && known.to > to ? known.to : to,
      });
      for (let day = dayOf(from); day <= dayOf(to); day += 1) dates.add(dateOf(day));
    }
  }
  return { people, dates: [...dates] };
}

function findingsIn(book: RosterBook, { people, dates }: Reach): Finding[] {
  const findings: Finding[] = [];
  for (const [id, { from, to }] of people) findings.push(...personFindings(book, id, from, to));
  for (const date of dates) findings.push(...coverOn(book, date));
  return findings;
}

/** Whose dates an override touches, from the first to the last; swaps touch two dates of two people. */
export function stretchesTouched(
  override: Pick<Override, 'departure'>,
  tz: string,
): { readonly personId: string; readonly from: string; readonly to: string }[] {
  const { departure } = override;
  if (departure.kind === 'posting') {
    const { personId, from, to } = departure;
    return [{ personId, from, to: to ?? daysAfter(from, openPostingDays) }];
  }
  return touched(override, tz).flatMap(({ personId, dates }) =>
    departure.kind === 'swap'
      ? dates.map((date) => ({ personId, from: date, to: date }))
      : [{ personId, from: dates[0] ?? '', to: dates.at(-1) ?? '' }],
  );
}

/** True for what can still be arranged otherwise: neither a fact, nor over (ROST-2). */
export function isPlanned(departure: Departure, at: number, tz: string): boolean {
  if (departure.kind === 'late' || departure.kind === 'early-leave') return false;
  if (departure.kind === 'absence' && isFact(departure.absence)) return false;
  const last = stretchesTouched({ departure }, tz).map(({ to }) => to);
  return last.some((date) => date >= dateAt(tz, at));
}
