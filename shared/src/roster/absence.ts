/**
 * Kinds of absence (domain: "Roster"): annual leave, reduced working time, compensating rest, time
 * savings, sick leave, special leave; training and mission are work elsewhere; recovery takes from the
 * hours account; `unexplained` is somebody who is simply not there.
 */
export const absenceKinds = [
  'CA',
  'ARTT',
  'RPS',
  'CET',
  'CM',
  'ASA',
  'training',
  'mission',
  'recovery',
  'unexplained',
] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

const facts: readonly AbsenceKind[] = ['CM', 'unexplained'];
const protectedKinds: readonly AbsenceKind[] = ['CA', 'ARTT', 'CET'];
const workedElsewhere: readonly AbsenceKind[] = ['training', 'mission'];
const uncredited: readonly AbsenceKind[] = ['recovery', 'unexplained'];

/** A fact is not planned: it never blocks and becomes a hole (ROST-2). */
export function isFact(kind: AbsenceKind): boolean {
  return facts.includes(kind);
}

/** Nobody is recalled from these (domain: "Agents on planned CA, CET or ARTT cannot be recalled"). */
export function isProtected(kind: AbsenceKind): boolean {
  return protectedKinds.includes(kind);
}

/** Hours of these count as worked, somewhere else. */
export function isWorkedElsewhere(kind: AbsenceKind): boolean {
  return workedElsewhere.includes(kind);
}

/** Hours of these are credited, so that the balance does not fall; recovery is taken from it. */
export function isCredited(kind: AbsenceKind): boolean {
  return !uncredited.includes(kind);
}
