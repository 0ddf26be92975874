import type { Database } from '@vigie/db/database';
import { credentialOf, personById, personByLogin } from '@vigie/db/queries/people';
import type { CredentialRow } from '@vigie/db/writes';
import type { Person } from '@vigie/shared/people/person';
import type { Desk } from '../desk/desk.ts';
import type { Attempts } from './attempts.ts';
import type { Passwords } from './passwords.ts';
import type { SecondFactors } from './second-factors.ts';
import type { Sessions } from './sessions.ts';

export interface SignInParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly factors: Pick<SecondFactors, 'check'>;
  readonly newId: () => string;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/** From where somebody signs in. */
export interface Whence {
  readonly address: string;
  /** Address and browser, as the session keeps it. */
  readonly origin: string;
}

export type SignInOutcome =
  | { readonly ok: true; readonly token: string; readonly personId: string }
  | { readonly ok: false; readonly refusal: SignInRefusal };
type SignInRefusal = 'not-allowed' | 'too-many' | 'code-needed' | 'wrong-code' | 'passkey-needed';

/**
 * Signs a person in by password (ACCESS-2). An unknown login, an ended person and a wrong password get
 * the same answer after the same time; too many tries get none. Whoever has a second factor shows it.
 */
export async function signIn(
  parts: SignInParts,
  { login, password, code }: Credentials,
  { address, origin }: Whence,
): Promise<SignInOutcome> {
  const attempt = parts.attempts.begin(login, address);
  if (!attempt) return { ok: false, refusal: 'too-many' };
  const person = personByLogin(parts.database, login);
  if (!person || !(await isRight(parts, person, password))) {
    if (!person) await parts.passwords.pretend(password);
    return { ok: false, refusal: 'not-allowed' };
  }
  const shown = await parts.factors.check(person.id, code);
  if (shown === 'wrong') return { ok: false, refusal: 'wrong-code' };
  attempt.forgive();
  if (shown === 'missing') return { ok: false, refusal: 'code-needed' };
  if (shown === 'passkey') return { ok: false, refusal: 'passkey-needed' };
  const { token } = await parts.sessions.open(person.id, origin);
  return { ok: true, token, personId: person.id };
}

async function isRight(parts: SignInParts, person: Person, password: string): Promise<boolean> {
  const credential = credentialOf(parts.database, person.id);
  if (!person.active || !credential) {
    await parts.passwords.pretend(password);
    return false;
  }
  const { matches, needsRehash } = await parts.passwords.verify(password, credential.hash);
  if (!matches) return false;
  const hash = needsRehash ? await rehash(parts, credential, password) : credential.hash;
  // A reset or an end may have come while the password was checked: then it opens nothing any more.
  const isCurrent = credentialOf(parts.database, person.id)?.hash === hash;
  return isCurrent && personById(parts.database, person.id)?.active === true;
}

/** The cost of hashes grows over the years: a right password is the one moment to make a new one. */
async function rehash(
  parts: SignInParts,
  credential: CredentialRow,
  password: string,
): Promise<string> {
  const { database, desk, newId, passwords } = parts;
  const hash = await passwords.hash(password);
  const isStored = await desk.perform<boolean>({
    type: 'rehash-password',
    key: newId(),
    by: credential.personId,
    origin: null,
    keys: [],
    decide: () => {
      const isCurrent = credentialOf(database, credential.personId)?.hash === credential.hash;
      if (!isCurrent) return { ok: false, refusal: 'not-allowed', answer: false };
      const writes = { credential: { ...credential, hash } };
      return { ok: true, appends: [], writes, answer: () => true };
    },
  });
  return isStored ? hash : credential.hash;
}
