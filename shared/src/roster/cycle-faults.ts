import { minutesOf, type TeamHours } from './team-hours.ts';

/** As much of a cycle as its faults are about. */
export interface CycleShape {
  readonly cycleDays: number;
  readonly patterns: Readonly<Record<string, readonly (0 | 1)[]>>;
  readonly teams: readonly (TeamHours & { readonly id: string; readonly pattern: string })[];
}

/** What is wrong, for screens that say it in another tongue: the rest stands in the path. */
export interface CycleFaultFacts {
  readonly fault:
    | 'pattern-length'
    | 'twice'
    | 'no-pattern'
    | 'ends-first'
    | 'too-long'
    | 'hole'
    | 'anchor-skipped'
    | 'anchor-twice';
  /** Of a hole: the day of the cycle, the first is 1, and the time at which nobody is there. */
  readonly day?: number;
  /** Of an anchor: the time at which a shift of it begins. */
  readonly time?: string;
  /** Of an anchor: a date that is the same day of the same cycle. */
  readonly date?: string;
}

export interface CycleFault {
  readonly path: (string | number)[];
  readonly message: string;
  readonly params: CycleFaultFacts;
}

const dayMinutes = 1440;

/** What a well-formed cycle still gets wrong as a whole (ROST-1): parts that contradict each other, and holes. */
export function cycleFaults(cycle: CycleShape): CycleFault[] {
  const parts = [...patternFaults(cycle), ...teamFaults(cycle)];
  return parts.length > 0 ? parts : holes(cycle);
}

function patternFaults({ patterns, cycleDays }: CycleShape): CycleFault[] {
  return Object.entries(patterns)
    .filter(([, days]) => days.length !== cycleDays)
    .map(([key, days]) => ({
      path: ['patterns', key],
      message: `le motif ${key} compte ${days.length} jours, le cycle ${cycleDays}`,
      params: { fault: 'pattern-length' },
    }));
}

function teamFaults({ teams, patterns }: CycleShape): CycleFault[] {
  return teams.flatMap((team, index) => {
    const faults: CycleFault[] = [];
    const at = (field: string, fault: CycleFaultFacts['fault'], message: string) =>
      faults.push({ path: ['teams', index, field], message, params: { fault } });
    if (teams.findIndex((other) => other.id === team.id) < index)
      at('id', 'twice', `la brigade ${team.id} figure deux fois`);
    if (!Object.hasOwn(patterns, team.pattern))
      at('pattern', 'no-pattern', `le motif ${team.pattern} n’existe pas`);
    const { start, end } = minutesOf(team);
    if (end <= start) at('to', 'ends-first', 'la vacation finit avant de commencer');
    if (end - start > dayMinutes) at('to', 'too-long', 'une vacation dure au plus 24 heures');
    return faults;
  });
}

/** The first instant of the cycle at which nobody is on duty: a service that never closes has none. */
function holes(cycle: CycleShape): CycleFault[] {
  let covered = 0;
  for (const { start, end } of shiftsOfOneRound(cycle)) {
    if (start > covered) break;
    covered = Math.max(covered, end);
  }
  if (covered >= cycle.cycleDays * dayMinutes) return [];
  const day = Math.floor(covered / dayMinutes) + 1;
  const time = clock(covered);
  const message = `personne en service au jour ${day} du cycle à ${time}`;
  return [{ path: ['teams'], message, params: { fault: 'hole', day, time } }];
}

/** All shifts that touch one round, in wall-clock minutes of it; the night before the round is part of it. */
function shiftsOfOneRound({
  teams,
  patterns,
  cycleDays,
}: CycleShape): { start: number; end: number }[] {
  const shifts = teams.flatMap((team) =>
    [...Array(cycleDays + 1).keys()]
      .map((n) => n - 1)
      .filter((day) => patterns[team.pattern]?.at(day % cycleDays) === 1)
      .map((day) => {
        const { start, end } = minutesOf(team);
        return { start: day * dayMinutes + start, end: day * dayMinutes + end };
      }),
  );
  return shifts.sort((one, other) => one.start - other.start);
}

function clock(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor((minutes % dayMinutes) / 60))}:${two(minutes % 60)}`;
}
