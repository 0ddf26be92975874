import { commands, type Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import { bySeniority } from '../access/stand-in.ts';
import type { Person } from '../people/person.ts';
import type { Shift } from '../roster/on-duty.ts';

/** What must be known of a person to say for which shift they stand. */
export type Dutiful = Pick<Person, 'id' | 'rank' | 'role' | 'teamId' | 'active' | 'signedInAt'> & {
  /** Absent from their own shift by the roster (ROST-1). */
  readonly absent?: boolean;
};

/** Who signs for a shift, and the lead in whose place, where the lead is not there (HAND-4). */
export interface Signatory {
  readonly personId: string;
  readonly inPlaceOf: string | null;
}

/** Who belongs to this shift, absent or not. */
export function teamOf<P extends Dutiful>(shift: Pick<Shift, 'teamId'>, people: readonly P[]): P[] {
  return people.filter(({ active, teamId }) => active && teamId === shift.teamId);
}

/** Who is on the roster of this shift, as people were placed on it: the one place where a relief asks it. */
export function rosteredFor<P extends Dutiful>(
  shift: Pick<Shift, 'teamId'>,
  people: readonly P[],
): P[] {
  return teamOf(shift, people).filter(({ absent }) => absent !== true);
}

/** The lead of a shift, there or not; the most senior of several, null where it has none. */
export function leadOf<P extends Dutiful>(
  shift: Pick<Shift, 'teamId'>,
  people: readonly P[],
): P | null {
  const leads = teamOf(shift, people).filter(({ role }) => role === 'lead');
  return leads.toSorted(bySeniority)[0] ?? null;
}

/** A person of whom it is asked whether they take restricted matters over. */
type Receiving = Dutiful & Pick<Actor, 'clearances'>;

/** True where somebody on the roster of this shift takes restricted matters over (HAND-3); no clerk does. */
export function takesRestricted(
  shift: Pick<Shift, 'teamId'>,
  people: readonly Receiving[],
): boolean {
  return rosteredFor(shift, people).some((person) =>
    may({ ...person, standsIn: false }, 'take-handover-item', { restricted: true }),
  );
}

/**
 * The command of the service, on call for restricted matters where nobody on the roster of this shift
 * takes them over (HAND-3); nobody where somebody does.
 */
export function onCallFor<P extends Receiving>(
  shift: Pick<Shift, 'teamId'>,
  people: readonly P[],
): P[] {
  return takesRestricted(shift, people) ? [] : people.filter(isCommand);
}

/**
 * Everybody who may sign for a shift at this instant, the first being whom the sheet names: a lead who
 * is there; else the next in rank of the shift who is there, in the lead's place; and where nobody of
 * the shift is there, the command of the service.
 */
export function signatoriesOf(
  shift: Pick<Shift, 'teamId'>,
  people: readonly Dutiful[],
): Signatory[] {
  const present = ({ signedInAt }: Dutiful): boolean => signedInAt !== null;
  const team = rosteredFor(shift, people).filter(present).toSorted(bySeniority);
  const leads = team.filter(({ role }) => role === 'lead');
  if (leads.length) return leads.map(({ id }) => ({ personId: id, inPlaceOf: null }));
  const command = people.filter(isCommand).filter(present).toSorted(bySeniority);
  const [next] = [...team.filter(({ role }) => role !== 'clerk'), ...command];
  const missing = leadOf(shift, people)?.id ?? null;
  return next ? [{ personId: next.id, inPlaceOf: missing }] : [];
}

/** In what quality a person signs for a shift at this instant; null where they do not. */
export function signatureOf(
  shift: Pick<Shift, 'teamId'>,
  people: readonly Dutiful[],
  personId: string,
): Signatory | null {
  return signatoriesOf(shift, people).find((signatory) => signatory.personId === personId) ?? null;
}

function isCommand({ active, role }: Dutiful): boolean {
  return active && commands(role);
}
