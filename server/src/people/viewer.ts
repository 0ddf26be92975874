import type { Database } from '@vigie/db/database';
import { credentialOf } from '@vigie/db/queries/people';
import { fastifyCookie } from '@fastify/cookie';
import type { Scope } from '@vigie/shared/api-access/scope';
import type { Person } from '@vigie/shared/people/person';
import type { SecondFactors } from './second-factors.ts';
import type { Sessions } from './sessions.ts';
import type { Staff } from './staff.ts';

export const sessionCookie = 'vigie_session';

/** Who asks, as the session cookie proved. */
export interface Viewer {
  readonly person: Person;
  readonly sessionId: string;
  /** True until a one-time password has been replaced: nothing else is allowed before. */
  readonly mustChoosePassword: boolean;
  /** True until whoever must have a second factor has one: likewise. */
  readonly mustEnrol: boolean;
  /** Where a program acts for the person by a token: which, and all that it may do. */
  readonly token?: { readonly id: string; readonly scopes: readonly Scope[] };
}

export interface Witness {
  readonly database: Database;
  readonly sessions: Pick<Sessions, 'find'>;
  readonly staff: Staff;
  readonly factors: Pick<SecondFactors, 'owes'>;
}

/** Proves who stands behind a cookie header, by HTTP and by socket alike (ACCESS-2); null when nobody does. */
export function identify(witness: Witness, cookieHeader: string | undefined): Viewer | null {
  const token = cookieHeader && fastifyCookie.parse(cookieHeader)[sessionCookie];
  const session = token ? witness.sessions.find(token) : null;
  const person = session && witness.staff.person(session.personId);
  if (!session || !person?.active) return null;
  const mustChoosePassword = credentialOf(witness.database, person.id)?.mustChoose ?? false;
  const mustEnrol = witness.factors.owes(person);
  return { person, sessionId: session.id, mustChoosePassword, mustEnrol };
}
