import type { Database } from '@vigie/db/database';
import { credentialOf } from '@vigie/db/queries/people';
import type { Desk } from '../desk/desk.ts';
import type { Attempts } from './attempts.ts';
import type { Passwords } from './passwords.ts';
import type { Sessions } from './sessions.ts';

export interface ChangePasswordParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly newId: () => string;
}

/** Whose password, in which session, asked from where. */
export interface Changer {
  readonly personId: string;
  readonly login: string;
  readonly sessionId: string;
  readonly address: string;
  readonly origin: string;
}

export type ChangeOutcome =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly refusal: 'not-allowed' | 'unchanged' | 'too-many' };

/** Replaces one's own password: this session goes on under a new token, all others end (ACCESS-2). */
export async function changePassword(
  parts: ChangePasswordParts,
  changer: Changer,
  { current, next }: { current: string; next: string },
): Promise<ChangeOutcome> {
  const { database, passwords, sessions, attempts } = parts;
  const { personId, sessionId } = changer;
  const attempt = attempts.begin(changer.login, changer.address);
  if (!attempt) return { ok: false, refusal: 'too-many' };
  const credential = credentialOf(database, personId);
  const isRight = credential && (await passwords.verify(current, credential.hash)).matches;
  if (!isRight) return { ok: false, refusal: 'not-allowed' };
  attempt.forgive();
  if (next === current) return { ok: false, refusal: 'unchanged' };
  const isStored = await store(parts, changer, credential.hash, await passwords.hash(next));
  if (!isStored) return { ok: false, refusal: 'not-allowed' };
  const token = sessions.rotate(sessionId);
  await sessions.endOthers(personId, sessionId);
  return { ok: true, token };
}

/** False when the checked password was replaced meanwhile, or its owner has left: a reset stands. */
function store(
  { database, desk, newId }: ChangePasswordParts,
  { personId, origin }: Changer,
  checked: string,
  hash: string,
): Promise<boolean> {
  return desk.perform({
    type: 'choose-password',
    key: newId(),
    by: personId,
    origin,
    keys: [{ kind: 'person', id: personId }],
    decide: (loaded) => {
      const isCurrent = credentialOf(database, personId)?.hash === checked;
      if (!isCurrent || !loaded.person(personId)?.active) {
        return { ok: false, refusal: 'not-allowed', answer: false };
      }
      return {
        ok: true,
        appends: [{ stream: 'person', id: personId, events: [{ type: 'password-chosen' }] }],
        writes: { credential: { personId, hash, mustChoose: false } },
        answer: () => true,
      };
    },
  });
}
