import { createContext } from 'svelte';
import type { Actor } from '@vigie/shared/access/actor';
import { may, type Act, type Thing } from '@vigie/shared/access/may';
import { sessionSchema, type Session } from '@vigie/shared/wire/session';
import { z } from 'zod';
import { brokenOff, enterByPasskey } from './passkey.ts';
import { getJson, sendJson, type ApiResult } from '#lib/http/api.ts';

type Standing = 'asking' | 'signed-out' | 'signed-in' | 'unreachable';

/** Who sits at this screen. Everything else of the screen begins and ends with it (ACCESS-2). */
export class SessionStore {
  #session = $state.raw<Session | null>(null);
  #standing = $state<Standing>('asking');
  /** True when the session ended without being asked to: the sign-in form says so. */
  #cut = $state(false);

  /** Whether the person stands in for the command changes as others come and go (LOCK-6). */
  #standsIn = $state<boolean | null>(null);

  readonly actor = $derived.by<Actor | null>(() => {
    const you = this.#session?.you;
    return you ? { ...you, standsIn: this.#standsIn ?? you.standsIn } : null;
  });

  get session(): Session | null {
    return this.#session;
  }

  get standing(): Standing {
    return this.#standing;
  }

  get cut(): boolean {
    return this.#cut;
  }

  /** The person signed in. Only screens behind the sign-in may ask. */
  get you(): Session['you'] {
    if (!this.#session) throw new Error('Nobody is signed in on this screen.');
    return this.#session.you;
  }

  /** Answers "may the person here do this" with the function that the server uses (ACCESS-1). */
  may(act: Act, thing: Thing = {}): boolean {
    return this.actor !== null && may(this.actor, act, thing);
  }

  /** Asks the server who is signed in here. */
  async ask(): Promise<void> {
    const result = await getJson('/api/session', sessionSchema);
    if (result.ok) return this.#enter(result.value);
    this.#standing = result.refusal === 'unreachable' ? 'unreachable' : 'signed-out';
  }

  /** Reads anew what the service is like, such as after a change of a setting; else what is known stays. */
  async renew(): Promise<void> {
    const result = await getJson('/api/session', sessionSchema);
    if (result.ok && this.#session) this.#session = result.value;
  }

  async signIn(login: string, password: string, code?: string): Promise<ApiResult<Session>> {
    const body = { login, password, code };
    const result = await sendJson('POST', '/api/session', body, sessionSchema);
    if (result.ok) this.#enter(result.value);
    return result;
  }

  /** Signs in by a passkey of this device; null where the person broke it off. */
  async enterByPasskey(): Promise<ApiResult<Session> | null> {
    const result = await enterByPasskey();
    if (result === brokenOff) return null;
    if (result.ok) this.#enter(result.value);
    return result;
  }

  async signOut(): Promise<void> {
    await sendJson('DELETE', '/api/session', undefined, z.unknown());
    this.#leave(false);
  }

  async changePassword(current: string, next: string): Promise<ApiResult<unknown>> {
    const result = await sendJson('POST', '/api/password', { current, next }, z.unknown());
    if (result.ok) await this.ask();
    return result;
  }

  /** Takes from the live view whether the person stands in now. */
  noteStandIn(standsIn: boolean): void {
    this.#standsIn = standsIn;
  }

  /** The server has ended the session: ask for the password again, keep what was typed. */
  expire(): void {
    if (this.#standing === 'signed-in') this.#leave(true);
  }

  #enter(session: Session): void {
    this.#session = session;
    this.#standsIn = null;
    this.#standing = 'signed-in';
    this.#cut = false;
  }

  #leave(cut: boolean): void {
    this.#session = null;
    this.#standing = 'signed-out';
    this.#cut = cut;
  }
}

export const [useSession, provideSession] = createContext<SessionStore>();
