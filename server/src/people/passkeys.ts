import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Database } from '@vigie/db/database';
import { passkeyById, passkeysOf } from '@vigie/db/queries/passkeys';
import type { Person } from '@vigie/shared/people/person';
import type { Passkey } from '@vigie/shared/wire/passkey';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';
import { noteOwnAct } from './note-own-act.ts';
import type { PasskeyProofs } from './passkey-proofs.ts';

export interface PasskeyParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settings: { readonly serviceName: string };
  readonly proofs: PasskeyProofs;
}

const signingIn = 'sign-in';
const enrolling = (personId: string) => `enrol ${personId}`;

/** Passkeys (ACCESS-2): bound to this address, held by a device that checks its owner, shown without a password. */
export class Passkeys {
  readonly #parts: PasskeyParts;

  constructor(parts: PasskeyParts) {
    this.#parts = parts;
  }

  /** Whether browsers do it at this address at all. */
  get isOffered(): boolean {
    return this.#parts.proofs.isOffered;
  }

  of(personId: string): Passkey[] {
    return passkeysOf(this.#parts.database, personId).map(({ id, name, since, usedAt }) => ({
      ...{ id, name, since, usedAt },
    }));
  }

  enrolmentOptions({ id, login, name }: Pick<Person, 'id' | 'login' | 'name'>) {
    const { database, settings, proofs } = this.#parts;
    return generateRegistrationOptions({
      ...{ rpName: settings.serviceName, rpID: proofs.site.id },
      ...{ userName: login, userDisplayName: name, userID: new TextEncoder().encode(id) },
      ...{ attestationType: 'none', challenge: proofs.challenge(enrolling(id), id) },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: passkeysOf(database, id).map((key) => ({ id: key.id })),
    });
  }

  /** Takes a new passkey up; false where what the device says does not hold. */
  async enrol(personId: string, origin: string, name: string, response: unknown): Promise<boolean> {
    const { database, clock, proofs } = this.#parts;
    const { registrationInfo } = await verifyRegistrationResponse({
      ...proofs.expectations((challenge) => proofs.spend(challenge) === enrolling(personId)),
      response: response as RegistrationResponseJSON,
    }).catch(() => ({ registrationInfo: undefined }));
    if (!registrationInfo) return false;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    if (passkeyById(database, id)) return false;
    const since = clock.now();
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
    return this.#parts.proofs.ask(signingIn, null);
  }

  /** Who shows a passkey at the door; null where it is unknown, not theirs any more, or does not hold. */
  async check(response: unknown): Promise<Person | null> {
    const { purpose, person } = await this.#parts.proofs.read(response);
    return purpose === signingIn ? person : null;
  }
}
