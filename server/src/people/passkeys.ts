import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Database } from '@vigie/db/database';
import { notePasskeyUse, passkeyById, passkeysOf } from '@vigie/db/queries/passkeys';
import { personById } from '@vigie/db/queries/people';
import type { Person } from '@vigie/shared/people/person';
import type { Passkey } from '@vigie/shared/wire/passkey';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';
import { Challenges } from './challenges.ts';
import { noteOwnAct } from './note-own-act.ts';

export interface PasskeyParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newToken: () => string;
  /** Where people reach the screens: a passkey is bound to it. */
  readonly publicUrl: string;
  readonly settings: { readonly serviceName: string };
}

const signingIn = 'sign-in';
const enrolling = (personId: string) => `enrol ${personId}`;

/** Passkeys (ACCESS-2): bound to this address, held by a device that checks its owner, shown without a password. */
export class Passkeys {
  readonly #parts: PasskeyParts;
  readonly #challenges: Challenges;
  readonly #site: { readonly origin: string; readonly id: string };

  constructor(parts: PasskeyParts) {
    this.#parts = parts;
    this.#challenges = new Challenges(parts.clock, parts.newToken);
    const { origin, hostname } = new URL(parts.publicUrl);
    this.#site = { origin, id: hostname };
  }

  /** Whether browsers do it here at all: an address of numbers has no name to bind a key to. */
  get isOffered(): boolean {
    const { origin, id } = this.#site;
    const isName = !/^[\d.]+$|^\[/.test(id);
    return isName && (origin.startsWith('https:') || id === 'localhost');
  }

  of(personId: string): Passkey[] {
    return passkeysOf(this.#parts.database, personId).map(({ id, name, since, usedAt }) => ({
      ...{ id, name, since, usedAt },
    }));
  }

  enrolmentOptions({ id, login, name }: Pick<Person, 'id' | 'login' | 'name'>) {
    const { database, settings } = this.#parts;
    return generateRegistrationOptions({
      ...{ rpName: settings.serviceName, rpID: this.#site.id },
      ...{ userName: login, userDisplayName: name, userID: new TextEncoder().encode(id) },
      ...{ attestationType: 'none', challenge: this.#issue(enrolling(id)) },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: passkeysOf(database, id).map((key) => ({ id: key.id })),
    });
  }

  /** Takes a new passkey up; false where what the device says does not hold. */
  async enrol(personId: string, origin: string, name: string, response: unknown): Promise<boolean> {
    const { registrationInfo } = await verifyRegistrationResponse({
      ...this.#expectations(enrolling(personId)),
      response: response as RegistrationResponseJSON,
    }).catch(() => ({ registrationInfo: undefined }));
    if (!registrationInfo) return false;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    if (passkeyById(this.#parts.database, id)) return false;
    const since = this.#parts.clock.now();
    const passkey = { id, personId, publicKey, counter, transports, name, since, usedAt: null };
    await noteOwnAct(
      this.#parts,
      'change-passkeys',
      { personId, origin },
      { type: 'passkey-added' },
      { passkey },
    );
    return true;
  }

  end(personId: string, origin: string, id: string): Promise<void> {
    return noteOwnAct(
      this.#parts,
      'change-passkeys',
      { personId, origin },
      { type: 'passkey-removed' },
      {
        endPasskey: { personId, id },
      },
    );
  }

  /** Options for whoever is not known yet: the device says who it is. */
  signInOptions() {
    return generateAuthenticationOptions({
      ...{ rpID: this.#site.id, userVerification: 'required' },
      challenge: this.#issue(signingIn),
    });
  }

  /** Who shows a passkey; null where it is unknown, not theirs any more, or does not hold. */
  async check(response: unknown): Promise<Person | null> {
    const { database, clock } = this.#parts;
    const given = response as AuthenticationResponseJSON;
    const row = passkeyById(database, given.id);
    if (!row) return null;
    const { publicKey, counter } = row;
    const transports = row.transports as AuthenticatorTransport[];
    const checked = await verifyAuthenticationResponse({
      ...this.#expectations(signingIn),
      response: given,
      credential: { id: row.id, publicKey: new Uint8Array(publicKey), counter, transports },
    }).catch(() => null);
    if (!checked?.verified) return null;
    const person = personById(database, row.personId);
    // It may have been removed, or its owner ended, while it was checked.
    if (!person?.active || !passkeyById(database, row.id)) return null;
    notePasskeyUse(database, row.id, checked.authenticationInfo.newCounter, clock.now());
    return person;
  }

  #issue(purpose: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.from(this.#challenges.issue(purpose), 'base64url'));
  }

  #expectations(purpose: string) {
    return {
      expectedChallenge: (challenge: string) => this.#challenges.take(purpose, challenge),
      expectedOrigin: this.#site.origin,
      expectedRPID: this.#site.id,
      requireUserVerification: true,
    };
  }
}
