import type { Database } from '@vigie/db/database';
import { credentialOf } from '@vigie/db/queries/people';
import type { Person } from '@vigie/shared/people/person';
import type { Attempts } from './attempts.ts';
import type { Passwords } from './passwords.ts';

export interface SignatureParts {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
}

/** A signature: right as long as the password that was shown is still the signer's. */
export type SignatureCheck =
  | { readonly ok: true; readonly stillHolds: () => boolean }
  | { readonly ok: false; readonly refusal: 'wrong-signature' | 'too-many' };

/** Checks signatures: one's password, re-entered, counted like a sign-in (HAND-2, ACCESS-2). */
export class Signatures {
  readonly #parts: SignatureParts;

  constructor(parts: SignatureParts) {
    this.#parts = parts;
  }

  async check({ id, login }: Person, password: string, origin: string): Promise<SignatureCheck> {
    const { database, passwords, attempts } = this.#parts;
    const attempt = attempts.begin(login, addressIn(origin));
    if (!attempt) return { ok: false, refusal: 'too-many' };
    const credential = credentialOf(database, id);
    const isRight = credential && (await passwords.verify(password, credential.hash)).matches;
    if (!isRight) return { ok: false, refusal: 'wrong-signature' };
    attempt.forgive();
    // A reset may come while the password is checked, or before the transaction: then nothing is signed.
    return { ok: true, stillHolds: () => credentialOf(database, id)?.hash === credential.hash };
  }
}

/** An origin is session and address. */
function addressIn(origin: string): string {
  return origin.slice(origin.indexOf(' ') + 1);
}
