import type { Database } from '@vigie/db/database';
import { hasPasskey, passkeyById } from '@vigie/db/queries/passkeys';
import { credentialOf } from '@vigie/db/queries/people';
import type { Person } from '@vigie/shared/people/person';
import type { Refusal } from '@vigie/shared/wire/answer';
import type { Attempts } from './attempts.ts';
import type { PasskeyProofs } from './passkey-proofs.ts';
import type { Passwords } from './passwords.ts';

export interface SignatureParts {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly proofs: PasskeyProofs;
}

/** A signature: right as long as nothing makes it void, asked again in the transaction that it signs. */
export type SignatureCheck =
  | { readonly ok: true; readonly faultNow: () => Refusal | null }
  | { readonly ok: false; readonly refusal: Refusal };

/** What a passkey is to sign: an act, and what it would be done to at this instant. */
export interface Signable {
  readonly act: string;
  readonly mark: () => string;
}

/** Checks signatures: one's password, or one's passkey, counted like a sign-in (HAND-2, ACCESS-2). */
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
    const stillHolds = () => credentialOf(database, id)?.hash === credential.hash;
    return { ok: true, faultNow: () => (stillHolds() ? null : 'wrong-signature') };
  }

  /** Options for this person's device to sign with; null where they have no passkey, or browsers none here. */
  async askPasskey({ id }: Person, signable: Signable) {
    const { database, proofs } = this.#parts;
    if (!proofs.isOffered || !hasPasskey(database, id)) return null;
    return proofs.ask(purposeOf(id, signable), id);
  }

  /** A passkey signs what it was asked for and nothing else: this act, by this person, on what they saw. */
  async checkPasskey(
    { id, login }: Person,
    signable: Signable,
    response: unknown,
    origin: string,
  ): Promise<SignatureCheck> {
    const { database, attempts, proofs } = this.#parts;
    const attempt = attempts.begin(login, addressIn(origin));
    if (!attempt) return { ok: false, refusal: 'too-many' };
    const { purpose, person, passkeyId } = await proofs.read(response);
    // The library stops at a challenge that is spent: whose it was is not known then.
    if (purpose === null && passkeyById(database, passkeyId)?.personId === id)
      return { ok: false, refusal: 'passkey-spent' };
    if (person?.id !== id || !purpose?.startsWith(purposeBut(id, signable)))
      return { ok: false, refusal: 'wrong-passkey' };
    attempt.forgive();
    const faultNow = (): Refusal | null => {
      if (passkeyById(database, passkeyId)?.personId !== id) return 'wrong-passkey';
      return purpose === purposeOf(id, signable) ? null : 'sheet-changed';
    };
    return { ok: true, faultNow };
  }
}

function purposeOf(personId: string, signable: Signable): string {
  return `${purposeBut(personId, signable)}${signable.mark()}`;
}

function purposeBut(personId: string, { act }: Signable): string {
  return `sign ${personId} ${act} `;
}

/** An origin is session and address. */
function addressIn(origin: string): string {
  return origin.slice(origin.indexOf(' ') + 1);
}
