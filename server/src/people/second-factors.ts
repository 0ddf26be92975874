import type { Database } from '@vigie/db/database';
import { hasPasskey } from '@vigie/db/queries/passkeys';
import {
  isOpenCode,
  recoveryCodesLeft,
  takeTotpStep,
  totpKeyOf,
} from '@vigie/db/queries/second-factors';
import type { Person, PersonEvent } from '@vigie/shared/people/person';
import type { Factors, TotpOffer } from '@vigie/shared/wire/second-factor';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';
import type { Seal } from '../settings/seal.ts';
import { noteOwnAct } from './note-own-act.ts';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts';
import { newTotpKey, totpLink, totpStep } from './totp.ts';

/** Who must have a second factor: nobody, the command, or everybody. */
export type FactorDemand = 'off' | 'command' | 'all';

export interface SecondFactorParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly demand: FactorDemand;
  readonly settings: { readonly serviceName: string };
}

/** Of a code shown at the door: none is asked for, it is right, one is missing, it is wrong, a passkey is. */
export type FactorCheck = 'none' | 'right' | 'missing' | 'wrong' | 'passkey';

/** What somebody shows besides their password (ACCESS-2): codes of an app, each good once, and recovery codes. */
export class SecondFactors {
  readonly #parts: SecondFactorParts;

  constructor(parts: SecondFactorParts) {
    this.#parts = parts;
  }

  /** Whether this person must have one and has none: nothing else is open to them before. */
  owes(person: Pick<Person, 'id' | 'role'>): boolean {
    const { database } = this.#parts;
    const hasNone = totpKeyOf(database, person.id) === null && !hasPasskey(database, person.id);
    return this.#isAsked(person) && hasNone;
  }

  of(person: Pick<Person, 'id' | 'role'>): Factors {
    const { database } = this.#parts;
    return {
      totpSince: totpKeyOf(database, person.id)?.since ?? null,
      recoveryLeft: recoveryCodesLeft(database, person.id),
      required: this.#isAsked(person),
    };
  }

  /** Checks what was shown at the door, and uses it up where it is right. */
  async check(personId: string, code: string | undefined): Promise<FactorCheck> {
    const { database } = this.#parts;
    if (totpKeyOf(database, personId) === null) {
      // Who has a passkey and no app shows the passkey: a password alone is one factor.
      return hasPasskey(database, personId) ? 'passkey' : 'none';
    }
    if (code === undefined) return 'missing';
    const isRight = this.#takesCode(personId, code) || (await this.#spends(personId, code));
    return isRight ? 'right' : 'wrong';
  }

  /** A key for an app. It is nobody's until a first code comes back with it. */
  offer({ id, login }: Pick<Person, 'id' | 'login'>): TotpOffer {
    const { seal, settings } = this.#parts;
    const key = newTotpKey();
    const pending = Buffer.from(seal.seal(pendingPurpose(id), key)).toString('base64url');
    return { key, link: totpLink(key, settings.serviceName, login), pending };
  }

  /** Takes a key up, shown by its first code; tells the recovery codes, once. Null where the code is wrong. */
  async enrol(
    personId: string,
    origin: string,
    pending: string,
    code: string,
  ): Promise<string[] | null> {
    const { seal, clock } = this.#parts;
    const key = seal.open(pendingPurpose(personId), Buffer.from(pending, 'base64url'));
    const step = key === null ? null : totpStep(key, code.replaceAll(' ', ''), clock.now());
    if (key === null || step === null) return null;
    const codes = newRecoveryCodes();
    const sealed = seal.seal(keyPurpose(personId), key);
    await noteOwnAct(
      this.#parts,
      'change-second-factor',
      { personId, origin },
      { type: 'second-factor-added' },
      {
        totpKey: { personId, sealed, lastStep: step, since: clock.now() },
        recoveryCodes: { personId, sha256s: codes.map(recoveryHash) },
      },
    );
    return codes;
  }

  /** New recovery codes; the former ones open nothing any more. */
  async renewCodes(personId: string, origin: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await noteOwnAct(
      this.#parts,
      'change-second-factor',
      { personId, origin },
      { type: 'recovery-codes-made' },
      {
        recoveryCodes: { personId, sha256s: codes.map(recoveryHash) },
      },
    );
    return codes;
  }

  async end(personId: string, origin: string): Promise<void> {
    await noteOwnAct(
      this.#parts,
      'change-second-factor',
      { personId, origin },
      { type: 'second-factor-removed' },
      { endTotpOf: personId },
    );
  }

  #isAsked({ role }: Pick<Person, 'role'>): boolean {
    const { demand } = this.#parts;
    return (
      demand === 'all' || (demand === 'command' && (role === 'commissioner' || role === 'officer'))
    );
  }

  #takesCode(personId: string, code: string): boolean {
    const { database, seal, clock } = this.#parts;
    const row = totpKeyOf(database, personId);
    const key = row && seal.open(keyPurpose(personId), row.sealed);
    const step = key ? totpStep(key, code.replaceAll(' ', ''), clock.now()) : null;
    return step !== null && takeTotpStep(database, personId, step);
  }

  /** In the transaction that uses it up: of two at once one gets in. */
  #spends(personId: string, code: string): Promise<boolean> {
    const { database, desk, newId, clock } = this.#parts;
    const sha256 = recoveryHash(code);
    return desk.perform<boolean>({
      ...{ type: 'use-recovery-code', key: newId(), by: personId, origin: null },
      keys: [{ kind: 'person', id: personId }],
      decide: () => {
        if (!isOpenCode(database, personId, sha256)) {
          return { ok: false, refusal: 'wrong-code', answer: false };
        }
        const event: PersonEvent = { type: 'recovery-code-used' };
        return {
          ok: true,
          appends: [{ stream: 'person', id: personId, events: [event] }],
          writes: { spentCode: { personId, sha256, at: clock.now() } },
          answer: () => true,
        };
      },
    });
  }
}

function keyPurpose(personId: string): string {
  return `totp:${personId}`;
}

function pendingPurpose(personId: string): string {
  return `totp-pending:${personId}`;
}
