import type { Scope } from '../api-access/scope.ts';
import type { Clearance, Person, Role } from '../people/person.ts';

/** Whoever acts or looks: enough of a person to answer "may they" (ACCESS-1). */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly clearances: readonly Clearance[];
  /** True for the lead who stands in when neither commissioner nor officer is signed in (LOCK-6). */
  readonly standsIn: boolean;
  /** Of a program that acts for the person by a token: all that it may do for them. */
  readonly scopes?: readonly Scope[];
}

/** The actor that a person is at this moment. */
export function actorOf(person: Person, standsIn: boolean): Actor {
  const { id, role, teamId, clearances } = person;
  return { id, role, teamId, clearances, standsIn };
}

/** True when the actor has the powers of a supervisor over locks (LOCK-6). */
export function supervises(actor: Actor): boolean {
  return commands(actor.role) || actor.standsIn;
}

/** True when restricted tickets are open to the actor: the command of the service, and the cleared. */
export function isCleared(actor: Pick<Actor, 'role' | 'clearances'>): boolean {
  return commands(actor.role) || actor.clearances.includes('violence');
}

/** True for the two who command the service. */
export function commands(role: Role): boolean {
  return role === 'commissioner' || role === 'officer';
}
