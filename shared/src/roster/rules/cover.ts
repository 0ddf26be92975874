import type { Clearance, Role } from '../../people/person.ts';
import { isCleared } from '../../access/actor.ts';
import { dutiesAround, presenceOf, type Duty } from '../duties.ts';
import type { Finding } from '../finding.ts';
import type { Shift } from '../on-duty.ts';
import { validOn } from '../plan.ts';
import type { RosterBook } from '../roster-book.ts';
import { spelledInstant } from '../spelled.ts';
import { strengthShare } from './limits.ts';

/** A stretch of a shift in which too few are there. */
export interface Gap {
  readonly startMs: number;
  readonly endMs: number;
  readonly present: number;
}

/** How a shift is covered (ROST-3): who is on it, and where they are too few. */
export interface ShiftStrength {
  readonly shift: Shift;
  readonly size: number;
  readonly minimum: number;
  /** On duty in it, absent ones left out; extra hours count for the team that they name. */
  readonly duties: readonly Duty[];
  /** At the weakest instant. */
  readonly present: number;
  readonly gaps: readonly Gap[];
  readonly leads: readonly string[];
  readonly cleared: readonly string[];
}

/** Looks at each instant of a shift: a late arrival makes a gap of its own (ROST-2). */
export function strengthOf(book: RosterBook, shift: Shift): ShiftStrength {
  const duties = dutiesAround(book, shift.startMs, shift.endMs - 1).filter(
    (duty) => countsFor(duty, shift) && !isPassed(duty),
  );
  const cover = validOn(book.plan.cover, shift.date);
  const minimum = shift.kind === 'night' ? cover.night : cover.day;
  const team = book.cycleOn(shift.date).teams.find(({ id }) => id === shift.teamId);
  const ids = [...new Set(duties.map(({ personId }) => personId))];
  const levels = levelsOf(duties, shift);
  return {
    shift,
    size: team?.size ?? 0,
    minimum,
    duties,
    present: Math.min(...levels.map(({ present }) => present)),
    gaps: joined(levels.filter(({ present }) => present < minimum)),
    leads: ids.filter((id) => roleOf(book, id, shift.date) === 'lead'),
    cleared: ids.filter((id) => isCleared(clearanceOf(book, id))),
  };
}

/** What a shift lacks, as findings: cover below the minimum is an error, the rest are warnings (ROST-2). */
export function coverFindings(book: RosterBook, strength: ShiftStrength): Finding[] {
  const { shift, minimum, size, present, leads, cleared } = strength;
  const findings: Finding[] = [];
  const add = (part: Omit<Finding, 'key' | 'personId' | 'shiftId' | 'unit' | 'exemptedBy'>) =>
    findings.push({
      ...part,
      key: `${part.rule}::${shift.id}`,
      ...{ personId: null, shiftId: shift.id, unit: 'people', exemptedBy: null },
    });
  const whole = { fromMs: shift.startMs, toMs: shift.endMs };
  const warning = { severity: 'warning', ...whole } as const;
  const named = `${shift.teamId}, vacation du ${spelledInstant(book.tz, shift.startMs)}`;
  const [gap] = strength.gaps.toSorted((one, other) => one.present - other.present);
  if (gap) {
    add({
      ...{ rule: 'cover', severity: 'error', fromMs: gap.startMs, toMs: gap.endMs },
      ...{ measured: gap.present, limit: minimum },
      message:
        `${named} : ${String(gap.present)} en service du ${spelledInstant(book.tz, gap.startMs)} au ` +
        `${spelledInstant(book.tz, gap.endMs)}, ${String(minimum)} au moins.`,
    });
  }
  if (leads.length === 0) {
    const message = `${named} : pas de chef de brigade.`;
    add({ rule: 'no-lead', ...warning, measured: 0, limit: 1, message });
  }
  if (cleared.length === 0) {
    const message = `${named} : personne n’est habilité aux signalements de violences.`;
    add({ rule: 'not-cleared', ...warning, measured: 0, limit: 1, message });
  }
  const enough = Math.ceil(size * strengthShare);
  if (present < enough) {
    const message = `${named} : ${String(present)} sur ${String(size)}, moins des trois quarts de l’effectif.`;
    add({ rule: 'under-strength', ...warning, measured: present, limit: enough, message });
  }
  return findings;
}

function countsFor(duty: Duty, shift: Shift): boolean {
  return duty.shiftId === shift.id || (duty.basis === 'extra' && duty.teamId === shift.teamId);
}

function isPassed(duty: Duty): boolean {
  const { startMs, endMs } = presenceOf(duty);
  return startMs >= endMs;
}

/** The shift cut wherever somebody comes or goes, with how many are there in each piece. */
function levelsOf(duties: readonly Duty[], { startMs, endMs }: Shift): Gap[] {
  const presences = duties.map(presenceOf);
  const cuts = presences
    .flatMap((presence) => [presence.startMs, presence.endMs])
    .filter((ms) => startMs < ms && ms < endMs);
  const edges = [startMs, ...new Set(cuts.sort((one, other) => one - other)), endMs];
  return edges.slice(1).map((edge, index) => {
    const from = edges[index] ?? startMs;
    const present = presences.filter((each) => each.startMs <= from && edge <= each.endMs).length;
    return { startMs: from, endMs: edge, present };
  });
}

/** Pieces that follow each other as one gap, with its weakest number. */
function joined(pieces: readonly Gap[]): Gap[] {
  const gaps: Gap[] = [];
  for (const piece of pieces) {
    const last = gaps.at(-1);
    if (last?.endMs !== piece.startMs) gaps.push(piece);
    else {
      const present = Math.min(last.present, piece.present);
      gaps[gaps.length - 1] = { startMs: last.startMs, endMs: piece.endMs, present };
    }
  }
  return gaps;
}

function roleOf(book: RosterBook, personId: string, date: string): Role | null {
  const person = book.person(personId);
  return (person && book.placeOn(person, date)?.role) ?? null;
}

function clearanceOf(
  book: RosterBook,
  personId: string,
): { role: Role; clearances: readonly Clearance[] } {
  return book.person(personId) ?? { role: 'agent', clearances: [] };
}
