import type { Actor } from '../access/actor.ts';
import type { Settings } from '../settings/settings.ts';
import type { Refusal } from '../wire/answer.ts';

/** The verdict on a command: what happened, or the fact that refuses it. */
export type Decision<E> =
  | { readonly ok: true; readonly events: readonly E[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** What a judge needs besides the ticket: time and settings arrive, so equal inputs give equal verdicts. */
export interface Circumstances {
  readonly at: number;
  readonly actor: Actor;
  readonly settings: Settings;
}

/** The command is carried out by these events. */
export function accept<E>(...events: E[]): Decision<E> {
  return { ok: true, events };
}

/** The command is refused by a fact. */
export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
