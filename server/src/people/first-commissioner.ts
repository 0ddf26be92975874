import { timingSafeEqual } from 'node:crypto';
import type { PersonFields } from '@vigie/shared/people/person';
import type { Refusal } from '@vigie/shared/wire/answer';
import { z } from 'zod';
import type { Desk } from '../desk/desk.ts';
import type { Passwords } from './passwords.ts';
import type { Staff } from './staff.ts';

/** What the first commissioner says of themselves, with the token of the one-time link. */
export const firstCommissionerSchema = z.object({
  token: z.string().min(1).max(200),
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'de 2 à 40 caractères parmi a-z 0-9 . _ -'),
  name: z.string().trim().min(1).max(80),
  rank: z.string().trim().max(12),
  alias: z.string().trim().min(1).max(80),
  password: z.string().min(12).max(1_000),
});
export type FirstCommissionerForm = z.infer<typeof firstCommissionerSchema>;

export interface FirstCommissionerParts {
  readonly desk: Pick<Desk, 'perform'>;
  readonly staff: Staff;
  readonly passwords: Passwords;
  readonly newId: () => string;
  readonly newToken: () => string;
}

type Outcome =
  | { readonly ok: true; readonly personId: string }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * The way in for the first commissioner of an empty service: one link, printed at the start, good
 * until it is used or the server starts again. Where there is a commissioner there is no link.
 */
export class FirstCommissioner {
  readonly #parts: FirstCommissionerParts;
  #token: string | null;

  constructor(parts: FirstCommissionerParts) {
    this.#parts = parts;
    this.#token = parts.staff.hasCommissioner() ? null : parts.newToken();
  }

  /** The link's address on this service, or null. The token stands behind the #, which no proxy logs. */
  link(publicUrl: string): string | null {
    return this.#token === null ? null : new URL(`/premier-acces#${this.#token}`, publicUrl).href;
  }

  async create(form: FirstCommissionerForm, origin: string): Promise<Outcome> {
    if (!this.#opens(form.token)) return { ok: false, refusal: 'not-allowed' };
    const hash = await this.#parts.passwords.hash(form.password);
    const outcome = await this.#add(form, hash, origin);
    if (outcome.ok) this.#token = null;
    return outcome;
  }

  #opens(token: string): boolean {
    if (this.#token === null) return false;
    const [shown, expected] = [Buffer.from(token), Buffer.from(this.#token)];
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  }

  #add(form: FirstCommissionerForm, hash: string, origin: string): Promise<Outcome> {
    const { desk, newId } = this.#parts;
    const personId = newId();
    const { login } = form;
    return desk.perform<Outcome>({
      type: 'add-first-commissioner',
      key: newId(),
      by: personId,
      origin,
      keys: [{ kind: 'commissioners' }, { kind: 'login', login }],
      decide: (loaded) => {
        if (loaded.commissioners() > 0) return refused('not-allowed');
        if (loaded.login(login)) return refused('login-taken');
        const event = { type: 'person-added', ...fieldsOf(form) } as const;
        return {
          ok: true,
          appends: [{ stream: 'person', id: personId, events: [event] }],
          writes: { credential: { personId, hash, mustChoose: false } },
          answer: () => ({ ok: true, personId }),
        };
      },
    });
  }
}

function fieldsOf({ login, name, rank, alias }: FirstCommissionerForm): PersonFields {
  return { login, name, rank, alias, role: 'commissioner', teamId: null, clearances: ['violence'] };
}

function refused(refusal: Refusal) {
  return { ok: false, refusal, answer: { ok: false, refusal } } as const;
}
