import { dateOf, dayOf, daysAfter, instantOf } from '../calendar.ts';
import { dutiesOnDates, shiftsOn } from '../duties.ts';
import type { Finding } from '../finding.ts';
import type { RosterBook } from '../roster-book.ts';
import { longAverages } from './averages.ts';
import { clockChanges } from './clock-change.ts';
import { coverFindings, strengthOf } from './cover.ts';
import { doubleShifts, shortDailyRests, shortWeeklyRests, stretchesOf } from './rest.ts';

/** Rest is judged from so many days before a date to so many after it: a week, and the night before. */
const restReach = 8;

/** Every rule about one person, for all that touches these dates, both included (ROST-2). */
export function personFindings(
  book: RosterBook,
  personId: string,
  from: string,
  to: string,
): Finding[] {
  const first = dateOf(dayOf(from) - restReach);
  const last = dateOf(dayOf(to) + restReach);
  const stretches = stretchesOf(dutiesOnDates(book, personId, first, last));
  const { tz } = book;
  return [
    ...doubleShifts(tz, personId, stretches),
    ...shortDailyRests(tz, personId, stretches),
    ...shortWeeklyRests(tz, personId, stretches),
    ...longAverages(book, personId, from, to),
  ];
}

/** Every rule about the shifts that start on a date (ROST-2). */
export function coverOn(book: RosterBook, date: string): Finding[] {
  return shiftsOn(book, date).flatMap((shift) => coverFindings(book, strengthOf(book, shift)));
}

/** All that the rules find between two dates, both included, for everybody; exemptions are named (ROST-2). */
export function findingsBetween(book: RosterBook, from: string, to: string): Finding[] {
  const findings = clockChanges(book, from, to);
  for (const { id } of book.people()) findings.push(...personFindings(book, id, from, to));
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    findings.push(...coverOn(book, dateOf(day)));
  }
  const exempted = exemptions(book);
  const [firstMs, endMs] = [from, daysAfter(to, 1)].map((date) => instantOf(book.tz, date, 0));
  return findings
    .filter(({ fromMs, toMs }) => (firstMs ?? 0) <= toMs && fromMs < (endMs ?? Infinity))
    .map((finding) => ({ ...finding, exemptedBy: exempted.get(finding.key) ?? null }))
    .sort((one, other) => one.fromMs - other.fromMs || (one.key < other.key ? -1 : 1));
}

function exemptions(book: RosterBook): Map<string, string> {
  const exempted = new Map<string, string>();
  for (const { id, status, exemption } of book.overrides()) {
    if (status !== 'standing') continue;
    for (const key of exemption?.findings ?? []) exempted.set(key, id);
  }
  return exempted;
}

/** What a change brings about: every finding that was not there before, or was less grave (ROST-2). */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Map(before.map((finding) => [finding.key, finding]));
  return after.filter((finding) => {
    const former = known.get(finding.key);
    return !former || isGraver(finding, former);
  });
}

/** Of rests and numbers of people less is graver; of overlaps and averages, more. */
function isGraver(finding: Finding, former: Finding): boolean {
  if (finding.severity !== former.severity) return finding.severity === 'error';
  const lacks = finding.measured < finding.limit;
  return lacks ? finding.measured < former.measured : finding.measured > former.measured;
}
