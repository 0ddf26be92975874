import { staffMemberSchema, type StaffMember } from '@vigie/shared/wire/session';
import { z } from 'zod';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';

/** The staff as the server last told it. The live view has no logins: the list is asked for, and again after news. */
export class StaffList {
  #members = $state.raw<readonly StaffMember[] | null>(null);
  #refusal = $state<ApiRefusal | null>(null);
  #asked = 0;

  /** Null before the first answer. */
  get members(): readonly StaffMember[] | null {
    return this.#members;
  }

  /** Why the last question had no answer; null when it had one. */
  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  async load(): Promise<void> {
    const question = (this.#asked += 1);
    const result = await getJson('/api/people', z.array(staffMemberSchema));
    // Answers may overtake each other: only that to the last question counts.
    if (question !== this.#asked) return;
    this.#refusal = result.ok ? null : result.refusal;
    if (result.ok) this.#members = result.value;
  }
}

const changes = new Set(['person-added', 'person-changed', 'person-ended']);

/** True for an event after which the list is no longer true. */
export function changesStaff(type: string | undefined): boolean {
  return type !== undefined && changes.has(type);
}
