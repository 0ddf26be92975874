import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
} from '@simplewebauthn/server';
import type { Database } from '@vigie/db/database';
import { notePasskeyUse, passkeyById, passkeysOf } from '@vigie/db/queries/passkeys';
import { personById } from '@vigie/db/queries/people';
import type { Person } from '@vigie/shared/people/person';
import type { Clock } from '../clock.ts';
import { Challenges } from './challenges.ts';

export interface ProofParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly newToken: () => string;
  /** Where people reach the screens: a passkey is bound to it. */
  readonly publicUrl: string;
}

/** What somebody showed: a passkey of theirs, and for what it was asked; null where that is spent or unknown. */
export interface Shown {
  readonly purpose: string | null;
  /** Whose passkey it is, where what the device says holds. */
  readonly person: Person | null;
  readonly passkeyId: string;
}

/** What authenticators are asked, and whether what they answer holds (ACCESS-2): each challenge once, for one purpose. */
export class PasskeyProofs {
  readonly site: { readonly origin: string; readonly id: string };
  readonly #parts: ProofParts;
  readonly #challenges: Challenges;

  constructor(parts: ProofParts) {
    this.#parts = parts;
    this.#challenges = new Challenges(parts.clock, parts.newToken);
    const { origin, hostname } = new URL(parts.publicUrl);
    this.site = { origin, id: hostname };
  }

  /** Whether browsers do it here at all: an address of numbers has no name to bind a key to. */
  get isOffered(): boolean {
    const { origin, id } = this.site;
    const isName = !/^[\d.]+$|^\[/.test(id);
    return isName && (origin.startsWith('https:') || id === 'localhost');
  }

  /** Bytes for an authenticator to sign, for this purpose alone; asked by this person, or at the door. */
  challenge(purpose: string, personId: string | null): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.from(this.#challenges.issue(purpose, personId), 'base64url'));
  }

  /** The purpose of a challenge that comes back; null where it is spent. */
  spend(challenge: string): string | null {
    return this.#challenges.spend(challenge);
  }

  /** Options to show a passkey of this person's, or of whoever the device says. */
  ask(purpose: string, personId: string | null) {
    const keys = personId === null ? [] : passkeysOf(this.#parts.database, personId);
    return generateAuthenticationOptions({
      ...{ rpID: this.site.id, userVerification: 'required' },
      challenge: this.challenge(purpose, personId),
      allowCredentials: keys.map(({ id }) => ({ id })),
    });
  }

  /** Reads what a device shows; the challenge that it answers is spent, whatever comes of it. */
  async read(response: unknown): Promise<Shown> {
    const { database, clock } = this.#parts;
    const given = response as AuthenticationResponseJSON;
    let purpose: string | null = null;
    const nobody = (): Shown => ({ purpose, person: null, passkeyId: given.id });
    const row = passkeyById(database, given.id);
    if (!row) return nobody();
    const { publicKey, counter } = row;
    const transports = row.transports as AuthenticatorTransport[];
    const checked = await verifyAuthenticationResponse({
      response: given,
      ...this.expectations((challenge) => (purpose = this.spend(challenge)) !== null),
      credential: { id: row.id, publicKey: new Uint8Array(publicKey), counter, transports },
    }).catch(() => null);
    if (!checked?.verified) return nobody();
    const person = personById(database, row.personId);
    // It may have been removed, or its owner ended, while it was checked.
    if (!person?.active || !passkeyById(database, row.id)) return nobody();
    notePasskeyUse(database, row.id, checked.authenticationInfo.newCounter, clock.now());
    return { purpose, person, passkeyId: row.id };
  }

  /** What each answer of an authenticator is held to. */
  expectations(expectedChallenge: (challenge: string) => boolean) {
    return {
      expectedChallenge,
      expectedOrigin: this.site.origin,
      expectedRPID: this.site.id,
      requireUserVerification: true,
    };
  }
}
