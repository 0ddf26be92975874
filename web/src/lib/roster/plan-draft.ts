import { newCycleSchema, type Team } from '@vigie/shared/roster/cycle';
import type { CycleFaultFacts } from '@vigie/shared/roster/cycle-faults';
import {
  coverSchema,
  officeHoursSchema,
  validOn,
  type HolidayRegion,
} from '@vigie/shared/roster/plan';
import type { Command } from '@vigie/shared/wire/command';
import type { RosterAnswer } from '@vigie/shared/wire/roster';

type Frame = RosterAnswer['plan'];

/** The frame of the roster as it stands in the form; an emptied number is undefined. */
export interface PlanDraft {
  readonly from: string;
  readonly holidays: HolidayRegion;
  readonly cover: { readonly day: number | undefined; readonly night: number | undefined };
  readonly office: {
    readonly days: readonly (0 | 1)[];
    readonly from: string;
    readonly to: string;
    readonly breakMinutes: number | undefined;
  };
  readonly cycle: CycleDraft;
  readonly reason: string;
  readonly compensation: string;
}

/** A cycle as typed: patterns keep their days while the number of days is being written. */
export interface CycleDraft {
  readonly tz: string;
  readonly anchor: string;
  readonly cycleDays: number | undefined;
  readonly patterns: Readonly<Record<string, readonly (0 | 1)[]>>;
  readonly teams: readonly TeamDraft[];
}

export interface TeamDraft extends Omit<Team, 'size'> {
  readonly size: number | undefined;
}

/** What the form lacks; of the cycle, with where and of what kind. */
export type PlanFault =
  | { readonly kind: 'from' | 'cover' | 'office' | 'exemption' | 'unchanged' }
  | {
      readonly kind: 'cycle';
      readonly field: string;
      readonly facts: CycleFaultFacts | null;
    };

/** The frame that holds on a date, to be changed from then on (ROST-1). */
export function planDraftOf(frame: Frame, from: string): PlanDraft {
  return {
    from,
    holidays: frame.holidays,
    cover: validOn(frame.cover, from),
    office: validOn(frame.office, from),
    cycle: validOn(frame.cycles, from),
    reason: '',
    compensation: '',
  };
}

/** The command that changes what differs from the frame on that date, or the first thing that is wrong. */
export function planCommandOf(draft: PlanDraft, frame: Frame): Command | PlanFault {
  if (!draft.from) return { kind: 'from' };
  const now = planDraftOf(frame, draft.from);
  const cover = coverSchema.safeParse(draft.cover);
  if (!cover.success) return { kind: 'cover' };
  const office = officeHoursSchema.safeParse(draft.office);
  if (!office.success || draft.office.to <= draft.office.from) return { kind: 'office' };
  const cycle = newCycleSchema.safeParse(fitted(draft.cycle));
  if (!cycle.success) return cycleFault(cycle.error.issues);
  const [reason, compensation] = [draft.reason.trim(), draft.compensation.trim()];
  if (!reason !== !compensation) return { kind: 'exemption' };
  const changes = {
    cycle: changed(now.cycle, cycle.data),
    office: changed(now.office, office.data),
    cover: changed(now.cover, cover.data),
    holidays: changed(now.holidays, draft.holidays),
  };
  if (Object.values(changes).every((part) => part === null)) return { kind: 'unchanged' };
  const exemption = reason ? { reason, compensation } : null;
  return { type: 'change-roster-plan', from: draft.from, ...changes, exemption };
}

/** True for what is wrong with a form, not yet a command. */
export function isPlanFault(given: Command | PlanFault): given is PlanFault {
  return 'kind' in given;
}

/** The dates from which another frame is foreseen already, after the one of the form. */
export function plannedAfter({ cycles, office, cover }: Frame, date: string): string[] {
  const later = [...cycles, ...office, ...cover]
    .map(({ from }) => from)
    .filter((from) => from > date);
  return [...new Set(later)].sort();
}

/** Each pattern at the length of the cycle: days that come are rest until somebody says otherwise. */
export function fitted(cycle: CycleDraft): CycleDraft {
  const { cycleDays } = cycle;
  if (cycleDays === undefined || !Number.isInteger(cycleDays) || cycleDays < 1) return cycle;
  const patterns = Object.entries(cycle.patterns).map(([name, days]) => [
    name,
    Array.from({ length: cycleDays }, (_, n) => days[n] ?? 0),
  ]);
  return { ...cycle, patterns: Object.fromEntries(patterns) as CycleDraft['patterns'] };
}

/** With one more pattern, named by the next letter, all rest. */
export function withPattern(cycle: CycleDraft): CycleDraft {
  const name = nextLetter(Object.keys(cycle.patterns));
  return fitted({ ...cycle, patterns: { ...cycle.patterns, [name]: [0] } });
}

export function withoutPattern(cycle: CycleDraft, name: string): CycleDraft {
  const patterns = Object.entries(cycle.patterns).filter(([key]) => key !== name);
  return { ...cycle, patterns: Object.fromEntries(patterns) };
}

/** With one day of a pattern turned from work to rest, or back. */
export function withDay(cycle: CycleDraft, name: string, day: number): CycleDraft {
  const days = (cycle.patterns[name] ?? []).map((works, n) => (n === day ? flipped(works) : works));
  return { ...cycle, patterns: { ...cycle.patterns, [name]: days } };
}

/** With one more team, in the hours of the last. */
export function withTeam(cycle: CycleDraft): CycleDraft {
  const pattern = Object.keys(cycle.patterns)[0] ?? '';
  const last = cycle.teams.at(-1);
  const hours = { from: last?.from ?? '06:00', to: last?.to ?? '18:08' };
  return { ...cycle, teams: [...cycle.teams, { id: '', size: 1, pattern, ...hours }] };
}

function flipped(works: 0 | 1): 0 | 1 {
  return works === 1 ? 0 : 1;
}

function nextLetter(names: readonly string[]): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return [...letters].find((letter) => !names.includes(letter)) ?? String(names.length + 1);
}

function changed<T>(before: unknown, after: T): T | null {
  return JSON.stringify(before) === JSON.stringify(after) ? null : after;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly params?: unknown;
}

/** A cycle of no days is said first: its patterns are wrong by that alone. */
function cycleFault(issues: readonly Issue[]): PlanFault {
  const issue = issues.find(({ path }) => path[0] === 'cycleDays') ?? issues[0];
  const path = issue?.path ?? [];
  const field = String(path[0] === 'teams' ? (path[2] ?? 'teams') : (path[0] ?? ''));
  return { kind: 'cycle', field, facts: (issue?.params as CycleFaultFacts | undefined) ?? null };
}
